package vn.motcua.organization;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Notices;
import vn.motcua.identity.Role;
import vn.motcua.identity.UnitNames;

/// The tree of units as an administrator sees and changes it, at any date.
@Controller
@RequestMapping("/quan-tri/don-vi")
class UnitPages {
    private static final int SIZE = 50;
    private static final int MOST_DOWNLOADED = 100_000;
    private static final int SUCCESSOR_FIELDS = 4;

    record UnitLine(Unit unit, int children) {}

    record UnitListView(
            String text,
            LocalDate on,
            @Nullable Unit parent,
            List<Unit> path,
            ListPage<UnitLine> page,
            String query) {}

    record UnitView(
            Unit unit,
            List<Unit> path,
            List<Unit> children,
            List<UnitSql.Succession> forebears,
            List<UnitSql.Succession> heirs,
            LocalDate today) {}

    record UnitForm(
            String code,
            String name,
            String tier,
            String parent,
            String agency,
            String aliases,
            String validFrom,
            String validTo,
            int version) {}

    record UnitFormView(@Nullable Unit unit, UnitForm form, Tier[] tiers, List<InputError> errors) {
        List<InputError> at(String field) {
            return errors.stream().filter(error -> field.equals(error.field())).toList();
        }
    }

    record UnitEndView(
            Unit unit,
            int version,
            String lastDay,
            String kind,
            List<String> successors,
            List<InputError> errors) {
        List<InputError> at(String field) {
            return errors.stream().filter(error -> field.equals(error.field())).toList();
        }
    }

    record UnitImportView(UnitImport.@Nullable Result result, List<InputError> errors) {}

    private final UnitSql sql;
    private final UnitEditing editing;
    private final UnitImport imports;
    private final UnitNames names;
    private final Clock clock;

    UnitPages(UnitSql sql, UnitEditing editing, UnitImport imports, UnitNames names, Clock clock) {
        this.sql = sql;
        this.editing = editing;
        this.imports = imports;
        this.names = names;
        this.clock = clock;
    }

