package vn.motcua.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;

/// Says in Vietnamese how a deadline was counted. Ordinary weekends are not listed; days off that
/// would have been worked, and make-up days, are.
final class Explanation {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("dd/MM");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd");

    private final List<String> parts = new ArrayList<>();
    private final WorkingHours hours;
    private final Days days;
    private final LocalDate received;

    Explanation(WorkingHours hours, Days days, LocalDate received) {
        this.hours = hours;
        this.days = days;
        this.received = received;
    }

    List<String> parts() {
        return parts;
    }

    Explanation received() {
        parts.add("nhận " + Vietnamese.weekday(received) + " " + Vietnamese.date(received));
        return this;
    }

    Explanation receivedAt(Instant moment) {
        parts.add(
                "nhận "
                        + Vietnamese.clock(moment)
                        + " "
                        + Vietnamese.weekday(received)
                        + " "
                        + Vietnamese.date(received));
        return this;
    }

    Explanation counted(Term term) {
        parts.add(
                switch (term.unit()) {
                    case HOURS -> term.text() + " làm việc";
                    case WORKING_DAYS, DAYS, MONTHS ->
                            term.amount() == 0
                                    ? term.text() + " tính từ ngày nhận"
                                    : term.text() + " tính từ " + text(received.plusDays(1));
                });
        return this;
    }

    Explanation from(Instant moment) {
        LocalDate day = Vietnamese.day(moment);
        parts.add(
                "nhận ngoài giờ làm việc, tính từ "
                        + Vietnamese.clock(moment)
                        + (day.equals(received)
                                ? ""
                                : " " + Vietnamese.weekday(day) + " " + text(day)));
        return this;
    }

    Explanation sameDay() {
        parts.add("trả kết quả trong ngày");
        return this;
    }

    Explanation receivedOnDayOff() {
        SpecialDay special = days.special(received);
        parts.add(
                "ngày nhận là ngày nghỉ"
                        + (special == null ? "" : " " + special.name())
                        + ", chuyển sang ngày làm việc tiếp theo");
        return this;
    }

    Explanation receivedAfter(LocalTime time) {
        parts.add("nhận sau " + time + ", chuyển sang ngày làm việc tiếp theo");
        return this;
    }

    /// The day on which the term ends by the calendar alone is not the one that counts.
    Explanation endedOn(LocalDate nominal, boolean working) {
        SpecialDay special = days.special(nominal);
        String day = "ngày cuối " + Vietnamese.weekday(nominal) + " " + text(nominal);
        String why =
                working
                        ? " đã hết giờ làm việc"
                        : special == null ? " là ngày nghỉ" : " nghỉ " + special.name();
        parts.add(day + why + ", chuyển sang ngày làm việc tiếp theo");
        return this;
    }

    /// Days off between the two days that would have been worked; where asked, the make-up days
    /// that counted too.
    Explanation skipped(LocalDate after, LocalDate until, boolean withMakeUpDays) {
        SpecialDay first = null;
        SpecialDay last = null;
        for (SpecialDay day : days.special(after.plusDays(1), until)) {
            if (!day.off() || !hours.works(day.day().getDayOfWeek())) {
                continue;
            }
            if (first != null && last != null && continues(last, day)) {
                last = day;
                continue;
            }
            addSkipped(first, last);
            first = day;
            last = day;
        }
        addSkipped(first, last);
        if (withMakeUpDays) {
            for (SpecialDay day : days.special(after.plusDays(1), until)) {
                if (!day.off() && !hours.works(day.day().getDayOfWeek())) {
                    parts.add(
                            "tính cả "
                                    + Vietnamese.weekday(day.day())
                                    + " "
                                    + text(day.day())
                                    + " làm bù"
                                    + (day.replaces() == null ? "" : " cho " + text(day.replaces()))
                                    + expected(day));
                }
            }
        }
        return this;
    }

    Explanation until(LocalDate day) {
        parts.add("đến hết " + text(day));
        return this;
    }

    Explanation until(Instant moment) {
        parts.add("đến " + Vietnamese.clock(moment) + " " + text(Vietnamese.day(moment)));
        return this;
    }

    private boolean continues(SpecialDay last, SpecialDay next) {
        if (!last.name().equals(next.name()) || last.status() != next.status()) {
            return false;
        }
        for (LocalDate day = last.day().plusDays(1);
                day.isBefore(next.day());
                day = day.plusDays(1)) {
            int weekday = days.weekday(Days.index(day));
            if (weekday != 0 && hours.works(DayOfWeek.of(weekday))) {
                return false;
            }
        }
        return true;
    }

    private void addSkipped(@Nullable SpecialDay first, @Nullable SpecialDay last) {
        if (first == null || last == null) {
            return;
        }
        LocalDate from = first.day();
        LocalDate to = last.day();
        String span;
        if (from.equals(to)) {
            span = text(from);
        } else if (from.getMonth() == to.getMonth() && from.getYear() == to.getYear()) {
            span = DAY.format(from) + "–" + text(to);
        } else {
            span = text(from) + "–" + text(to);
        }
        parts.add("trừ " + span + " nghỉ " + first.name() + expected(first));
    }

    private static String expected(SpecialDay day) {
        return day.status() == SpecialDay.Status.COMPUTED ? " (dự kiến, chưa công bố)" : "";
    }

    private String text(LocalDate day) {
        return day.getYear() == received.getYear() ? SHORT.format(day) : Vietnamese.date(day);
    }
}
