package vn.motcua.dossier;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.Channel;

@RestController
@RequestMapping("/api/v1")
@Tag(name = "Hồ sơ", description = "Tiếp nhận, xử lý, nhập và thống kê hồ sơ")
class DossierApi {
    record ApplicantJson(
            @Nullable String name,
            @Nullable String idNumber,
            @Nullable String phone,
            @Nullable String email,
            @Nullable String address,
            @Nullable String kind,
            @Nullable String representative) {}

    record ReceptionJson(
            @Nullable String procedure,
            @Nullable String unit,
            @Nullable String channel,
            @Nullable ApplicantJson applicant,
            @Nullable String receivedAt,
            @Nullable String dueAt,
            @Nullable String externalCode,
            @Nullable Boolean handledOutside,
            @Nullable String note) {}

    record ActionJson(
            @Nullable String action,
            @Nullable Integer version,
            @Nullable String note,
            @Nullable String unit,
            @Nullable String dueAt) {}

    record StepJson(
            int no,
            String name,
            String unit,
            @Nullable String officer,
            OffsetDateTime startedAt,
            @Nullable OffsetDateTime dueAt,
            @Nullable OffsetDateTime finishedAt,
            @Nullable Boolean late,
            @Nullable Long usedMinutes,
            @Nullable Long allowedMinutes) {}

    record EventJson(OffsetDateTime at, String by, String kind, @Nullable String note) {}

    record DossierJson(
            String code,
            @Nullable String externalCode,
            String unit,
            String responsibleUnit,
            Channel channel,
            ApplicantJson applicant,
            OffsetDateTime receivedAt,
            @Nullable OffsetDateTime dueAt,
            List<String> dueExplanation,
            int state,
            String stateName,
            @Nullable String outcome,
            @Nullable OffsetDateTime endedAt,
            int version,
            List<StepJson> steps,
            List<EventJson> events) {}

    record RecordJson(
            String code,
            @Nullable String externalCode,
            String procedure,
            String procedureName,
            String unit,
            String unitName,
            String applicant,
            String channel,
            OffsetDateTime receivedAt,
            @Nullable OffsetDateTime dueAt,
            String outcome,
            @Nullable OffsetDateTime outcomeAt) {}

    record TableJson(
            String unit,
            LocalDate from,
            LocalDate to,
            List<StatisticsRow> rows,
            StatisticsRow totals) {}

    private final Dossiers dossiers;
    private final DossierImport imports;
    private final DossierStatistics statistics;
    private final Units units;
    private final Accounts accounts;

    DossierApi(
            Dossiers dossiers,
            DossierImport imports,
            DossierStatistics statistics,
            Units units,
            Accounts accounts) {
        this.dossiers = dossiers;
        this.imports = imports;
        this.statistics = statistics;
        this.units = units;
        this.accounts = accounts;
    }