    @GetMapping
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(required = false) @Nullable Long parent,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        Long[] scopes = actor.scopes(Role.ADMINISTRATOR);
        String text = Vietnamese.text(q);
        LocalDate day = day(on);
        int at = Math.max(0, page);
        long offset = (long) at * SIZE;
        Unit above = parent == null ? null : editing.administrable(new UnitId(parent), actor);
        List<Unit> units;
        long total;
        if (text.isEmpty() && above == null) {
            units = sql.tops(day, scopes, SIZE, offset);
            total = sql.countTops(day, scopes);
        } else {
            units = sql.search(text, parent, day, scopes, SIZE, offset);
            total = sql.count(text, parent, day, scopes);
        }
        Map<Long, Integer> children = sql.childCounts(units, day);
        List<UnitLine> lines =
                units.stream()
                        .map(unit ->
                                new UnitLine(unit, children.getOrDefault(unit.id().value(), 0)))
                        .toList();
        model.addAttribute(
                "view",
                new UnitListView(
                        text,
                        day,
                        above,
                        above == null ? List.of() : path(above, scopes),
                        new ListPage<>(lines, at, SIZE, total),
                        "q="
                                + URLEncoder.encode(text, StandardCharsets.UTF_8)
                                + "&on="
                                + day
                                + (parent == null ? "" : "&parent=" + parent)
                                + "&"));
        return "organization/units";
    }

    @GetMapping("/tai-xuong")
    ResponseEntity<StreamingResponseBody> download(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String on,
            @RequestParam(required = false) @Nullable Long parent,
            @RequestParam(defaultValue = "xlsx") String format) {
        actor.require(Role.ADMINISTRATOR);
        LocalDate day = day(on);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Unit unit :
                sql.search(
                        Vietnamese.text(q),
                        parent,
                        day,
                        actor.scopes(Role.ADMINISTRATOR),
                        MOST_DOWNLOADED,
                        0)) {
            rows.add(
                    Arrays.asList(
                            unit.code(),
                            unit.name(),
                            unit.tier().label(),
                            unit.parentCode(),
                            unit.agency(),
                            unit.validFrom(),
                            unit.validTo(),
                            String.join("|", unit.aliases())));
        }
        return new TableExport(
                        "Đơn vị có hiệu lực ngày " + Vietnamese.date(day),
                        List.of(
                                "Mã",
                                "Tên",
                                "Cấp",
                                "Mã cấp trên",
                                "Mã định danh",
                                "Hiệu lực từ",
                                "Đến",
                                "Cách viết khác"),
                        rows)
                .download("don-vi-" + day, format);
    }

    @GetMapping("/{id}")
    String one(Actor actor, @PathVariable long id, Model model) {
        actor.require(Role.ADMINISTRATOR);
        Unit unit = editing.administrable(new UnitId(id), actor);
        LocalDate today = LocalDate.now(clock);
        LocalDate day = unit.inForce(today) ? today : unit.validFrom();
        List<UnitSql.Succession> all = sql.successions(id);
        model.addAttribute(
                "view",
                new UnitView(
                        unit,
                        path(unit, actor.scopes(Role.ADMINISTRATOR)),
                        sql.children(id, day),
                        all.stream().filter(each -> each.successorId() == id).toList(),
                        all.stream().filter(each -> each.predecessorId() == id).toList(),
                        today));
        return "organization/unit";
    }

    @GetMapping("/moi")
    String fresh(Actor actor, @RequestParam(required = false) @Nullable Long parent, Model model) {
        actor.require(Role.ADMINISTRATOR);
        String above =
                parent == null
                        ? ""
                        : names.label(
                                editing.administrable(new UnitId(parent), actor).id().value());
        UnitForm form =
                new UnitForm("", "", "OFFICE", above, "", "", "" + LocalDate.now(clock), "", 0);
        return form(model, null, form, List.of());
    }

    @PostMapping("/moi")
    String create(
            Actor actor,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        UnitForm form = read(sent);
        try {
            UnitId id = editing.add(unit(form, null, actor), actor);
            Notices.leave(request, "Đã thêm đơn vị " + form.name() + ".");
            return "redirect:/quan-tri/don-vi/" + id.value();
        } catch (Problem refused) {
            return form(model, null, form, errors(refused, response));
        }
    }

    @GetMapping("/{id}/sua")
    String edit(Actor actor, @PathVariable long id, Model model) {
        actor.require(Role.ADMINISTRATOR);
        Unit unit = editing.administrable(new UnitId(id), actor);
        UnitSql.Edition edition = sql.edition(id);
        UnitForm form =
                new UnitForm(
                        unit.code(),
                        unit.name(),
                        unit.tier().name(),
                        unit.parent() == null ? "" : names.label(unit.parent().value()),
                        Objects.requireNonNullElse(edition.agency(), ""),
                        String.join("\n", unit.aliases()),
                        "" + unit.validFrom(),
                        unit.validTo() == null ? "" : "" + unit.validTo(),
                        edition.version());
        return form(model, unit, form, List.of());
    }

    @PostMapping("/{id}/sua")
    String update(
            Actor actor,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        Unit unit = editing.administrable(new UnitId(id), actor);
        UnitForm form = read(sent);
        try {
            editing.edit(unit.id(), form.version(), unit(form, unit, actor), actor);
        } catch (Problem refused) {
            return form(model, unit, form, errors(refused, response));
        }
        Notices.leave(request, "Đã lưu đơn vị " + form.name() + ".");
        return "redirect:/quan-tri/don-vi/" + id;
    }

    @GetMapping("/{id}/ket-thuc")
    String ending(Actor actor, @PathVariable long id, Model model) {
        actor.require(Role.ADMINISTRATOR);
        Unit unit = editing.administrable(new UnitId(id), actor);
        return end(
                model,
                new UnitEndView(
                        unit, sql.edition(id).version(), "", "merge", List.of(), List.of()));
    }

    @PostMapping("/{id}/ket-thuc")
    String end(
            Actor actor,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        Unit unit = editing.administrable(new UnitId(id), actor);
        String lastDay = text(sent, "lastDay");
        String kind = text(sent, "kind");
        int version = version(sent);
        List<String> words =
                sent.getOrDefault("successor", List.of()).stream()
                        .map(Vietnamese::text)
                        .filter(word -> !word.isEmpty())
                        .toList();
        try {
            List<InputError> errors = new ArrayList<>();
            LocalDate day = date(lastDay, "lastDay", errors);
            if (day == null && errors.isEmpty()) {
                errors.add(InputError.field("lastDay", "Hãy nhập ngày cuối cùng có hiệu lực"));
            }
            List<UnitId> successors = new ArrayList<>();
            for (String word : words) {
                LocalDate from = day == null ? LocalDate.now(clock) : day.plusDays(1);
                one(word, from, actor.reads(), "successor", errors).ifPresent(successors::add);
            }
            if (!errors.isEmpty()) {
                throw Problem.invalid(errors);
            }
            editing.end(unit.id(), version, Objects.requireNonNull(day), kind, successors, actor);
        } catch (Problem refused) {
            return end(
                    model,
                    new UnitEndView(
                            unit, version, lastDay, kind, words, errors(refused, response)));
        }
        Notices.leave(request, "Đã kết thúc hiệu lực của " + unit.name() + ".");
        return "redirect:/quan-tri/don-vi/" + id;
    }

    private static String end(Model model, UnitEndView view) {
        List<String> fields = new ArrayList<>(view.successors());
        while (fields.size() < SUCCESSOR_FIELDS || !fields.getLast().isEmpty()) {
            fields.add("");
        }
        model.addAttribute(
                "view",
                new UnitEndView(
                        view.unit(),
                        view.version(),
                        view.lastDay(),
                        view.kind(),
                        fields,
                        view.errors()));
        return "organization/unitEnd";
    }

    @GetMapping("/nhap")
    String importing(Actor actor, Model model) {
        actor.require(Role.ADMINISTRATOR);
        model.addAttribute("view", new UnitImportView(null, List.of()));
        return "organization/unitImport";
    }

    @PostMapping("/nhap")
    String importFile(
            Actor actor,
            @RequestParam MultipartFile file,
            HttpServletResponse response,
            Model model)
            throws IOException {
        actor.require(Role.ADMINISTRATOR);
        UnitImportView view;
        try {
            if (file.isEmpty()) {
                throw Problem.invalid("file", "Hãy chọn tệp JSON hoặc CSV");
            }
            view =
                    new UnitImportView(
                            imports.run(file.getInputStream(), file.getOriginalFilename(), actor),
                            List.of());
        } catch (Problem refused) {
            if (refused.errors().isEmpty()) {
                throw refused;
            }
            view = new UnitImportView(null, errors(refused, response));
        }
        model.addAttribute("view", view);
        return "organization/unitImport";
    }

    private LocalDate day(String text) {
        if (text.isBlank()) {
            return LocalDate.now(clock);
        }
        List<InputError> errors = new ArrayList<>();
        LocalDate day = date(Vietnamese.text(text), "on", errors);
        if (day == null) {
            throw Problem.invalid(errors);
        }
        return day;
    }

    /// The units above, from the top that the scopes reach.
    private List<Unit> path(Unit unit, Long[] scopes) {
        List<Unit> path = new ArrayList<>();
        Unit at = unit;
        while (at.parent() != null && sql.within(at.parent().value(), scopes)) {
            at = sql.byId(at.parent().value()).orElseThrow();
            path.addFirst(at);
        }
        return path;
    }

    private NewUnit unit(UnitForm form, @Nullable Unit before, Actor actor) {
        List<InputError> errors = new ArrayList<>();
        LocalDate from = date(form.validFrom(), "validFrom", errors);
        if (form.validFrom().isEmpty()) {
            errors.add(InputError.field("validFrom", "Hãy nhập ngày có hiệu lực"));
        }
        LocalDate to = date(form.validTo(), "validTo", errors);
        Tier tier =
                Arrays.stream(Tier.values())
                        .filter(each -> each.name().equals(form.tier()))
                        .findFirst()
                        .orElse(null);
        if (tier == null) {
            errors.add(InputError.field("tier", "Hãy chọn cấp"));
        }
        Optional<UnitId> parent = Optional.empty();
        if (before != null
                && before.parent() != null
                && names.label(before.parent().value()).equals(form.parent())) {
            parent = Optional.of(before.parent());
        } else if (!form.parent().isEmpty() && from != null) {
            parent = one(form.parent(), from, actor.scopes(Role.ADMINISTRATOR), "parent", errors);
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new NewUnit(
                form.code(),
                form.name(),
                Objects.requireNonNull(tier),
                parent.orElse(null),
                form.agency().isEmpty() ? null : form.agency(),
                Arrays.stream(form.aliases().split("[\\r\\n|;]+"))
                        .map(Vietnamese::text)
                        .filter(alias -> !alias.isEmpty())
                        .toList(),
                Objects.requireNonNull(from),
                to);
    }

    private Optional<UnitId> one(
            String words, LocalDate on, Long[] scopes, String field, List<InputError> errors) {
        String code = words.replaceFirst("^.* \\(([^()]+)\\)$", "$1");
        Optional<Unit> coded =
                sql.byCode(code, on).filter(unit -> sql.within(unit.id().value(), scopes));
        if (coded.isPresent()) {
            return coded.map(Unit::id);
        }
        List<Unit> named = sql.byName(words, on, scopes);
        if (named.size() == 1) {
            return Optional.of(named.getFirst().id());
        }
        errors.add(
                InputError.field(
                        field,
                        named.isEmpty()
                                ? "Không có đơn vị \""
                                        + words
                                        + "\" có hiệu lực ngày "
                                        + Vietnamese.date(on)
                                        + " trong phạm vi của bạn"
                                : "Nhiều đơn vị cùng mang tên \""
                                        + words
                                        + "\", hãy nhập mã của một đơn vị"));
        return Optional.empty();
    }

    private static @Nullable LocalDate date(String text, String field, List<InputError> errors) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text);
            if (day.getYear() >= 1900 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException fault) {
            // Told below, like a year out of reach.
        }
        errors.add(InputError.field(field, "Ngày \"" + text + "\" không có thật"));
        return null;
    }

    private static UnitForm read(MultiValueMap<String, String> sent) {
        String aliases = Objects.requireNonNullElse(sent.getFirst("aliases"), "");
        return new UnitForm(
                text(sent, "code"),
                text(sent, "name"),
                text(sent, "tier"),
                text(sent, "parent"),
                text(sent, "agency"),
                aliases,
                text(sent, "validFrom"),
                text(sent, "validTo"),
                version(sent));
    }

    private static int version(MultiValueMap<String, String> sent) {
        try {
            return Integer.parseInt(text(sent, "version"));
        } catch (NumberFormatException missing) {
            return 0;
        }
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : Vietnamese.text(value);
    }

    /// The errors to show in the form; a refusal of another kind goes its own way.
    private static List<InputError> errors(Problem refused, HttpServletResponse response) {
        if (refused.status() != HttpStatus.UNPROCESSABLE_CONTENT || refused.errors().isEmpty()) {
            throw refused;
        }
        response.setStatus(refused.status().value());
        return refused.errors();
    }

    private static String form(
            Model model, @Nullable Unit unit, UnitForm form, List<InputError> errors) {
        model.addAttribute("view", new UnitFormView(unit, form, Tier.values(), errors));
        return "organization/unitForm";
    }
}
