package vn.motcua.calendar;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.motcua.audit.Journal;
import vn.motcua.calendar.CalendarSql.StoredHours;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;

/// Every change of the calendar: journaled, told to other modules, and known to this node as soon
/// as it is committed.
@Component
class CalendarChanges {
    private final CalendarSql sql;
    private final WorkingCalendars calendars;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CalendarChanges(
            CalendarSql sql,
            WorkingCalendars calendars,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.calendars = calendars;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /// What concerns all units is for administrators at the top of the tree.
    boolean mayChangeForAll(Actor actor) {
        return sql.holdsTop(actor.scopes(Role.ADMINISTRATOR));
    }

    void requireForAll(Actor actor) {
        if (!mayChangeForAll(actor)) {
            throw Problem.forbidden("calendar.only-top");
        }
    }

    /// @throws Problem 422 with the day that stands in the way
    @Transactional
    public void add(List<SpecialDay> days, Actor actor) {
        requireForAll(actor);
        List<InputError> errors = new ArrayList<>();
        for (SpecialDay day : days) {
            check(day, errors);
            if (!sql.add(day)) {
                errors.add(
                        InputError.field(
                                "day",
                                "Ngày %s đã có trong lịch. Hãy mở ngày đó để sửa."
                                        .formatted(Vietnamese.date(day.day()))));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        for (SpecialDay day : days) {
            journal.record(
                    actor.username(),
                    "calendar.add-day",
                    "calendar-day",
                    "" + day.day(),
                    text(day));
        }
        SpecialDay first = days.getFirst();
        changed(null, first.day(), "Thêm " + text(days), actor);
    }

    /// @throws Problem 404 where the day is not in the calendar, 409 where someone else changed it
    @Transactional
    public void change(SpecialDay day, Actor actor) {
        requireForAll(actor);
        SpecialDay before = get(day.day());
        List<InputError> errors = new ArrayList<>();
        check(day, errors);
        if (before.off() && !day.off()) {
            refuseMadeUp(day.day(), errors);
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (!sql.change(day)) {
            throw Problem.conflict("calendar.day-changed", Vietnamese.date(day.day()));
        }
        journal.record(
                actor.username(),
                "calendar.change-day",
                "calendar-day",
                "" + day.day(),
                text(before) + " → " + text(day));
        changed(null, day.day(), "Sửa " + text(day), actor);
    }

    @Transactional
    public void remove(LocalDate day, int version, Actor actor) {
        requireForAll(actor);
        SpecialDay before = get(day);
        List<InputError> errors = new ArrayList<>();
        refuseMadeUp(day, errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (!sql.removeDay(day, version)) {
            throw Problem.conflict("calendar.day-changed", Vietnamese.date(day));
        }
        journal.record(
                actor.username(), "calendar.remove-day", "calendar-day", "" + day, text(before));
        changed(null, day, "Bỏ " + text(before), actor);
    }

    /// Gives hours to a unit, or with null to everybody; `version` is 0 where there were none.
    @Transactional
    public void setHours(
            @Nullable UnitId unit, WorkingHours hours, int version, String place, Actor actor) {
        if (!sql.store(unit == null ? null : unit.value(), hours, version)) {
            throw Problem.conflict("calendar.hours-changed", place);
        }
        String detail = hours.text() + "; nhận trả trong ngày đến " + hours.cutOff();
        journal.record(
                actor.username(), "calendar.set-hours", "calendar-hours", record(unit), detail);
        changed(unit, LocalDate.now(clock), "Giờ làm việc của " + place + ": " + detail, actor);
    }

    @Transactional
    public void inheritHours(UnitId unit, int version, String place, Actor actor) {
        StoredHours before = sql.hoursOf(unit.value()).orElse(null);
        if (before == null || !sql.removeHours(unit.value(), version)) {
            throw Problem.conflict("calendar.hours-changed", place);
        }
        journal.record(
                actor.username(),
                "calendar.inherit-hours",
                "calendar-hours",
                record(unit),
                "bỏ giờ riêng: " + before.hours().text());
        changed(unit, LocalDate.now(clock), "Bỏ giờ làm việc riêng của " + place, actor);
    }

    /// @throws Problem 404 `calendar.no-day`
    SpecialDay get(LocalDate day) {
        return sql.specialDay(day)
                .orElseThrow(() -> Problem.notFound("calendar.no-day", Vietnamese.date(day)));
    }

    private WorkingHours everybody() {
        return sql.hoursOf(null).orElseThrow().hours();
    }

    private void check(SpecialDay day, List<InputError> errors) {
        if (day.off()) {
            return;
        }
        if (everybody().works(day.day().getDayOfWeek())) {
            errors.add(
                    InputError.field(
                            "day",
                            Vietnamese.date(day.day())
                                    + " là "
                                    + Vietnamese.weekday(day.day())
                                    + ", vốn đã là ngày làm việc nên không thể làm bù."));
        }
        LocalDate replaced = day.replaces();
        if (replaced != null && sql.specialDay(replaced).filter(SpecialDay::off).isEmpty()) {
            errors.add(
                    InputError.field(
                            "replaces",
                            "Ngày được làm bù %s chưa có trong lịch nghỉ. Hãy thêm ngày nghỉ đó trước."
                                    .formatted(Vietnamese.date(replaced))));
        }
    }

    private void refuseMadeUp(LocalDate day, List<InputError> errors) {
        sql.makeUpFor(day)
                .ifPresent(madeUp ->
                        errors.add(
                                InputError.field(
                                        "day",
                                        "Ngày %s được làm bù vào %s. Hãy bỏ hoặc sửa ngày làm bù trước."
                                                .formatted(
                                                        Vietnamese.date(day),
                                                        Vietnamese.date(madeUp)))));
    }

    private void changed(@Nullable UnitId unit, LocalDate from, String reason, Actor actor) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        calendars.forget();
                    }
                });
        events.publishEvent(new CalendarChanged(unit, from, reason, actor.username()));
    }

    private static String record(@Nullable UnitId unit) {
        return unit == null ? "mac-dinh" : "" + unit.value();
    }

    private static String text(List<SpecialDay> days) {
        SpecialDay first = days.getFirst();
        return days.size() == 1
                ? text(first)
                : "%s %s–%s, %s (%s)"
                        .formatted(
                                first.kind().label().toLowerCase(Vietnamese.LOCALE),
                                Vietnamese.date(first.day()),
                                Vietnamese.date(days.getLast().day()),
                                first.name(),
                                first.source());
    }

    private static String text(SpecialDay day) {
        return "%s %s%s, %s (%s; %s)"
                .formatted(
                        day.kind().label().toLowerCase(Vietnamese.LOCALE),
                        Vietnamese.date(day.day()),
                        day.replaces() == null ? "" : " cho " + Vietnamese.date(day.replaces()),
                        day.name(),
                        day.source(),
                        day.status().label().toLowerCase(Vietnamese.LOCALE));
    }
}
