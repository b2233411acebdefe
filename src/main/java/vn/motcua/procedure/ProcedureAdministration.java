package vn.motcua.procedure;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
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
import org.springframework.web.util.UriComponentsBuilder;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Notices;
import vn.motcua.identity.Role;
import vn.motcua.organization.Tier;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.ProcedureForm.StepInput;
import vn.motcua.procedure.ProcedureSql.Edited;
import vn.motcua.procedure.ProcedureSql.FieldCount;
import vn.motcua.procedure.ProcedureSql.UnitWithProcess;
import vn.motcua.procedure.ProcedureSql.VersionLine;

/// Keeping the catalogue: list, import, edit, default processes. For administrators.
@Controller
@RequestMapping("/quan-tri/thu-tuc")
class ProcedureAdministration {
    private static final int MOST_CHOICES = 400;
    private static final int MOST_ERRORS_SHOWN = 200;

    record AdminListView(
            ProcedureFilter filter,
            ListPage<ProcedureLine> page,
            List<FieldCount> fields,
            String query) {}

    record ImportView(
            ProcedureImport.@Nullable Result result,
            @Nullable String refusal,
            List<InputError> errors) {
        List<InputError> rejected() {
            return result == null
                    ? List.of()
                    : result.rejected().stream().limit(MOST_ERRORS_SHOWN).toList();
        }
    }

    record EditView(
            ProcedureForm form,
            boolean fresh,
            List<InputError> errors,
            List<String> review,
            List<VersionLine> history,
            List<FieldCount> fields,
            List<Unit> units) {
        String action() {
            return fresh ? "/quan-tri/thu-tuc/moi" : "/quan-tri/thu-tuc/" + form.code();
        }

        @Nullable String error(String field) {
            return errors.stream()
                    .filter(each -> field.equals(each.field()))
                    .map(InputError::message)
                    .findFirst()
                    .orElse(null);
        }
    }

    record DefaultProcessView(
            @Nullable Unit unit,
            List<StepInput> steps,
            boolean own,
            List<InputError> errors,
            List<UnitWithProcess> others,
            List<Unit> units) {}

    private final Procedures procedures;
    private final ProcedureSql sql;
    private final ProcedureImport imports;
    private final Units units;
    private final MessageSource messages;
    private final Clock clock;

    ProcedureAdministration(
            Procedures procedures,
            ProcedureSql sql,
            ProcedureImport imports,
            Units units,
            MessageSource messages,
            Clock clock) {
        this.procedures = procedures;
        this.sql = sql;
        this.imports = imports;
        this.units = units;
        this.messages = messages;
        this.clock = clock;
    }

