package vn.motcua.dossier;

import java.io.ByteArrayInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.motcua.audit.Journal;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.ImportSql.Incoming;
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
        List<UnitId> unitIds = resolveUnits(read.rows(), scopes, rejected);
        List<Long> versions = resolveProcedures(read.rows(), rejected);
        if (!rejected.isEmpty()) {
            return ImportResult.refused(sorted(rejected));
        }
        List<Incoming> incoming = incoming(read.rows(), unitIds, versions);
        ImportResult stored =
                transaction.execute(status -> {
                    sql.begin();
                    Set<String> existing =
                            sql.existing(read.rows().stream().map(ImportRow::code).toList());
                    ImportSql.Verdicts verdicts = new ImportSql.Verdicts(0, 0);
                    if (!existing.isEmpty()) {
                        sql.stage(only(incoming, row -> existing.contains(row.code())));
                        sql.compare();
                        List<InputError> differing = differing(scopes);
                        if (!differing.isEmpty()) {
                            status.setRollbackOnly();
                            return ImportResult.refused(differing);
                        }
                        verdicts = sql.verdicts();
                        sql.applyLater();
                    }
                    int fresh =
                            insert(
                                    only(incoming, row -> !existing.contains(row.code())),
                                    run,
                                    progress);
                    journal.record(
                            actor.username(),
                            "dossier.import",
                            "import",
                            "" + run,
                            "%s sha256=%s imported=%d updated=%d unchanged=%d"
                                    .formatted(
                                            fileName,
                                            sha256(file),
                                            fresh,
                                            verdicts.later(),
                                            verdicts.same()));
                    return new ImportResult(fresh, verdicts.later(), verdicts.same(), List.of());
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

    /// The unit of each row, in the order of the rows.
    private List<UnitId> resolveUnits(
            List<ImportRow> rows, Long[] scopes, List<InputError> rejected) {
        Map<String, List<Unit>> byCode =
                units.withCodes(
                        rows.stream().map(ImportRow::unit).collect(Collectors.toSet()), scopes);
        List<UnitId> found = new ArrayList<>(rows.size());
        for (ImportRow row : rows) {
            @Nullable Unit youngest = null;
            for (Unit each : byCode.getOrDefault(row.unit(), List.of())) {
                if (each.inForce(row.receivedOn())
                        && (youngest == null || each.validFrom().isAfter(youngest.validFrom()))) {
                    youngest = each;
                }
            }
            if (youngest == null) {
                reject(
                        rejected,
                        row.line(),
                        "unit",
                        "Không có đơn vị mã %s vào ngày %s trong phạm vi của bạn"
                                .formatted(row.unit(), Vietnamese.date(row.receivedOn())));
            } else {
                found.add(youngest.id());
            }
        }
        return found;
    }

    /// The version of each row, in the order of the rows.
    private List<Long> resolveProcedures(List<ImportRow> rows, List<InputError> rejected) {
        Map<String, NavigableMap<LocalDate, Optional<Long>>> known = new HashMap<>();
        sql.versions(rows.stream().map(ImportRow::procedure).collect(Collectors.toSet()))
                .forEach(from ->
                        known.computeIfAbsent(from.code(), code -> new TreeMap<>())
                                .put(from.day(), Optional.ofNullable(from.version())));
        List<Long> versions = new ArrayList<>(rows.size());
        for (ImportRow row : rows) {
            NavigableMap<LocalDate, Optional<Long>> ofCode = known.get(row.procedure());
            Optional<Long> version =
                    ofCode == null
                            ? Optional.empty()
                            : ofCode.floorEntry(row.receivedOn()).getValue();
            if (version.isEmpty()) {
                reject(
                        rejected,
                        row.line(),
                        "procedure",
                        "Danh mục không có thủ tục mã %s vào ngày %s"
                                .formatted(row.procedure(), Vietnamese.date(row.receivedOn())));
            } else {
                versions.add(version.get());
            }
        }
        return versions;
    }

    private List<Incoming> incoming(
            List<ImportRow> rows, List<UnitId> unitIds, List<Long> versions) {
        Map<Long, ProcedureVersion> procedureOf = new HashMap<>();
        Map<FirstStep, ProcessStep> steps = new HashMap<>();
        List<Incoming> incoming = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            ImportRow row = rows.get(i);
            UnitId unit = unitIds.get(i);
            long version = versions.get(i);
            incoming.add(
                    new Incoming(
                            row,
                            version,
                            unit,
                            row.outcome().ended()
                                    ? null
                                    : steps.computeIfAbsent(
                                            new FirstStep(version, unit),
                                            first -> firstStep(first, procedureOf))));
        }
        return incoming;
    }

    private static List<Incoming> only(List<Incoming> incoming, Predicate<ImportRow> wanted) {
        return incoming.stream().filter(each -> wanted.test(each.row())).toList();
    }

    private int insert(List<Incoming> fresh, long run, Progress progress) {
        List<Long> keys = sql.keys(fresh.size());
        Instant now = sql.now();
        for (int done = 0; done < fresh.size(); done += CHUNK) {
            int upTo = Math.min(done + CHUNK, fresh.size());
            sql.insert(fresh.subList(done, upTo), keys.subList(done, upTo), run, now);
            progress.at("đang ghi", upTo, fresh.size());
        }
        return fresh.size();
    }

    /// What is open goes on at the first step after reception.
    private ProcessStep firstStep(FirstStep of, Map<Long, ProcedureVersion> procedureOf) {
        ProcedureVersion version = procedureOf.computeIfAbsent(of.version(), procedures::version);
        List<ProcessStep> process = procedures.process(version, of.unit());
        return process.size() > 1 && process.getFirst().role() == Role.COUNTER
                ? process.get(1)
                : process.getFirst();
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
