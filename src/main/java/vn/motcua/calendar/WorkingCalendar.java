package vn.motcua.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import vn.motcua.common.Vietnamese;

/// The working time of one unit, and the deadlines counted on it. Answers come from sums over the
/// days since 2000, so that a deadline costs a binary search however far it lies.
///
/// Every method refuses, with a `DateTimeException`, what lies outside the years that `covers`
/// accepts.
public final class WorkingCalendar {
    private static final long MINUTE = 60_000_000_000L;

    private final WorkingHours hours;
    private final Days days;
    private final int[] minutesBefore = new int[Days.COUNT + 1];
    private final int[] workingDaysBefore = new int[Days.COUNT + 1];

    WorkingCalendar(WorkingHours hours, Days days) {
        this.hours = hours;
        this.days = days;
        int[] minutes = new int[8];
        for (DayOfWeek day : DayOfWeek.values()) {
            minutes[day.getValue()] = hours.sessions(day).stream().mapToInt(Session::minutes).sum();
        }
        for (int i = 0; i < Days.COUNT; i++) {
            int worked = minutes[days.weekday(i)];
            minutesBefore[i + 1] = minutesBefore[i] + worked;
            workingDaysBefore[i + 1] = workingDaysBefore[i] + (worked > 0 ? 1 : 0);
        }
    }

    /// When a thing received at `start` is due.
    ///
    /// Days count from the day after the day of receipt, whatever the hour, to the end of the last
    /// session (Bộ luật Dân sự 2015, Điều 147 khoản 2); a term in days or months that ends on a day
    /// off goes on to the next working day (Điều 148 khoản 5). Months end on the same day of the
    /// month, or the month's last. Hours run inside the sessions.
    public Deadline due(Instant start, Term term) {
        LocalDate received = Vietnamese.day(start);
        Explanation why = new Explanation(hours, days, received);
        return switch (term.unit()) {
            case WORKING_DAYS -> {
                LocalDate last = orNextIfOver(start, workingDayAfter(received, term.amount()));
                why.received().counted(term).skipped(received, last, true).until(last);
                yield new Deadline(endOf(last), why.parts());
            }
            case DAYS -> {
                LocalDate last = received.plusDays(term.amount());
                yield rolled(start, last, why.received().counted(term));
            }
            case MONTHS -> {
                LocalDate last = received.plusMonths(term.amount());
                yield rolled(start, last, why.received().counted(term));
            }
            case HOURS -> {
                Instant from = nextWorkingMoment(start);
                Instant due = plusWorkingMinutes(from, 60L * term.amount());
                why.receivedAt(start).counted(term);
                if (!from.equals(start)) {
                    why.from(from);
                }
                LocalDate last = Vietnamese.day(due);
                why.skipped(received.minusDays(1), last, true).until(due);
                yield new Deadline(due, why.parts());
            }
        };
    }

    /// When the result of a procedure marked "same day" is due: at the end of the day of receipt,
    /// or of the next working day when it came after the unit's cut-off or on a day off.
    public Deadline dueSameDay(Instant start) {
        LocalDate received = Vietnamese.day(start);
        LocalTime time = Vietnamese.local(start).toLocalTime();
        Explanation why = new Explanation(hours, days, received);
        why.receivedAt(start).sameDay();
        LocalDate last = received;
        if (!isWorkingDay(received)) {
            why.receivedOnDayOff();
            last = workingDayAfter(received, 1);
        } else if (time.isAfter(hours.cutOff())) {
            why.receivedAfter(hours.cutOff());
            last = workingDayAfter(received, 1);
        } else if (!endOf(received).isAfter(start)) {
            why.receivedAfter(lastSession(received).to());
            last = workingDayAfter(received, 1);
        }
        why.skipped(received, last, true).until(last);
        return new Deadline(endOf(last), why.parts());
    }

    /// The first moment by which so many working minutes have passed since `start`; `start` itself
    /// for none.
    public Instant plusWorkingMinutes(Instant start, long minutes) {
        if (minutes < 0) {
            throw new IllegalArgumentException("minutes are not negative: " + minutes);
        }
        long before = worked(start);
        if (minutes == 0) {
            return start;
        }
        if (minutes > minutesBefore[Days.COUNT]) {
            throw new DateTimeException("beyond the calendar");
        }
        long target = before + minutes * MINUTE;
        int day = firstDayReaching(minutesBefore, (target + MINUTE - 1) / MINUTE);
        long rest = target - minutesBefore[day] * MINUTE;
        for (Session session : sessions(day)) {
            long length = session.minutes() * MINUTE;
            if (rest <= length) {
                return at(day, session.from()).plusNanos(rest);
            }
            rest -= length;
        }
        throw new IllegalStateException("the sums do not agree with the sessions");
    }

