package vn.motcua.procedure;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import vn.motcua.calendar.Term;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

@Tag(name = "Thủ tục hành chính")
@RestController
@RequestMapping("/api/v1/procedures")
class ProcedureApi {
    /// `unit` is `working_days`, `days`, `hours`, `months`, or `unknown` with the printed text.
    record TermJson(@Nullable Integer value, String unit, @Nullable String text) {
        static TermJson of(@Nullable Term term, @Nullable String text) {
            return term == null
                    ? new TermJson(null, "unknown", text)
                    : new TermJson(term.amount(), term.unit().code(), null);
        }
    }

    record SummaryJson(
            String code,
            String name,
            String field,
            OnlineLevel onlineLevel,
            boolean sameDay,
            Map<String, TermJson> terms,
            boolean hasProcess,
            boolean needsReview) {
        static SummaryJson of(ProcedureSummary procedure) {
            return new SummaryJson(
                    procedure.code(),
                    procedure.name(),
                    procedure.field(),
                    procedure.onlineLevel(),
                    procedure.sameDay(),
                    ProcedureApi.terms(procedure.terms(), Map.of()),
                    procedure.hasProcess(),
                    procedure.needsReview());
        }
    }

    record FeeJson(
            String name,
            List<String> channels,
            @Nullable Long amount,
            boolean free,
            @Nullable String per,
            @Nullable String note) {}

    record StepJson(
            int no, String name, @Nullable String unit, String role, @Nullable Long minutes) {}

    record ProcedureJson(
            String code,
            int number,
            String name,
            String field,
            List<Level> levels,
            LocalDate validFrom,
            boolean imported,
            OnlineLevel onlineLevel,
            boolean sameDay,
            PauseRule pauseRule,
            Map<String, TermJson> terms,
            List<Component> components,
            List<FeeJson> fees,
            boolean ownProcess,
            List<StepJson> steps,
            boolean needsReview,
            List<String> review,
            Publication publication) {}

    private final Procedures procedures;
    private final ProcedureImport imports;
    private final Units units;
    private final Clock clock;

    ProcedureApi(Procedures procedures, ProcedureImport imports, Units units, Clock clock) {
        this.procedures = procedures;
        this.imports = imports;
        this.units = units;
        this.clock = clock;
    }

    @Operation(summary = "Tìm thủ tục đang có hiệu lực, không kể dấu, chữ hoa và lỗi gõ nhỏ")
    @GetMapping
    ListPage<SummaryJson> search(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(required = false) @Nullable String field,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        LocalDate today = LocalDate.now(clock);
        Unit offering =
                unit == null || unit.isBlank()
                        ? null
                        : units.byCode(unit.strip(), today)
                                .orElseThrow(() -> Problem.notFound("unit.not-found", unit));
        return procedures
                .search(q, field == null || field.isBlank() ? null : field, offering, page, size)
                .map(SummaryJson::of);
    }

    @Operation(summary = "Một thủ tục theo mã, như có hiệu lực trong ngày `on` (mặc định hôm nay)")
    @GetMapping("/{code}")
    ProcedureJson get(
            Actor actor,
            @PathVariable String code,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate on) {
        ProcedureVersion version =
                procedures
                        .inForce(code, on == null ? LocalDate.now(clock) : on)
                        .orElseThrow(() -> Problem.notFound("procedure.not-found", code));
        return json(version, procedures.process(version, new UnitId(actor.unit())));
    }

    @Operation(summary = "Nhập danh mục quốc gia (CSV); dòng hỏng bị từ chối riêng từng dòng")
    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ProcedureImport.Result importProcedures(Actor actor, @RequestPart MultipartFile file)
            throws IOException {
        actor.require(Role.ADMINISTRATOR);
        return imports.run(file.getInputStream(), file.getOriginalFilename(), actor.username());
    }

    private ProcedureJson json(ProcedureVersion version, List<ProcessStep> steps) {
        Map<UnitId, Unit> named =
                units.get(steps.stream().map(ProcessStep::unit).filter(Objects::nonNull).toList());
        return new ProcedureJson(
                version.code(),
                version.number(),
                version.name(),
                version.field(),
                version.levels().stream().sorted().toList(),
                version.validFrom(),
                version.imported(),
                version.onlineLevel(),
                version.sameDay(),
                version.pauseRule(),
                terms(version.terms(), version.termTexts()),
                version.components(),
                version.fees().stream()
                        .map(fee ->
                                new FeeJson(
                                        fee.name(),
                                        fee.channels().stream()
                                                .sorted()
                                                .map(Channel::code)
                                                .toList(),
                                        fee.amount(),
                                        fee.free(),
                                        fee.per(),
                                        fee.note()))
                        .toList(),
                !version.steps().isEmpty(),
                steps.stream()
                        .map(step -> {
                            Unit unit = step.unit() == null ? null : named.get(step.unit());
                            return new StepJson(
                                    step.no(),
                                    step.name(),
                                    unit == null ? null : unit.code(),
                                    step.role().name().toLowerCase(Locale.ROOT),
                                    step.minutes());
                        })
                        .toList(),
                version.needsReview(),
                version.review(),
                version.publication());
    }

    static Map<String, TermJson> terms(Map<Channel, Term> terms, Map<Channel, String> texts) {
        Map<String, TermJson> all = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            all.put(channel.code(), TermJson.of(terms.get(channel), texts.get(channel)));
        }
        return all;
    }
}
