package vn.motcua.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import pro.taskana.common.api.CustomHoliday;
import pro.taskana.common.api.LocalTimeInterval;
import pro.taskana.common.internal.workingtime.HolidaySchedule;
import pro.taskana.common.internal.workingtime.WorkingTimeCalculatorImpl;
import vn.motcua.common.Vietnamese;

/// Laws that hold on any calendar, tried on random ones; each seed is one calendar.
class WorkingTimePropertyTests {
    private static final int YEARS_FROM = 2024;
    private static final int YEARS_TO = 2028;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void addingAndMeasuringAgree(long seed) {
        Random random = new Random(seed);
        WorkingCalendar calendar = new WorkingCalendar(hours(random), days(random));
        for (int i = 0; i < 2_000; i++) {
            Instant a = moment(random);
            Instant b = moment(random);
            Instant earlier = a.isBefore(b) ? a : b;
            Instant later = a.isBefore(b) ? b : a;
            Instant last = moment(random);
            long m = random.nextInt(3_000);
            long n = random.nextInt(3_000);
            String story = "seed " + seed + ", " + a + " " + b + " " + m + " " + n;

            Instant plusM = calendar.plusWorkingMinutes(a, m);
            assertThat(calendar.workingMinutesBetween(a, plusM)).as(story).isEqualTo(m);
            assertThat(calendar.plusWorkingMinutes(plusM, n))
                    .as(story)
                    .isEqualTo(n == 0 ? plusM : calendar.plusWorkingMinutes(a, m + n));
            assertThat(plusM).as(story).isAfterOrEqualTo(a);
            assertThat(calendar.plusWorkingMinutes(earlier, m))
                    .as(story)
                    .isBeforeOrEqualTo(calendar.plusWorkingMinutes(later, m));
            assertThat(calendar.workingMinutesBetween(later, earlier)).as(story).isZero();
            if (!last.isBefore(later)) {
                assertThat(
                                calendar.workingMinutesBetween(earlier, later)
                                        + calendar.workingMinutesBetween(later, last))
                        .as(story)
                        .isBetween(
                                calendar.workingMinutesBetween(earlier, last) - 1,
                                calendar.workingMinutesBetween(earlier, last));
            }
            Instant next = calendar.nextWorkingMoment(a);
            assertThat(calendar.isWorkingMoment(next)).as(story).isTrue();
            assertThat(calendar.workingMinutesBetween(a, next)).as(story).isZero();
            Term term = new Term(random.nextInt(40), TermUnit.values()[random.nextInt(4)]);
            Instant due = calendar.due(a, term).dueAt();
            assertThat(due).as(story + term).isAfterOrEqualTo(a);
            assertThat(calendar.isWorkingDay(Vietnamese.day(due))).as(story + term).isTrue();
            assertThat(calendar.due(earlier, term).dueAt())
                    .as(story + term)
                    .isBeforeOrEqualTo(calendar.due(later, term).dueAt());
            assertThat(calendar.dueSameDay(a).dueAt()).as(story).isAfter(a);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void countsWorkingDaysAsAPlainWalkDoes(long seed) {
        Random random = new Random(seed);
        WorkingCalendar calendar = new WorkingCalendar(hours(random), days(random));
        for (int i = 0; i < 500; i++) {
            Instant start = moment(random);
            int amount = 1 + random.nextInt(60);
            LocalDate walk = Vietnamese.day(start);
            for (int left = amount; left > 0; ) {
                walk = walk.plusDays(1);
                left -= calendar.isWorkingDay(walk) ? 1 : 0;
            }

            assertThat(
                            Vietnamese.day(
                                    calendar.due(start, new Term(amount, TermUnit.WORKING_DAYS))
                                            .dueAt()))
                    .as("seed %d, %s + %d", seed, start, amount)
                    .isEqualTo(walk);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void agreesWithAnotherCalculator(long seed) throws Exception {
        Random random = new Random(seed);
        WorkingHours hours = hours(random);
        Set<CustomHoliday> holidays = new HashSet<>();
        List<SpecialDay> off = new ArrayList<>();
        for (int i = 0; i < 15; i++) {
            LocalDate day = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(365));
            if (holidays.add(CustomHoliday.of(day.getDayOfMonth(), day.getMonthValue()))) {
                for (int year = YEARS_FROM - 1; year <= YEARS_TO + 1; year++) {
                    String on = day.withYear(year).toString();
                    CalendarFixtures.off(off, "lễ", on, on);
                }
            }
        }
        WorkingCalendar calendar = new WorkingCalendar(hours, new Days(off));
        var other =
                new WorkingTimeCalculatorImpl(
                        new HolidaySchedule(false, false, holidays),
                        schedule(hours),
                        Vietnamese.ZONE);

        for (int i = 0; i < 300; i++) {
            Instant from = moment(random);
            Instant to = from.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 60)));
            long minutes = 1 + random.nextInt(6_000);

            assertThat(calendar.workingMinutesBetween(from, to))
                    .as("seed %d, %s to %s", seed, from, to)
                    .isEqualTo(other.workingTimeBetween(from, to).toMinutes());
            assertThat(calendar.plusWorkingMinutes(from, minutes))
                    .as("seed %d, %s + %d", seed, from, minutes)
                    .isEqualTo(other.addWorkingTime(from, Duration.ofMinutes(minutes)));
        }
    }