    /// Whole working minutes that pass between two moments; 0 when `to` is not after `from`.
    public long workingMinutesBetween(Instant from, Instant to) {
        return to.isAfter(from) ? (worked(to) - worked(from)) / MINUTE : 0;
    }

    /// Whether the unit works at all on the day.
    public boolean isWorkingDay(LocalDate day) {
        return !sessions(Days.index(day)).isEmpty();
    }

    /// Whether the moment lies in a session; its end does not.
    public boolean isWorkingMoment(Instant moment) {
        LocalDateTime local = Vietnamese.local(moment);
        LocalTime time = local.toLocalTime();
        return sessions(Days.index(local.toLocalDate())).stream()
                .anyMatch(session -> !time.isBefore(session.from()) && time.isBefore(session.to()));
    }

    /// The moment itself when it lies in a session, else the beginning of the next one.
    public Instant nextWorkingMoment(Instant moment) {
        LocalDateTime local = Vietnamese.local(moment);
        int day = Days.index(local.toLocalDate());
        LocalTime time = local.toLocalTime();
        for (Session session : sessions(day)) {
            if (time.isBefore(session.to())) {
                return time.isBefore(session.from()) ? at(day, session.from()) : moment;
            }
        }
        int next = Days.index(workingDayAfter(local.toLocalDate(), 1));
        return at(next, sessions(next).getFirst().from());
    }

    /// Until when a dossier whose result is due on the same day is taken for that day.
    public LocalTime cutOff() {
        return hours.cutOff();
    }

    /// Whether the calendar has days for the moment and some years after it.
    public static boolean covers(Instant moment) {
        LocalDate day = Vietnamese.day(moment);
        return Days.covers(day) && Days.covers(day.plusYears(1));
    }

    WorkingHours hours() {
        return hours;
    }

    private Deadline rolled(Instant start, LocalDate nominal, Explanation why) {
        LocalDate last = orNextIfOver(start, workingDayAfter(nominal, 0));
        if (!last.equals(nominal)) {
            why.endedOn(nominal, isWorkingDay(nominal)).skipped(nominal, last, false);
        }
        why.until(last);
        return new Deadline(endOf(last), why.parts());
    }

    private LocalDate orNextIfOver(Instant start, LocalDate last) {
        return endOf(last).isAfter(start) ? last : workingDayAfter(last, 1);
    }

    /// The n-th working day after the day; for 0 the day itself or the first working day after it.
    private LocalDate workingDayAfter(LocalDate day, int n) {
        int at = Days.index(day);
        long target = n == 0 ? workingDaysBefore[at] + 1L : workingDaysBefore[at + 1] + (long) n;
        return Days.day(firstDayReaching(workingDaysBefore, target));
    }

    /// The first day at whose end the sum has reached the target.
    private static int firstDayReaching(int[] sumsBefore, long target) {
        if (target > sumsBefore[Days.COUNT]) {
            throw new DateTimeException("beyond the calendar");
        }
        int low = 0;
        int high = Days.COUNT - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sumsBefore[middle + 1] >= target) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /// Nanoseconds worked from the first day of the calendar to the moment.
    private long worked(Instant moment) {
        LocalDateTime local = Vietnamese.local(moment);
        int day = Days.index(local.toLocalDate());
        long time = local.toLocalTime().toNanoOfDay();
        long worked = minutesBefore[day] * MINUTE;
        for (Session session : sessions(day)) {
            long from = session.from().toNanoOfDay();
            worked += Math.clamp(time - from, 0, session.to().toNanoOfDay() - from);
        }
        return worked;
    }

    private List<Session> sessions(int day) {
        int weekday = days.weekday(day);
        return weekday == 0 ? List.of() : hours.week().get(weekday - 1);
    }

    private Session lastSession(LocalDate day) {
        return sessions(Days.index(day)).getLast();
    }

    private Instant endOf(LocalDate day) {
        return Vietnamese.at(day.atTime(lastSession(day).to()));
    }

    private static Instant at(int day, LocalTime time) {
        return Vietnamese.at(Days.day(day).atTime(time));
    }
}
