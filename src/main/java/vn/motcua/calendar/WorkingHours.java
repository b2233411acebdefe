package vn.motcua.calendar;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/// When a unit works in an ordinary week, and until when it takes dossiers whose result is due on
/// the same day.
///
/// @param week the sessions of the seven weekdays, Monday first; an empty list is a day without
///   work
record WorkingHours(List<List<Session>> week, LocalTime cutOff) {
    WorkingHours {
        week = week.stream().map(List::copyOf).toList();
        if (week.size() != 7 || week.stream().allMatch(List::isEmpty)) {
            throw new IllegalArgumentException("a week has seven days and some work");
        }
        for (List<Session> day : week) {
            for (int i = 1; i < day.size(); i++) {
                if (day.get(i).from().isBefore(day.get(i - 1).to())) {
                    throw new IllegalArgumentException("sessions overlap: " + day);
                }
            }
        }
    }

    List<Session> sessions(DayOfWeek day) {
        return week.get(day.getValue() - 1);
    }

    boolean works(DayOfWeek day) {
        return !sessions(day).isEmpty();
    }

    /// In words, equal days following each other taken together: `T2–T6 07:00–11:30, 13:30–17:00`.
    String text() {
        List<String> parts = new ArrayList<>();
        for (int first = 0; first < 7; ) {
            int last = first;
            while (last < 6 && week.get(last + 1).equals(week.get(first))) {
                last++;
            }
            if (!week.get(first).isEmpty()) {
                String days = first == last ? letters(first) : letters(first) + "–" + letters(last);
                parts.add(
                        days
                                + " "
                                + String.join(
                                        ", ",
                                        week.get(first).stream().map(Session::toString).toList()));
            }
            first = last + 1;
        }
        return String.join("; ", parts);
    }

    private static String letters(int day) {
        return day == 6 ? "CN" : "T" + (day + 2);
    }
}
