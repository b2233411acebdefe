package vn.motcua.calendar;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.calendar.CalendarSql.Place;
import vn.motcua.calendar.CalendarSql.StoredHours;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Notices;
import vn.motcua.identity.Role;
import vn.motcua.organization.Units;

@Controller
@RequestMapping("/quan-tri/lich/gio")
class HoursPages {
    private static final String EVERYBODY = "mac-dinh";
    private static final String EVERYBODY_NAME = "mọi đơn vị không có giờ riêng";
    private static final int SIZE = 30;
    private static final int LARGEST_DOWNLOAD = 50_000;
    private static final Pattern CLOCK = Pattern.compile("([01]?[0-9]|2[0-3])[:hg.]([0-5][0-9])?");

    /// @param from where the hours come from, in words
    record Row(long unit, String code, String name, String from, String hours, String cutOff) {}

    record ListView(
            String text, StoredHours everybody, boolean mayChangeForAll, ListPage<Row> rows) {}

    /// @param key of the unit in the path
    /// @param cells what stands in each field
    /// @param version 0 where the unit has no hours of its own
    record FormView(
            String key,
            String place,
            String now,
            Map<String, String> cells,
            int version,
            List<InputError> errors) {
        boolean everybody() {
            return key.equals(EVERYBODY);
        }

        String cell(String field) {
            return cells.getOrDefault(field, "");
        }

        @Nullable String error(String field) {
            return CalendarPages.error(errors, field);
        }
    }

    private final CalendarSql sql;
    private final CalendarChanges changes;
    private final WorkingCalendars calendars;
    private final Units units;
    private final Clock clock;

    HoursPages(
            CalendarSql sql,
            CalendarChanges changes,
            WorkingCalendars calendars,
            Units units,
            Clock clock) {
        this.sql = sql;
        this.changes = changes;
        this.calendars = calendars;
        this.units = units;
        this.clock = clock;
    }