    private static Map<DayOfWeek, Set<LocalTimeInterval>> schedule(WorkingHours hours) {
        Map<DayOfWeek, Set<LocalTimeInterval>> schedule = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            schedule.put(
                    day,
                    hours.sessions(day).stream()
                            .map(session -> new LocalTimeInterval(session.from(), session.to()))
                            .collect(Collectors.toSet()));
        }
        return schedule;
    }

    private static WorkingHours hours(Random random) {
        List<List<Session>> week = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            int sessions = day < 4 ? 1 + random.nextInt(3) : random.nextInt(3);
            List<Integer> edges =
                    new ArrayList<>(
                            new TreeSet<>(
                                    IntStream.generate(() -> random.nextInt(6 * 60, 21 * 60))
                                            .distinct()
                                            .limit(2L * sessions)
                                            .boxed()
                                            .toList()));
            List<Session> list = new ArrayList<>();
            for (int i = 0; i < sessions; i++) {
                list.add(
                        new Session(
                                LocalTime.ofSecondOfDay(edges.get(2 * i) * 60L),
                                LocalTime.ofSecondOfDay(edges.get(2 * i + 1) * 60L)));
            }
            week.add(list);
        }
        return new WorkingHours(week, LocalTime.of(random.nextInt(9, 17), 0));
    }

    private static Days days(Random random) {
        Map<LocalDate, SpecialDay> days = new LinkedHashMap<>();
        for (int i = 0; i < 120; i++) {
            LocalDate day =
                    LocalDate.of(YEARS_FROM, 1, 1)
                            .plusDays(random.nextInt(366 * (YEARS_TO - YEARS_FROM + 1)));
            List<SpecialDay> made = new ArrayList<>();
            if (random.nextInt(4) == 0) {
                CalendarFixtures.madeUp(made, "" + day, "" + day.plusDays(random.nextInt(1, 9)));
            } else {
                CalendarFixtures.off(made, "lễ", "" + day, "" + day);
            }
            days.put(day, made.getFirst());
        }
        return new Days(days.values());
    }

    private static Instant moment(Random random) {
        Instant start = Vietnamese.startOf(LocalDate.of(YEARS_FROM, 1, 1));
        long seconds = Duration.ofDays(365L * (YEARS_TO - YEARS_FROM)).toSeconds();
        Instant exact = start.plusSeconds(random.nextLong(seconds));
        return switch (random.nextInt(3)) {
            case 0 -> exact;
            case 1 -> exact.plusNanos(random.nextInt(1_000_000_000));
            default -> exact.minusSeconds(exact.getEpochSecond() % 1_800);
        };
    }
}
