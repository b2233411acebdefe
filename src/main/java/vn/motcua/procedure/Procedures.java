package vn.motcua.procedure;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.audit.Journal;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

/// The catalogue of procedures.
@org.springframework.stereotype.Component
public class Procedures {
    /// Steps of a dossier whose procedure has no process and whose unit has set no default.
    static final List<ProcessStep> BUILT_IN =
            List.of(
                    new ProcessStep(1, "Tiếp nhận", null, Role.COUNTER, null),
                    new ProcessStep(2, "Thẩm định, xử lý", null, Role.HANDLER, null),
                    new ProcessStep(3, "Phê duyệt", null, Role.APPROVER, null),
                    new ProcessStep(4, "Vào số, chuyển kết quả", null, Role.COUNTER, null));

    private final ProcedureSql sql;
    private final Units units;
    private final Journal journal;
    private final Clock clock;

    Procedures(ProcedureSql sql, Units units, Journal journal, Clock clock) {
        this.sql = sql;
        this.units = units;
        this.journal = journal;
        this.clock = clock;
    }

    /// The version under which a dossier received on the day is handled: the latest that is valid
    /// by then; where there is none, the first imported one. Empty for an unknown code and for days
    /// before the procedure existed.
    public Optional<ProcedureVersion> inForce(String code, LocalDate receivedOn) {
        return sql.inForce(code, receivedOn);
    }

    /// @throws Problem 404 `procedure.version-not-found`
    public ProcedureVersion version(long id) {
        return sql.version(id)
                .orElseThrow(() -> Problem.notFound("procedure.version-not-found", "" + id));
    }

    /// The steps that a dossier goes through: those of the version, else the default process of the
    /// receiving unit or of the nearest unit above it, else the built-in four.
    public List<ProcessStep> process(ProcedureVersion version, UnitId receivingUnit) {
        return version.steps().isEmpty()
                ? sql.defaultProcess(receivingUnit).orElse(BUILT_IN)
                : version.steps();
    }

    /// Procedures in force today, best match first, without regard to marks, case and small typing
    /// errors; an exact code comes first. All of them, by field and name, for an empty question.
    ///
    /// @param field the exact name of a field; null: any
    public ListPage<ProcedureSummary> search(String q, @Nullable String field, int page, int size) {
        return search(q, field, null, page, size);
    }

    /// As above, limited to what the tier of `unit` carries out; procedures of unknown level are
    /// kept.
    public ListPage<ProcedureSummary> search(
            String q, @Nullable String field, @Nullable Unit unit, int page, int size) {
        return sql.search(
                new ProcedureFilter(q, field, unit == null ? null : level(unit), false, false),
                LocalDate.now(clock),
                page,
                size);
    }

    private @Nullable Level level(Unit unit) {
        Unit at = unit;
        while (true) {
            switch (at.tier()) {
                case PROVINCE -> {
                    return Level.PROVINCE;
                }
                case DISTRICT -> {
                    return Level.DISTRICT;
                }
                case COMMUNE -> {
                    return Level.COMMUNE;
                }
                case OFFICE, SERVICE -> {
                    if (at.parent() == null) {
                        return null;
                    }
                    at = units.get(at.parent());
                }
            }
        }
    }

    /// Adds a procedure with its first version; the key of the version.
    ///
    /// @throws Problem 422 with the fields that are wrong; also where the code is taken
    @Transactional
    public long create(NewProcedure wanted, String by) {
        NewProcedure checked = ProcedureRules.checked(wanted);
        long procedure =
                sql.addProcedure(checked.code())
                        .orElseThrow(() ->
                                Problem.invalid(
                                        "code", "Mã " + checked.code() + " đã có trong danh mục"));
        long version = sql.addVersion(procedure, checked, ProcedureRules.review(checked), by);
        journal.record(by, "procedure.create", "procedure", checked.code(), checked.name());
        return version;
    }

    /// Adds the next version; `read` is the row version of the procedure when it was read.
    @Transactional
    long revise(NewProcedure wanted, int read, String by) {
        NewProcedure checked = ProcedureRules.checked(wanted);
        long procedure =
                sql.revised(checked.code(), read)
                        .orElseThrow(() -> Problem.conflict("procedure.changed", checked.code()));
        long version = sql.addVersion(procedure, checked, ProcedureRules.review(checked), by);
        journal.record(
                by,
                "procedure.revise",
                "procedure",
                checked.code(),
                "từ " + checked.validFrom() + ": " + checked.name());
        return version;
    }

    /// Sets or, where `steps` is empty, removes the default process of a unit.
    @Transactional
    void setDefaultProcess(UnitId unit, String unitCode, List<ProcessStep> steps, String by) {
        sql.setDefaultProcess(unit, steps, by);
        journal.record(
                by,
                "procedure.default-process",
                "unit",
                unitCode,
                steps.isEmpty() ? "bỏ" : steps.size() + " bước");
    }
}
