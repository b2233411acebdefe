package vn.motcua.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import vn.motcua.common.Vietnamese;

/// Calendars for tests of the rules alone.
public final class CalendarFixtures {
    static final List<Session> FULL = List.of(session("07:00", "11:30"), session("13:30", "17:00"));
    static final List<Session> MORNING = List.of(session("07:00", "11:30"));
    static final LocalTime CUT_OFF = LocalTime.of(15, 0);
    static final WorkingHours OFFICE =
            new WorkingHours(List.of(FULL, FULL, FULL, FULL, FULL, List.of(), List.of()), CUT_OFF);
    static final WorkingHours POLICE =
            new WorkingHours(List.of(FULL, FULL, FULL, FULL, FULL, MORNING, List.of()), CUT_OFF);

    private CalendarFixtures() {}

    public static WorkingCalendar office2026() {
        return new WorkingCalendar(OFFICE, days2026());
    }

    static WorkingCalendar police2026() {
        return new WorkingCalendar(POLICE, days2026());
    }

    static Days days2026() {
        List<SpecialDay> days = new ArrayList<>();
        off(days, "Tết Dương lịch", "2026-01-01", "2026-01-02");
        madeUp(days, "2026-01-10", "2026-01-02");
        off(days, "Tết", "2026-02-16", "2026-02-20");
        off(days, "Giỗ Tổ Hùng Vương", "2026-04-26", "2026-04-27");
        off(days, "lễ 30/4 và 1/5", "2026-04-30", "2026-05-01");
        madeUp(days, "2026-08-22", "2026-08-31");
        off(days, "Quốc khánh", "2026-08-31", "2026-09-02");
        off(days, "Ngày Văn hóa Việt Nam", "2026-11-24", "2026-11-24");
        return new Days(days);
    }

    static void off(List<SpecialDay> into, String name, String from, String to) {
        LocalDate last = LocalDate.parse(to);
        for (LocalDate day = LocalDate.parse(from); !day.isAfter(last); day = day.plusDays(1)) {
            into.add(
                    new SpecialDay(
                            day,
                            SpecialDay.Kind.OFF,
                            name,
                            null,
                            "thông báo",
                            SpecialDay.Status.ANNOUNCED,
                            1));
        }
    }

    static void madeUp(List<SpecialDay> into, String day, String replaced) {
        into.add(
                new SpecialDay(
                        LocalDate.parse(day),
                        SpecialDay.Kind.MAKE_UP,
                        "Làm bù",
                        LocalDate.parse(replaced),
                        "thông báo",
                        SpecialDay.Status.ANNOUNCED,
                        1));
    }

    static Session session(String from, String to) {
        return new Session(LocalTime.parse(from), LocalTime.parse(to));
    }

    public static Instant at(String local) {
        return Vietnamese.at(LocalDateTime.parse(local));
    }
}