    @Operation(summary = "Tiếp nhận một hồ sơ; nộp trực tuyến thì chờ tiếp nhận (trạng thái 1)")
    @PostMapping("/dossiers")
    ResponseEntity<DossierJson> receive(Actor actor, @RequestBody ReceptionJson body) {
        List<InputError> errors = new ArrayList<>();
        if (text(body.procedure()).isEmpty()) {
            errors.add(InputError.field("procedure", "Thiếu mã thủ tục"));
        }
        if (text(body.unit()).isEmpty()) {
            errors.add(InputError.field("unit", "Thiếu mã đơn vị tiếp nhận"));
        }
        Channel channel =
                Channel.fromCode(text(body.channel()))
                        .orElseGet(() -> {
                            errors.add(
                                    InputError.field(
                                            "channel",
                                            "Cách nộp phải là in_person, online_full,"
                                                    + " online_partial, online_other hoặc"
                                                    + " post"));
                            return Channel.IN_PERSON;
                        });
        Applicant applicant = applicant(body.applicant(), errors);
        Instant receivedAt = moment(body.receivedAt(), "receivedAt", errors);
        Instant dueAt = moment(body.dueAt(), "dueAt", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        Dossier received =
                dossiers.receive(
                        new Reception(
                                text(body.procedure()),
                                text(body.unit()),
                                channel,
                                applicant,
                                receivedAt,
                                dueAt,
                                body.externalCode(),
                                Boolean.TRUE.equals(body.handledOutside()),
                                1,
                                List.of(),
                                null,
                                body.note()),
                        actor);
        return ResponseEntity.created(URI.create("/api/v1/dossiers/" + received.code()))
                .body(json(received));
    }

    @Operation(summary = "Một hồ sơ với các bước và diễn biến")
    @GetMapping("/dossiers/{code}")
    DossierJson get(Actor actor, @PathVariable String code) {
        return json(dossiers.get(code, actor));
    }

    @Operation(summary = "Làm một việc với hồ sơ; phải gửi version đang thấy")
    @PostMapping("/dossiers/{code}/actions")
    DossierJson act(Actor actor, @PathVariable String code, @RequestBody ActionJson body) {
        List<InputError> errors = new ArrayList<>();
        Action action =
                Action.of(text(body.action()))
                        .orElseGet(() -> {
                            errors.add(
                                    InputError.field(
                                            "action",
                                            "Không có thao tác \"" + text(body.action()) + "\""));
                            return Action.CLAIM;
                        });
        if (body.version() == null) {
            errors.add(
                    InputError.field("version", "Thiếu version của hồ sơ mà bạn đang nhìn thấy"));
        }
        Instant dueAt = moment(body.dueAt(), "dueAt", errors);
        if (!errors.isEmpty() || body.version() == null) {
            dossiers.get(code, actor);
            throw Problem.invalid(errors);
        }
        return json(
                dossiers.act(
                        code,
                        new Command(action, body.version(), body.note(), body.unit(), dueAt),
                        actor));
    }

    @Operation(summary = "Nhập hồ sơ từ CSV, được tất cả hoặc không gì cả")
    @PostMapping(path = "/dossiers/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    ResponseEntity<Object> importDossiers(Actor actor, @RequestPart MultipartFile file)
            throws IOException {
        String name = file.getOriginalFilename();
        ImportResult result = imports.run(file.getBytes(), name == null ? "" : name, actor);
        if (result.rejected().isEmpty()) {
            return ResponseEntity.ok(result);
        }
        Map<String, Object> refusal = new HashMap<>();
        refusal.put("type", "urn:motcua:problem:dossier.import-rejected");
        refusal.put("status", 422);
        refusal.put("code", "dossier.import-rejected");
        refusal.put(
                "title",
                "Có %d chỗ sai nên chưa nhập dòng nào. Hãy sửa tệp rồi gửi lại."
                        .formatted(result.rejected().size()));
        refusal.put("errors", result.rejected());
        refusal.put("imported", 0);
        refusal.put("updated", 0);
        refusal.put("unchanged", 0);
        refusal.put("rejected", result.rejected());
        return ResponseEntity.status(HttpStatus.UNPROCESSABLE_CONTENT)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(refusal);
    }

    @Operation(summary = "Bảng thống kê hồ sơ của một đơn vị trong hai ngày, tính cả hai")
    @GetMapping("/statistics/dossiers")
    TableJson statistics(
            Actor actor,
            @RequestParam String unit,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "unit") String by,
            @RequestParam(required = false) @Nullable String asOf) {
        Question question = question(actor, unit, from, to, by, asOf);
        DossierStatistics.Table table =
                statistics.table(question.unit(), from, to, question.by(), question.asOf());
        return new TableJson(table.unit(), from, to, table.rows(), table.totals());
    }

    @Operation(summary = "Các hồ sơ của một ô trong bảng thống kê")
    @GetMapping("/statistics/dossiers/records")
    ListPage<RecordJson> records(
            Actor actor,
            @RequestParam String unit,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "unit") String by,
            @RequestParam(required = false) @Nullable String asOf,
            @RequestParam String column,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(defaultValue = "50") int size) {
        Question question = question(actor, unit, from, to, by, asOf);
        StatisticsColumn wanted =
                StatisticsColumn.of(column)
                        .orElseThrow(
                                () -> Problem.invalid("column", "Không có cột \"" + column + "\""));
        return statistics
                .records(
                        question.unit(),
                        from,
                        to,
                        question.by(),
                        question.asOf(),
                        wanted,
                        key,
                        Math.max(0, page),
                        ListPage.checkedSize(size))
                .map(behind ->
                        new RecordJson(
                                behind.code(),
                                behind.externalCode(),
                                behind.procedure(),
                                behind.procedureName(),
                                behind.unit(),
                                behind.unitName(),
                                behind.applicant(),
                                behind.channel(),
                                offset(behind.acceptedAt()),
                                nullable(behind.dueAt()),
                                behind.outcome().code(),
                                nullable(behind.endedAt())));
    }

    private record Question(Unit unit, StatisticsGrouping by, @Nullable Instant asOf) {}