    @GetMapping
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "false") boolean unclear,
            @RequestParam(defaultValue = "false") boolean withoutProcess,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        ProcedureFilter filter = filter(q, field, unclear, withoutProcess);
        LocalDate today = LocalDate.now(clock);
        model.addAttribute(
                "view",
                new AdminListView(
                        filter,
                        sql.search(filter, today, page, size).map(ProcedureLine::of),
                        sql.fields(today),
                        query(filter, size)));
        return "procedure/adminList";
    }

    @GetMapping("/tai-xuong")
    ResponseEntity<StreamingResponseBody> download(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "false") boolean unclear,
            @RequestParam(defaultValue = "false") boolean withoutProcess,
            @RequestParam(defaultValue = "xlsx") String format) {
        actor.require(Role.ADMINISTRATOR);
        ProcedureFilter filter = filter(q, field, unclear, withoutProcess);
        List<List<? extends @Nullable Object>> rows = new ArrayList<>();
        ListPage<ProcedureSummary> page;
        int next = 0;
        do {
            page = sql.search(filter, LocalDate.now(clock), next++, ListPage.LARGEST);
            page.items().stream()
                    .map(ProcedureLine::of)
                    .forEach(line ->
                            rows.add(
                                    List.of(
                                            line.code(),
                                            line.name(),
                                            line.field(),
                                            line.term(),
                                            line.onlineLevel().label(),
                                            line.hasProcess() ? "Riêng" : "Mặc định",
                                            line.needsReview() ? "Cần xác định" : "")));
        } while (next < page.pages());
        return new TableExport(
                        "Danh mục thủ tục hành chính",
                        List.of(
                                "Mã",
                                "Tên thủ tục",
                                "Lĩnh vực",
                                "Thời hạn",
                                "Mức trực tuyến",
                                "Quy trình",
                                "Ghi chú"),
                        rows)
                .download("danh-muc-thu-tuc", format);
    }

    @GetMapping("/nhap")
    String importPage(Actor actor, Model model) {
        actor.require(Role.ADMINISTRATOR);
        model.addAttribute("view", new ImportView(null, null, List.of()));
        return "procedure/importFile";
    }

    @PostMapping("/nhap")
    String importFile(
            Actor actor,
            @RequestParam(required = false) @Nullable MultipartFile file,
            HttpServletResponse response,
            Model model)
            throws IOException {
        actor.require(Role.ADMINISTRATOR);
        ImportView view;
        if (file == null || file.isEmpty()) {
            view =
                    new ImportView(
                            null,
                            null,
                            List.of(InputError.field("file", "Hãy chọn tệp CSV cần nhập")));
        } else {
            try {
                view =
                        new ImportView(
                                imports.run(
                                        file.getInputStream(),
                                        file.getOriginalFilename(),
                                        actor.username()),
                                null,
                                List.of());
            } catch (Problem refusal) {
                view =
                        new ImportView(
                                null,
                                messages.getMessage(
                                        "problem." + refusal.code(),
                                        refusal.arguments(),
                                        Vietnamese.LOCALE),
                                refusal.errors());
            }
        }
        if (view.result() == null) {
            response.setStatus(422);
        }
        model.addAttribute("view", view);
        return "procedure/importFile";
    }

    @GetMapping("/moi")
    String fresh(Actor actor, Model model) {
        actor.require(Role.ADMINISTRATOR);
        ProcedureForm form = ProcedureForm.empty(LocalDate.now(clock));
        model.addAttribute("view", edit(actor, form, true, List.of()));
        return "procedure/edit";
    }

    @PostMapping("/moi")
    String create(
            Actor actor,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        return save(actor, ProcedureForm.typed(typed), true, typed, request, response, model);
    }

    @GetMapping("/{code}")
    String edit(Actor actor, @PathVariable String code, Model model) {
        actor.require(Role.ADMINISTRATOR);
        Edited edited = latest(code);
        ProcedureVersion version = edited.version();
        // A version that is only made clear keeps its day; what really changes begins today.
        LocalDate from =
                version.imported() && version.needsReview()
                        ? version.validFrom()
                        : LocalDate.now(clock);
        ProcedureForm form =
                ProcedureForm.of(version, edited.rowVersion(), from, codes(version.steps()));
        model.addAttribute("view", edit(actor, form, false, List.of()));
        return "procedure/edit";
    }

    @PostMapping("/{code}")
    String revise(
            Actor actor,
            @PathVariable String code,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        typed.set("code", latest(code).version().code());
        return save(actor, ProcedureForm.typed(typed), false, typed, request, response, model);
    }

    private String save(
            Actor actor,
            ProcedureForm form,
            boolean fresh,
            MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        String act = Objects.requireNonNullElse(typed.getFirst("act"), "save");
        if (!act.equals("save")) {
            model.addAttribute("view", edit(actor, form.rearranged(act), fresh, List.of()));
            return "procedure/edit";
        }
        List<InputError> errors = new ArrayList<>();
        NewProcedure wanted =
                form.procedure(fresh ? null : latest(form.code()).version(), this::unit, errors);
        try {
            if (!errors.isEmpty()) {
                throw Problem.invalid(errors);
            }
            if (fresh) {
                procedures.create(wanted, actor.username());
            } else {
                procedures.revise(wanted, form.read(), actor.username());
            }
        } catch (Problem refusal) {
            response.setStatus(refusal.status().value());
            List<InputError> told =
                    refusal.errors().isEmpty()
                            ? List.of(
                                    new InputError(
                                            null,
                                            null,
                                            messages.getMessage(
                                                    "problem." + refusal.code(),
                                                    refusal.arguments(),
                                                    Vietnamese.LOCALE)))
                            : refusal.errors();
            model.addAttribute("view", edit(actor, form, fresh, told));
            return "procedure/edit";
        }
        Notices.leave(
                request,
                fresh
                        ? "Đã thêm thủ tục " + wanted.code()
                        : "Đã lưu phiên bản mới của thủ tục " + wanted.code());
        return "redirect:" + ProcedurePages.adminPath(wanted.code());
    }

    @GetMapping("/quy-trinh-mac-dinh")
    String defaultProcess(Actor actor, @RequestParam(defaultValue = "") String unit, Model model) {
        actor.require(Role.ADMINISTRATOR);
        if (unit.isBlank()) {
            model.addAttribute("view", defaultView(actor, null, List.of(), false, List.of()));
            return "procedure/defaultProcess";
        }
        Unit chosen = administered(actor, unit);
        List<ProcessStep> own = sql.ownDefaultProcess(chosen.id()).orElse(List.of());
        List<ProcessStep> shown =
                own.isEmpty() ? sql.defaultProcess(chosen.id()).orElse(Procedures.BUILT_IN) : own;
        model.addAttribute(
                "view",
                defaultView(
                        actor,
                        chosen,
                        ProcedureForm.steps(shown, codes(shown)),
                        !own.isEmpty(),
                        List.of()));
        return "procedure/defaultProcess";
    }

    @PostMapping("/quy-trinh-mac-dinh")
    String setDefaultProcess(
            Actor actor,
            @RequestParam String unit,
            @RequestParam MultiValueMap<String, String> typed,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        Unit chosen = administered(actor, unit);
        String act = Objects.requireNonNullElse(typed.getFirst("act"), "save");
        List<StepInput> steps = ProcedureForm.typedSteps(typed);
        boolean own = sql.ownDefaultProcess(chosen.id()).isPresent();
        if (act.equals("drop")) {
            procedures.setDefaultProcess(chosen.id(), chosen.code(), List.of(), actor.username());
            Notices.leave(request, "Đã bỏ quy trình mặc định của " + chosen.name());
            return "redirect:/quan-tri/thu-tuc/quy-trinh-mac-dinh";
        }
        if (!act.equals("save")) {
            model.addAttribute(
                    "view",
                    defaultView(
                            actor,
                            chosen,
                            ProcedureForm.rearrangedSteps(steps, act),
                            own,
                            List.of()));
            return "procedure/defaultProcess";
        }
        List<InputError> errors = new ArrayList<>();
        List<ProcessStep> wanted = ProcedureForm.readSteps(steps, this::unit, errors);
        if (wanted.isEmpty() && errors.isEmpty()) {
            errors.add(InputError.field("step-1", "Quy trình cần ít nhất một bước"));
        }
        if (!errors.isEmpty()) {
            response.setStatus(422);
            model.addAttribute("view", defaultView(actor, chosen, steps, own, errors));
            return "procedure/defaultProcess";
        }
        procedures.setDefaultProcess(chosen.id(), chosen.code(), wanted, actor.username());
        Notices.leave(request, "Đã lưu quy trình mặc định của " + chosen.name());
        return "redirect:/quan-tri/thu-tuc/quy-trinh-mac-dinh";
    }

    static String defaultProcessPath(String unit) {
        return ProcedurePages.encoded("/quan-tri/thu-tuc/quy-trinh-mac-dinh?unit={x}", unit);
    }

    /// Choices of the channels of a fee; a set that is not among the usual ones is kept.
    static Map<String, String> channelChoices(String present) {
        Map<String, String> choices = new LinkedHashMap<>();
        choices.put("", "Mọi cách nộp");
        choices.put(Channel.IN_PERSON.code(), Channel.IN_PERSON.label());
        choices.put(ProcedureForm.channelCodes(Channel.ONLINE), "Trực tuyến");
        choices.put(Channel.POST.code(), Channel.POST.label());
        Channel.ONLINE.forEach(channel -> choices.put(channel.code(), channel.label()));
        List<Channel> known =
                Arrays.stream(present.split(","))
                        .flatMap(code -> Channel.fromCode(code).stream())
                        .toList();
        choices.putIfAbsent(present, ProcedurePages.capital(ProcedureRules.channelNames(known)));
        return choices;
    }

    private EditView edit(Actor actor, ProcedureForm form, boolean fresh, List<InputError> errors) {
        return new EditView(
                form,
                fresh,
                errors,
                fresh ? List.of() : latest(form.code()).version().review(),
                fresh ? List.of() : sql.history(form.code()),
                sql.fields(LocalDate.now(clock)),
                choices(actor));
    }

    private DefaultProcessView defaultView(
            Actor actor,
            @Nullable Unit unit,
            List<StepInput> steps,
            boolean own,
            List<InputError> errors) {
        return new DefaultProcessView(
                unit,
                steps,
                own,
                errors,
                sql.unitsWithDefaultProcess(actor.scopes(Role.ADMINISTRATOR)),
                choices(actor));
    }

    private Edited latest(String code) {
        return sql.latest(code).orElseThrow(() -> Problem.notFound("procedure.not-found", code));
    }

    private Unit administered(Actor actor, String code) {
        return units.readable(code.strip(), LocalDate.now(clock), actor.scopes(Role.ADMINISTRATOR));
    }

    private @Nullable UnitId unit(String code) {
        return units.byCode(code, LocalDate.now(clock)).map(Unit::id).orElse(null);
    }

    private Function<UnitId, String> codes(Collection<ProcessStep> steps) {
        Map<UnitId, Unit> named =
                units.get(steps.stream().map(ProcessStep::unit).filter(Objects::nonNull).toList());
        return id -> {
            Unit unit = named.get(id);
            return unit == null ? "" : unit.code();
        };
    }

    /// Units to choose from: those of the reader; without communes where they are too many for a
    /// page.
    private List<Unit> choices(Actor actor) {
        List<Unit> all = units.inForce(LocalDate.now(clock), actor.reads());
        return all.size() <= MOST_CHOICES
                ? all
                : all.stream()
                        .filter(unit -> unit.tier() != Tier.COMMUNE)
                        .limit(MOST_CHOICES)
                        .toList();
    }

    private static ProcedureFilter filter(
            String q, String field, boolean unclear, boolean withoutProcess) {
        return new ProcedureFilter(
                Vietnamese.text(q),
                field.isBlank() ? null : Vietnamese.text(field),
                null,
                unclear,
                withoutProcess);
    }

    private static String query(ProcedureFilter filter, int size) {
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        query.queryParam("q", "{q}").queryParam("field", "{field}");
        if (filter.unclear()) {
            query.queryParam("unclear", "true");
        }
        if (filter.withoutProcess()) {
            query.queryParam("withoutProcess", "true");
        }
        if (size != 50) {
            query.queryParam("size", size);
        }
        return query.encode()
                        .buildAndExpand(
                                Map.of(
                                        "q",
                                        filter.text(),
                                        "field",
                                        Objects.requireNonNullElse(filter.field(), "")))
                        .toUriString()
                        .substring(1)
                + "&";
    }
}
