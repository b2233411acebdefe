package vn.motcua.calendar;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Notices;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

@Controller
@RequestMapping("/quan-tri/lich")
class CalendarPages {
    /// @param stored whether the day is in the calendar already, and is changed
    record DayView(SpecialDayForm form, boolean stored, List<InputError> errors) {
        String dayText() {
            return Vietnamese.date(LocalDate.parse(Objects.requireNonNull(form.day())));
        }

        @Nullable String error(String field) {
            return CalendarPages.error(errors, field);
        }
    }

    record TrialForm(
            @Nullable String unit,
            @Nullable String start,
            @Nullable String term,
            @Nullable String in) {
        boolean empty() {
            return unit == null && start == null && term == null && in == null;
        }
    }

    /// @param hours of the unit, in words
    record TrialView(
            TrialForm form,
            @Nullable String unitName,
            @Nullable String hours,
            @Nullable Deadline deadline,
            List<InputError> errors) {
        @Nullable String error(String field) {
            return CalendarPages.error(errors, field);
        }
    }

    private final CalendarSql sql;
    private final CalendarChanges changes;
    private final WorkingCalendars calendars;
    private final Places places;
    private final Units units;
    private final Clock clock;

    CalendarPages(
            CalendarSql sql,
            CalendarChanges changes,
            WorkingCalendars calendars,
            Places places,
            Units units,
            Clock clock) {
        this.sql = sql;
        this.changes = changes;
        this.calendars = calendars;
        this.places = places;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping
    String year(Actor actor, @RequestParam(required = false) @Nullable Integer nam, Model model) {
        actor.require(Role.ADMINISTRATOR);
        int year = checkedYear(nam);
        model.addAttribute(
                "view",
                YearView.of(
                        year, days(year), calendars.standard(), changes.mayChangeForAll(actor)));
        return "calendar/year";
    }

    @GetMapping("/tai-xuong")
    ResponseEntity<StreamingResponseBody> download(
            Actor actor,
            @RequestParam(required = false) @Nullable Integer nam,
            @RequestParam(defaultValue = "xlsx") String dang) {
        actor.require(Role.ADMINISTRATOR);
        int year = checkedYear(nam);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (SpecialDay day : days(year)) {
            rows.add(
                    Arrays.asList(
                            day.day(),
                            Vietnamese.weekday(day.day()),
                            day.kind().label(),
                            day.name(),
                            day.replaces(),
                            day.source(),
                            day.status().label()));
        }
        return new TableExport(
                        "Ngày nghỉ và làm bù năm " + year,
                        List.of("Ngày", "Thứ", "Loại", "Dịp", "Làm bù cho", "Căn cứ", "Tình trạng"),
                        rows)
                .download("lich-lam-viec-" + year, dang);
    }

    @GetMapping("/ngay/moi")
    String newDay(Actor actor, @RequestParam(required = false) @Nullable String ngay, Model model) {
        actor.require(Role.ADMINISTRATOR);
        changes.requireForAll(actor);
        SpecialDayForm blank =
                new SpecialDayForm(
                        ngay,
                        "",
                        SpecialDay.Kind.OFF.name(),
                        "",
                        "",
                        "",
                        SpecialDay.Status.ANNOUNCED.name(),
                        null);
        model.addAttribute("view", new DayView(blank, false, List.of()));
        return "calendar/day";
    }

    @PostMapping("/ngay")
    Object add(Actor actor, @ModelAttribute SpecialDayForm form, HttpServletRequest request) {
        actor.require(Role.ADMINISTRATOR);
        changes.requireForAll(actor);
        List<InputError> errors = new ArrayList<>();
        List<SpecialDay> days = form.read(errors);
        if (errors.isEmpty()) {
            try {
                changes.add(days, actor);
            } catch (Problem refusal) {
                if (refusal.errors().isEmpty()) {
                    throw refusal;
                }
                errors.addAll(refusal.errors());
            }
        }
        if (!errors.isEmpty()) {
            return again(new DayView(form, false, errors));
        }
        Notices.leave(
                request,
                days.size() == 1
                        ? "Đã thêm ngày " + Vietnamese.date(days.getFirst().day()) + "."
                        : "Đã thêm %d ngày từ %s đến %s."
                                .formatted(
                                        days.size(),
                                        Vietnamese.date(days.getFirst().day()),
                                        Vietnamese.date(days.getLast().day())));
        return "redirect:/quan-tri/lich?nam=" + days.getFirst().day().getYear();
    }

    @GetMapping("/ngay/{day}")
    String day(Actor actor, @PathVariable LocalDate day, Model model) {
        actor.require(Role.ADMINISTRATOR);
        changes.requireForAll(actor);
        model.addAttribute(
                "view", new DayView(SpecialDayForm.of(changes.get(day)), true, List.of()));
        return "calendar/day";
    }

    @PostMapping("/ngay/{day}")
    Object change(
            Actor actor,
            @PathVariable LocalDate day,
            @ModelAttribute SpecialDayForm form,
            HttpServletRequest request) {
        actor.require(Role.ADMINISTRATOR);
        SpecialDayForm fixed =
                new SpecialDayForm(
                        "" + day,
                        "",
                        form.kind(),
                        form.name(),
                        form.replaces(),
                        form.source(),
                        form.status(),
                        form.version());
        List<InputError> errors = new ArrayList<>();
        List<SpecialDay> days = fixed.read(errors);
        if (errors.isEmpty()) {
            try {
                changes.change(days.getFirst(), actor);
            } catch (Problem refusal) {
                if (refusal.errors().isEmpty()) {
                    throw refusal;
                }
                errors.addAll(refusal.errors());
            }
        }
        if (!errors.isEmpty()) {
            return again(new DayView(fixed, true, errors));
        }
        Notices.leave(request, "Đã sửa ngày " + Vietnamese.date(day) + ".");
        return "redirect:/quan-tri/lich?nam=" + day.getYear();
    }

    @PostMapping("/ngay/{day}/bo")
    Object remove(
            Actor actor,
            @PathVariable LocalDate day,
            @RequestParam int version,
            HttpServletRequest request) {
        actor.require(Role.ADMINISTRATOR);
        try {
            changes.remove(day, version, actor);
        } catch (Problem refusal) {
            if (refusal.errors().isEmpty()) {
                throw refusal;
            }
            return again(new DayView(SpecialDayForm.of(changes.get(day)), true, refusal.errors()));
        }
        Notices.leave(request, "Đã bỏ ngày " + Vietnamese.date(day) + " khỏi lịch nghỉ và làm bù.");
        return "redirect:/quan-tri/lich?nam=" + day.getYear();
    }

    @GetMapping("/tinh-thu")
    ModelAndView trial(Actor actor, @ModelAttribute TrialForm form) {
        actor.require(Role.ADMINISTRATOR);
        if (form.empty()) {
            Unit own = units.get(new UnitId(actor.unit()));
            TrialForm blank =
                    new TrialForm(
                            own.code(),
                            Vietnamese.local(clock.instant()).withSecond(0).withNano(0).toString(),
                            "5",
                            TermUnit.WORKING_DAYS.code());
            return page(
                    HttpStatus.OK,
                    "calendar/trial",
                    new TrialView(blank, null, null, null, List.of()));
        }
        List<InputError> errors = new ArrayList<>();
        DueQuestion question = DueQuestion.read(form.start(), form.term(), form.in(), errors);
        Unit place = null;
        try {
            if (form.unit() == null || form.unit().isBlank()) {
                errors.add(InputError.field("unit", "Thiếu mã đơn vị."));
            } else {
                LocalDate on =
                        question == null ? LocalDate.now(clock) : Vietnamese.day(question.start());
                place = places.readable(form.unit().strip(), on, actor);
            }
            if (question != null && place != null && errors.isEmpty()) {
                WorkingCalendar calendar = calendars.of(place.id());
                return page(
                        HttpStatus.OK,
                        "calendar/trial",
                        new TrialView(
                                form,
                                place.name(),
                                calendar.hours().text(),
                                question.answer(calendar),
                                List.of()));
            }
        } catch (Problem refusal) {
            if (refusal.errors().isEmpty()) {
                errors.add(
                        InputError.field("unit", "Không có đơn vị mã này trong phạm vi của bạn."));
            } else {
                errors.addAll(refusal.errors());
            }
        }
        return page(
                HttpStatus.UNPROCESSABLE_CONTENT,
                "calendar/trial",
                new TrialView(form, null, null, null, errors));
    }

    private List<SpecialDay> days(int year) {
        return sql.specialDays(LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31));
    }

    private int checkedYear(@Nullable Integer nam) {
        int year = nam == null ? LocalDate.now(clock).getYear() : nam;
        return Math.clamp(year, YearView.FIRST, YearView.LAST);
    }

    static @Nullable String error(List<InputError> errors, String field) {
        return errors.stream()
                .filter(error -> field.equals(error.field()))
                .map(InputError::message)
                .findFirst()
                .orElse(null);
    }

    private static ModelAndView again(DayView view) {
        return page(HttpStatus.UNPROCESSABLE_CONTENT, "calendar/day", view);
    }

    static ModelAndView page(HttpStatus status, String name, Object view) {
        ModelAndView page = new ModelAndView(name);
        page.setStatus(status);
        page.addObject("view", view);
        return page;
    }
}
