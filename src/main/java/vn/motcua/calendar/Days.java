package vn.motcua.calendar;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What all units have in common: for each day of a fixed range, the weekday whose sessions are
/// worked on it, or none.
final class Days {
    static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    static final LocalDate LAST = LocalDate.of(2049, 12, 31);
    static final int COUNT = (int) (LAST.toEpochDay() - FIRST.toEpochDay()) + 1;
    private static final byte OFF = 0;

    private final byte[] weekdays = new byte[COUNT];
    private final NavigableMap<LocalDate, SpecialDay> special = new TreeMap<>();

    Days(Collection<SpecialDay> specialDays) {
        int weekday = FIRST.getDayOfWeek().getValue();
        for (int i = 0; i < COUNT; i++) {
            weekdays[i] = (byte) weekday;
            weekday = weekday % 7 + 1;
        }
        for (SpecialDay day : specialDays) {
            if (covers(day.day())) {
                special.put(day.day(), day);
                weekdays[index(day.day())] = day.off() ? OFF : (byte) madeUp(day).getValue();
            }
        }
    }

    private static DayOfWeek madeUp(SpecialDay day) {
        return day.replaces() == null ? DayOfWeek.MONDAY : day.replaces().getDayOfWeek();
    }

    static boolean covers(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    static int index(LocalDate day) {
        if (!covers(day)) {
            throw new DateTimeException("outside the calendar: " + day);
        }
        return (int) (day.toEpochDay() - FIRST.toEpochDay());
    }

    static LocalDate day(int index) {
        return FIRST.plusDays(index);
    }

    /// Number of the weekday whose sessions are worked, from 1; 0 on a day off.
    int weekday(int index) {
        return weekdays[index];
    }

    @Nullable SpecialDay special(LocalDate day) {
        return special.get(day);
    }

    /// Both days included; empty where `to` is before `from`.
    Collection<SpecialDay> special(LocalDate from, LocalDate to) {
        return to.isBefore(from) ? List.of() : special.subMap(from, true, to, true).values();
    }
}