    private Question question(
            Actor actor,
            String unit,
            LocalDate from,
            LocalDate to,
            String by,
            @Nullable String asOf) {
        List<InputError> errors = new ArrayList<>();
        if (to.isBefore(from)) {
            errors.add(InputError.field("to", "Ngày cuối kỳ trước ngày đầu kỳ"));
        }
        StatisticsGrouping grouping =
                StatisticsGrouping.of(by)
                        .orElseGet(() -> {
                            errors.add(
                                    InputError.field(
                                            "by",
                                            "Chỉ có unit, responsibleUnit, procedure, field,"
                                                    + " channel"));
                            return StatisticsGrouping.UNIT;
                        });
        Instant known = moment(asOf, "asOf", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Question(units.readableIn(unit, from, to, actor.reads()), grouping, known);
    }

    private DossierJson json(Dossier dossier) {
        List<StepRun> runs = dossiers.stepRuns(dossier);
        List<UnitId> ids = new ArrayList<>(runs.stream().map(StepRun::unit).toList());
        ids.add(dossier.unit());
        ids.add(dossier.progress().responsibleUnit());
        Map<UnitId, Unit> known = units.get(ids);
        Applicant applicant = dossier.applicant();
        return new DossierJson(
                dossier.code(),
                dossier.externalCode(),
                code(known, dossier.unit()),
                code(known, dossier.progress().responsibleUnit()),
                dossier.channel(),
                new ApplicantJson(
                        applicant.name(),
                        applicant.idNumber(),
                        applicant.phone(),
                        applicant.email(),
                        applicant.address(),
                        applicant.kind().name().toLowerCase(java.util.Locale.ROOT),
                        applicant.representative()),
                offset(dossier.receivedAt()),
                nullable(dossier.dueAt()),
                dossier.progress().dueExplanation(),
                dossier.state().national(),
                dossier.state().label(),
                dossier.outcome().map(Outcome::code).orElse(null),
                nullable(dossier.progress().endedAt()),
                dossier.version(),
                runs.stream()
                        .map(run ->
                                new StepJson(
                                        run.no(),
                                        run.name(),
                                        code(known, run.unit()),
                                        run.officer(),
                                        offset(run.startedAt()),
                                        nullable(run.dueAt()),
                                        nullable(run.finishedAt()),
                                        run.late(),
                                        run.usedMinutes(),
                                        run.allowedMinutes()))
                        .toList(),
                dossiers.events(dossier).reversed().stream()
                        .map(event ->
                                new EventJson(
                                        offset(event.at()),
                                        accounts.nameOf(event.by()),
                                        event.kind(),
                                        event.note()))
                        .toList());
    }

    private static String code(Map<UnitId, Unit> known, UnitId id) {
        Unit unit = known.get(id);
        return unit == null ? "" : unit.code();
    }

    private static Applicant applicant(@Nullable ApplicantJson raw, List<InputError> errors) {
        if (raw == null) {
            errors.add(InputError.field("applicant", "Thiếu người nộp"));
            return new Applicant("", Applicant.Kind.CITIZEN, null, null, null, null, null);
        }
        Applicant.Kind kind = Applicant.Kind.CITIZEN;
        if (raw.kind() != null && !raw.kind().isBlank()) {
            switch (raw.kind()) {
                case "citizen" -> kind = Applicant.Kind.CITIZEN;
                case "organization" -> kind = Applicant.Kind.ORGANIZATION;
                default ->
                        errors.add(
                                InputError.field(
                                        "applicant.kind",
                                        "Loại người nộp là citizen hoặc organization"));
            }
        }
        return new Applicant(
                text(raw.name()),
                kind,
                raw.idNumber(),
                raw.phone(),
                raw.email(),
                raw.address(),
                raw.representative());
    }

    static @Nullable Instant moment(@Nullable String text, String field, List<InputError> errors) {
        if (text == null || text.isBlank()) {
            return null;
        }
        String clean = text.strip().replace(' ', '+');
        try {
            return OffsetDateTime.parse(clean).toInstant();
        } catch (DateTimeParseException withoutOffset) {
            try {
                return clean.length() == 10
                        ? Vietnamese.startOf(LocalDate.parse(clean))
                        : Vietnamese.at(LocalDateTime.parse(clean));
            } catch (DateTimeParseException fault) {
                errors.add(
                        InputError.field(
                                field,
                                "\"%s\" không phải thời điểm có thật; viết như".formatted(text)
                                        + " 2026-02-12T14:30:00+07:00"));
                return null;
            }
        }
    }

    private static String text(@Nullable String raw) {
        return raw == null ? "" : raw.strip();
    }

    private static OffsetDateTime offset(Instant moment) {
        return ZonedDateTime.ofInstant(moment, Vietnamese.ZONE).toOffsetDateTime();
    }

    private static @Nullable OffsetDateTime nullable(@Nullable Instant moment) {
        return moment == null ? null : offset(moment);
    }
}
