package vn.motcua.calendar;

import java.time.LocalTime;

/// A stretch of working time within one day; `to` is no longer worked.
record Session(LocalTime from, LocalTime to) {
    Session {
        if (!from.isBefore(to) || from.getSecond() != 0 || to.getSecond() != 0) {
            throw new IllegalArgumentException("session " + from + "–" + to);
        }
    }

    int minutes() {
        return (to.toSecondOfDay() - from.toSecondOfDay()) / 60;
    }

    @Override
    public String toString() {
        return from + "–" + to;
    }
}
