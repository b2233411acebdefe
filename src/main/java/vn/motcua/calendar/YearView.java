package vn.motcua.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;

/// A year on a page: twelve small months, and the days that are not as their weekday.
///
/// @param expected how many of them are not announced yet
record YearView(
        int year,
        List<Month> months,
        List<SpecialDay> days,
        long workingDays,
        long expected,
        boolean mayChange) {
    static final int FIRST = Days.FIRST.getYear();
    static final int LAST = Days.LAST.getYear();

    /// @param weeks rows of seven, null outside the month
    record Month(int number, int workingDays, List<List<@Nullable Cell>> weeks) {}

    /// @param mark word under the number; empty on an ordinary day
    record Cell(LocalDate day, String css, String mark, @Nullable String title) {}

    static YearView of(
            int year, List<SpecialDay> days, WorkingCalendar calendar, boolean mayChange) {
        Map<LocalDate, SpecialDay> special = new HashMap<>();
        days.forEach(day -> special.put(day.day(), day));
        List<Month> months = new ArrayList<>();
        long total = 0;
        for (int number = 1; number <= 12; number++) {
            Month month = month(YearMonth.of(year, number), special, calendar);
            months.add(month);
            total += month.workingDays();
        }
        long expected =
                days.stream().filter(day -> day.status() == SpecialDay.Status.COMPUTED).count();
        return new YearView(year, months, days, total, expected, mayChange);
    }

    private static Month month(
            YearMonth month, Map<LocalDate, SpecialDay> special, WorkingCalendar calendar) {
        List<List<@Nullable Cell>> weeks = new ArrayList<>();
        List<@Nullable Cell> week = new ArrayList<>();
        for (int blank = 1; blank < month.atDay(1).getDayOfWeek().getValue(); blank++) {
            week.add(null);
        }
        int working = 0;
        for (int number = 1; number <= month.lengthOfMonth(); number++) {
            LocalDate day = month.atDay(number);
            boolean works = calendar.isWorkingDay(day);
            working += works ? 1 : 0;
            week.add(cell(day, special.get(day), works));
            if (day.getDayOfWeek() == DayOfWeek.SUNDAY) {
                weeks.add(week);
                week = new ArrayList<>();
            }
        }
        if (!week.isEmpty()) {
            while (week.size() < 7) {
                week.add(null);
            }
            weeks.add(week);
        }
        return new Month(month.getMonthValue(), working, weeks);
    }

    private static Cell cell(LocalDate day, @Nullable SpecialDay special, boolean works) {
        if (special == null) {
            return new Cell(day, works ? "" : "mc-day-rest", "", null);
        }
        boolean expected = special.status() == SpecialDay.Status.COMPUTED;
        String title =
                "%s %s: %s %s. Căn cứ: %s"
                        .formatted(
                                Vietnamese.weekday(day),
                                Vietnamese.date(day),
                                special.off() ? "nghỉ" : "",
                                special.name(),
                                special.source())
                        .replaceAll(" +", " ");
        String mark = special.off() ? expected ? "nghỉ?" : "nghỉ" : expected ? "bù?" : "bù";
        String css = special.off() ? "mc-day-off" : "mc-day-made-up";
        return new Cell(day, expected ? css + " mc-day-expected" : css, mark, title);
    }
}