    @GetMapping
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        String text = Vietnamese.text(q);
        StoredHours everybody = sql.hoursOf(null).orElseThrow();
        model.addAttribute(
                "view",
                new ListView(
                        text,
                        everybody,
                        changes.mayChangeForAll(actor),
                        rows(actor, text, Math.max(0, page), SIZE, everybody)));
        return "calendar/hoursList";
    }

    @GetMapping("/tai-xuong")
    ResponseEntity<StreamingResponseBody> download(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "xlsx") String dang) {
        actor.require(Role.ADMINISTRATOR);
        var rows =
                rows(
                        actor,
                        Vietnamese.text(q),
                        0,
                        LARGEST_DOWNLOAD,
                        sql.hoursOf(null).orElseThrow());
        return new TableExport(
                        "Giờ làm việc của các đơn vị",
                        List.of("Mã", "Đơn vị", "Theo", "Giờ làm việc", "Nhận trả trong ngày đến"),
                        rows.items().stream()
                                .map(row ->
                                        List.of(
                                                row.code(),
                                                row.name(),
                                                row.from(),
                                                row.hours(),
                                                row.cutOff()))
                                .toList())
                .download("gio-lam-viec", dang);
    }

    @GetMapping("/{key}")
    String form(Actor actor, @PathVariable String key, Model model) {
        UnitId unit = changeable(key, actor);
        StoredHours stored = sql.hoursOf(value(unit)).orElse(null);
        WorkingHours now = unit == null ? calendars.standard().hours() : calendars.of(unit).hours();
        WorkingHours shown = stored == null ? now : stored.hours();
        model.addAttribute(
                "view",
                new FormView(
                        key,
                        name(unit),
                        now.text(),
                        cells(shown),
                        stored == null ? 0 : stored.version(),
                        List.of()));
        return "calendar/hours";
    }

    @PostMapping("/{key}")
    Object save(
            Actor actor,
            @PathVariable String key,
            @RequestParam Map<String, String> cells,
            @RequestParam int version,
            HttpServletRequest request) {
        UnitId unit = changeable(key, actor);
        List<InputError> errors = new ArrayList<>();
        WorkingHours hours = read(cells, errors);
        if (hours == null) {
            WorkingHours now =
                    unit == null ? calendars.standard().hours() : calendars.of(unit).hours();
            return CalendarPages.page(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "calendar/hours",
                    new FormView(key, name(unit), now.text(), cells, version, errors));
        }
        changes.setHours(unit, hours, version, name(unit), actor);
        Notices.leave(request, "Đã ghi giờ làm việc của " + name(unit) + ".");
        return "redirect:/quan-tri/lich/gio";
    }

    @PostMapping("/{key}/theo-cap-tren")
    String inherit(
            Actor actor,
            @PathVariable String key,
            @RequestParam int version,
            HttpServletRequest request) {
        UnitId unit = changeable(key, actor);
        if (unit == null) {
            throw Problem.notFound("unit.not-found", key);
        }
        changes.inheritHours(unit, version, name(unit), actor);
        Notices.leave(request, name(unit) + " nay theo giờ làm việc của cấp trên.");
        return "redirect:/quan-tri/lich/gio";
    }

    /// The unit whose hours may be changed; null stands for everybody.
    private @Nullable UnitId changeable(String key, Actor actor) {
        actor.require(Role.ADMINISTRATOR);
        if (key.equals(EVERYBODY)) {
            changes.requireForAll(actor);
            return null;
        }
        if (!key.matches("[0-9]{1,18}")) {
            throw Problem.notFound("unit.not-found", key);
        }
        UnitId unit = new UnitId(Long.parseLong(key));
        if (!units.within(unit, actor.scopes(Role.ADMINISTRATOR))) {
            throw Problem.notFound("unit.not-found", key);
        }
        return unit;
    }

    private static @Nullable Long value(@Nullable UnitId unit) {
        return unit == null ? null : unit.value();
    }

    private String name(@Nullable UnitId unit) {
        return unit == null ? EVERYBODY_NAME : units.get(unit).name();
    }

    private ListPage<Row> rows(
            Actor actor, String text, int page, int size, StoredHours everybody) {
        LocalDate today = LocalDate.now(clock);
        Long[] scopes = actor.scopes(Role.ADMINISTRATOR);
        Map<Long, WorkingHours> known = new HashMap<>();
        sql.allHours().forEach(each -> known.put(each.id(), each.hours()));
        List<Row> rows =
                sql.places(text, today, scopes, size, (long) page * size).stream()
                        .map(place -> row(place, known, everybody))
                        .toList();
        return new ListPage<>(rows, page, size, sql.countPlaces(text, today, scopes));
    }

    private static Row row(Place place, Map<Long, WorkingHours> known, StoredHours everybody) {
        WorkingHours hours = everybody.hours();
        String from = "giờ chung";
        if (place.hours() != null) {
            hours = known.getOrDefault(place.hours(), hours);
            from = place.own() ? "giờ riêng" : "theo " + place.giver();
        }
        return new Row(
                place.id(),
                place.code(),
                place.name(),
                from,
                hours.text(),
                hours.cutOff().toString());
    }

    private static Map<String, String> cells(WorkingHours hours) {
        Map<String, String> cells = new HashMap<>();
        cells.put("cutOff", hours.cutOff().toString());
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Session> sessions = hours.sessions(day);
            for (int slot = 0; slot < sessions.size(); slot++) {
                Session session = sessions.get(slot);
                int at = sessions.size() == 1 && session.from().getHour() >= 12 ? 1 : slot;
                cells.put(field("from", day, at), session.from().toString());
                cells.put(field("to", day, at), session.to().toString());
            }
        }
        return cells;
    }

    static String field(String end, DayOfWeek day, int slot) {
        return end + "-" + day.getValue() + "-" + slot;
    }

    private static @Nullable WorkingHours read(Map<String, String> cells, List<InputError> errors) {
        List<List<Session>> week = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            List<Session> sessions = new ArrayList<>();
            for (int slot = 0; slot < 2; slot++) {
                String fromField = field("from", day, slot);
                String toField = field("to", day, slot);
                LocalTime from = time(cells, fromField, day, errors);
                LocalTime to = time(cells, toField, day, errors);
                if (blank(cells, fromField) != blank(cells, toField)) {
                    errors.add(
                            InputError.field(
                                    from == null ? fromField : toField,
                                    "%s: buổi làm việc cần cả giờ bắt đầu và giờ kết thúc."
                                            .formatted(capital(day))));
                } else if (from != null && to != null) {
                    LocalTime earliest =
                            sessions.isEmpty() ? LocalTime.MIN : sessions.getLast().to();
                    if (!from.isBefore(to)) {
                        errors.add(
                                InputError.field(
                                        toField,
                                        "%s: giờ kết thúc phải sau giờ bắt đầu."
                                                .formatted(capital(day))));
                    } else if (from.isBefore(earliest)) {
                        errors.add(
                                InputError.field(
                                        fromField,
                                        "%s: buổi chiều phải bắt đầu sau khi buổi sáng kết thúc."
                                                .formatted(capital(day))));
                    } else {
                        sessions.add(new Session(from, to));
                    }
                }
            }
            week.add(sessions);
        }
        LocalTime cutOff = null;
        if (blank(cells, "cutOff")) {
            errors.add(
                    InputError.field(
                            "cutOff", "Thiếu giờ chót nhận hồ sơ trả kết quả trong ngày."));
        } else {
            cutOff = time(cells, "cutOff", null, errors);
        }
        if (errors.isEmpty() && week.stream().allMatch(List::isEmpty)) {
            errors.add(InputError.field("from-1-0", "Tuần phải có ít nhất một buổi làm việc."));
        }
        return errors.isEmpty() && cutOff != null ? new WorkingHours(week, cutOff) : null;
    }

    private static boolean blank(Map<String, String> cells, String field) {
        return cells.getOrDefault(field, "").isBlank();
    }

    private static @Nullable LocalTime time(
            Map<String, String> cells,
            String field,
            @Nullable DayOfWeek day,
            List<InputError> errors) {
        String raw = cells.getOrDefault(field, "").strip();
        if (raw.isEmpty()) {
            return null;
        }
        Matcher parts = CLOCK.matcher(raw);
        if (!parts.matches()) {
            errors.add(
                    InputError.field(
                            field,
                            (day == null ? "" : capital(day) + ": ")
                                    + "không hiểu giờ \""
                                    + (raw.length() > 20 ? raw.substring(0, 20) + "…" : raw)
                                    + "\"; hãy viết như 07:30."));
            return null;
        }
        String minutes = parts.group(2);
        return LocalTime.of(
                Integer.parseInt(parts.group(1)), minutes == null ? 0 : Integer.parseInt(minutes));
    }

    private static String capital(DayOfWeek day) {
        String name = Vietnamese.weekday(day);
        return name.substring(0, 1).toUpperCase(Vietnamese.LOCALE) + name.substring(1);
    }
}
