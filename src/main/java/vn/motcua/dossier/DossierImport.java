package vn.motcua.dossier;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.motcua.audit.Journal;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.Procedures;
import vn.motcua.procedure.ProcessStep;

/// Imports dossiers from CSV, all or nothing. The same code with the same content is unchanged;
/// with a later outcome it is brought up to date; with other content it is rejected.
@Component
public class DossierImport {
    private static final int CHUNK = 10_000;
    private static final int MOST_REJECTED = 1_000;

    private final ImportSql sql;
    private final Units units;
    private final Procedures procedures;
    private final Journal journal;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DossierImport(
            ImportSql sql,
            Units units,
            Procedures procedures,
            Journal journal,
            TransactionTemplate transaction,
            Clock clock) {
        this.sql = sql;
        this.units = units;
        this.procedures = procedures;
        this.journal = journal;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// Told how far an import is, outside its transaction.
    interface Progress {
        void at(String phase, int done, int total);
    }

    private record UnitOn(String code, LocalDate day) {}

    private record ProcedureOn(String code, LocalDate day) {}

    private record FirstStep(long version, UnitId unit) {}

    /// Imports the file and answers after commit.
    public ImportResult run(byte[] file, String fileName, Actor actor) {
        actor.require(Role.COUNTER, Role.ADMINISTRATOR);
        long run = sql.addRun(actor.username(), actor.account(), fileName, null, sha256(file));
        return run(run, file, fileName, actor, (phase, done, total) -> {});
    }

    ImportResult run(long run, byte[] file, String fileName, Actor actor, Progress progress) {
        ImportResult result;
        try {
            progress.at("đang đọc", 0, 0);
            ImportReading.Read read =
                    ImportReading.read(new ByteArrayInputStream(file), clock.instant());
            progress.at("đang kiểm tra", 0, read.total());
            result = store(run, read, fileName, file, actor, progress);
        } catch (Problem problem) {
            sql.finish(run, "refused:" + problem.code(), ImportResult.refused(problem.errors()));
            throw problem;
        } catch (RuntimeException fault) {
            sql.finish(run, "failed", ImportResult.refused(List.of()));
            throw fault;
        }
        sql.finish(run, result.rejected().isEmpty() ? "done" : "refused", result);
        return result;
    }

    private ImportResult store(
            long run,
            ImportReading.Read read,
            String fileName,
            byte[] file,
            Actor actor,
            Progress progress) {
        List<InputError> rejected = new ArrayList<>(read.rejected());
        Long[] scopes = actor.scopes(Role.COUNTER, Role.ADMINISTRATOR);
        Map<UnitOn, UnitId> unitIds = resolveUnits(read.rows(), scopes, rejected);
        Map<ProcedureOn, Long> versions = resolveProcedures(read.rows(), rejected);
        if (!rejected.isEmpty()) {
            return ImportResult.refused(sorted(rejected));
        }
        ImportResult stored =
                transaction.execute(status -> {
                    sql.begin();
                    sql.copy(copyLines(read.rows(), unitIds, versions));
                    sql.compare();
                    List<InputError> differing = differing(scopes);
                    if (!differing.isEmpty()) {
                        status.setRollbackOnly();
                        return ImportResult.refused(differing);
                    }
                    ImportSql.Verdicts verdicts = sql.verdicts();
                    int last = read.rows().isEmpty() ? 0 : read.rows().getLast().line();
                    for (int after = 0; after < last; after += CHUNK) {
                        sql.insertFresh(run, after, after + CHUNK);
                        progress.at(
                                "đang ghi", Math.min(after + CHUNK, read.total()), read.total());
                    }
                    sql.applyLater();
                    journal.record(
                            actor.username(),
                            "dossier.import",
                            "import",
                            "" + run,
                            "%s sha256=%s imported=%d updated=%d unchanged=%d"
                                    .formatted(
                                            fileName,
                                            sha256(file),
                                            verdicts.fresh(),
                                            verdicts.later(),
                                            verdicts.same()));
                    return new ImportResult(
                            verdicts.fresh(), verdicts.later(), verdicts.same(), List.of());
                });
        if (stored == null) {
            throw new IllegalStateException("the import gave no result");
        }
        return stored;
    }

    private List<InputError> differing(Long[] scopes) {
        Set<Integer> outside = new HashSet<>(sql.outside(scopes));
        return sql.refused().stream()
                .map(refused ->
                        outside.contains(refused.line())
                                ? InputError.line(
                                        refused.line(),
                                        "code",
                                        "Mã %s đã được dùng".formatted(refused.code()))
                                : InputError.line(
                                        refused.line(),
                                        refused.differs(),
                                        "Hồ sơ %s đã có với nội dung khác ở cột %s"
                                                .formatted(refused.code(), refused.differs())))
                .toList();
    }

    private Map<UnitOn, UnitId> resolveUnits(
            List<ImportRow> rows, Long[] scopes, List<InputError> rejected) {
        Map<UnitOn, UnitId> known = new HashMap<>();
        Map<String, List<Unit>> byCode =
                units.withCodes(rows.stream().map(ImportRow::unit).distinct().toList(), scopes);
        for (ImportRow row : rows) {
            UnitOn key = new UnitOn(row.unit(), Vietnamese.day(row.receivedAt()));
            if (known.containsKey(key)) {
                continue;
            }
            Optional<Unit> unit =
                    byCode.getOrDefault(row.unit(), List.of()).stream()
                            .filter(each -> each.inForce(key.day()))
                            .max(Comparator.comparing(Unit::validFrom));
            if (unit.isPresent()) {
                known.put(key, unit.get().id());
            } else {
                reject(
                        rejected,
                        row.line(),
                        "unit",
                        "Không có đơn vị mã %s vào ngày %s trong phạm vi của bạn"
                                .formatted(row.unit(), Vietnamese.date(key.day())));
            }
        }
        return known;
    }

    private Map<ProcedureOn, Long> resolveProcedures(
            List<ImportRow> rows, List<InputError> rejected) {
        Set<ProcedureOn> wanted = new HashSet<>();
        rows.forEach(row ->
                wanted.add(new ProcedureOn(row.procedure(), Vietnamese.day(row.receivedAt()))));
        List<ProcedureOn> pairs = List.copyOf(wanted);
        Map<ProcedureOn, Long> known = new HashMap<>();
        for (ImportSql.VersionOn found :
                sql.versions(
                        pairs.stream().map(ProcedureOn::code).toList(),
                        pairs.stream().map(ProcedureOn::day).toList())) {
            if (found.version() != null) {
                known.put(new ProcedureOn(found.code(), found.day()), found.version());
            }
        }
        for (ImportRow row : rows) {
            ProcedureOn key = new ProcedureOn(row.procedure(), Vietnamese.day(row.receivedAt()));
            if (!known.containsKey(key)) {
                reject(
                        rejected,
                        row.line(),
                        "procedure",
                        "Danh mục không có thủ tục mã %s vào ngày %s"
                                .formatted(row.procedure(), Vietnamese.date(key.day())));
            }
        }
        return known;
    }

    private String copyLines(
            List<ImportRow> rows, Map<UnitOn, UnitId> unitIds, Map<ProcedureOn, Long> versions) {
        Map<FirstStep, ProcessStep> steps = new HashMap<>();
        StringBuilder lines = new StringBuilder(rows.size() * 160);
        for (ImportRow row : rows) {
            LocalDate day = Vietnamese.day(row.receivedAt());
            UnitId unit = required(unitIds.get(new UnitOn(row.unit(), day)));
            long version = required(versions.get(new ProcedureOn(row.procedure(), day)));
            @Nullable ProcessStep step =
                    row.outcome().ended()
                            ? null
                            : steps.computeIfAbsent(new FirstStep(version, unit), this::firstStep);
            lines.append(row.line())
                    .append('\t')
                    .append(ImportSql.copyText(row.code()))
                    .append('\t')
                    .append(version)
                    .append('\t')
                    .append(unit.value())
                    .append('\t')
                    .append(row.channel().code())
                    .append('\t')
                    .append(ImportSql.copyText(row.applicant()))
                    .append('\t')
                    .append(row.receivedAt())
                    .append('\t')
                    .append(row.dueAt())
                    .append('\t')
                    .append(row.outcome().code())
                    .append('\t')
                    .append(ImportSql.copyMoment(row.outcomeAt()))
                    .append('\t')
                    .append(row.outcomeDayOnly())
                    .append('\t');
            if (step == null) {
                lines.append("\\N\t\\N\t\\N\t\\N\n");
            } else {
                UnitId performs = step.unit() == null ? unit : step.unit();
                lines.append(step.no())
                        .append('\t')
                        .append(ImportSql.copyText(step.name()))
                        .append('\t')
                        .append(performs.value())
                        .append('\t')
                        .append(step.role().name())
                        .append('\n');
            }
        }
        return lines.toString();
    }

    /// What is open goes on at the first step after reception.
    private ProcessStep firstStep(FirstStep of) {
        ProcedureVersion version = procedures.version(of.version());
        List<ProcessStep> process = procedures.process(version, of.unit());
        return process.size() > 1 && process.getFirst().role() == Role.COUNTER
                ? process.get(1)
                : process.getFirst();
    }

    private static <T> T required(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("the row was resolved before");
        }
        return value;
    }

    private static void reject(List<InputError> rejected, int line, String field, String message) {
        if (rejected.size() < MOST_REJECTED) {
            rejected.add(InputError.line(line, field, message));
        }
    }

    private static List<InputError> sorted(List<InputError> rejected) {
        return rejected.stream()
                .sorted(Comparator.comparing(error -> error.line() == null ? 0 : error.line()))
                .limit(MOST_REJECTED)
                .toList();
    }

    static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
