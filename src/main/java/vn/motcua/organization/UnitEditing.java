package vn.motcua.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.audit.Journal;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;

/// Makes, changes and ends units one by one.
@Component
class UnitEditing {
    static final List<String> KINDS = List.of("merge", "split", "rename", "move");
    private static final LocalDate EARLIEST = LocalDate.of(1945, 9, 2);

    private final UnitSql sql;
    private final Accounts accounts;
    private final Journal journal;

    UnitEditing(UnitSql sql, Accounts accounts, Journal journal) {
        this.sql = sql;
        this.accounts = accounts;
        this.journal = journal;
    }

    @Transactional
    UnitId add(NewUnit unit, String by) {
        check(unit, null);
        List<Long> roots = unit.parent() == null ? sql.roots() : List.of();
        long id = sql.insert(unit).orElseThrow(() -> taken(unit));
        sql.rebuildClosure();
        if (unit.parent() == null) {
            accounts.reachNewRoots(roots, List.of(id), by);
        }
        journal.record(by, "unit.create", "unit", unit.code(), unit.name());
        return new UnitId(id);
    }

    /// As `add`, by an administrator: under a unit of his scopes; a new root only by one who holds
    /// a root.
    @Transactional
    UnitId add(NewUnit unit, Actor by) {
        requireParent(unit.parent(), by);
        return add(unit, by.username());
    }

    @Transactional
    void edit(UnitId id, int version, NewUnit unit, Actor by) {
        Unit before = administrable(id, by);
        if (unit.parent() != null || before.parent() != null) {
            if (!java.util.Objects.equals(unit.parent(), before.parent())) {
                requireParent(unit.parent(), by);
            }
        }
        check(unit, id);
        if (sql.taken(unit.code(), unit.validFrom(), id.value())) {
            throw taken(unit);
        }
        if (!sql.edit(id.value(), version, unit)) {
            throw Problem.conflict("unit.changed", before.name());
        }
        sql.rebuildClosure();
        journal.record(by.username(), "unit.update", "unit", unit.code(), before + " → " + unit);
    }

    /// Ends a unit on its last day and names who carries on its work from the day after.
    @Transactional
    void end(
            UnitId id,
            int version,
            LocalDate lastDay,
            String kind,
            List<UnitId> successors,
            Actor by) {
        Unit unit = administrable(id, by);
        List<InputError> errors = new ArrayList<>();
        if (lastDay.isBefore(unit.validFrom())) {
            errors.add(
                    InputError.field(
                            "lastDay",
                            "Ngày cuối cùng trước ngày có hiệu lực "
                                    + Vietnamese.date(unit.validFrom())));
        }
        if (!KINDS.contains(kind)) {
            errors.add(InputError.field("kind", "Hãy chọn lý do"));
        }
        if (sql.children(id.value(), lastDay.plusDays(1)).size() > 0) {
            errors.add(
                    InputError.field(
                            "lastDay",
                            "Còn đơn vị trực thuộc có hiệu lực sau ngày này. Hãy kết thúc hoặc"
                                    + " chuyển các đơn vị đó trước."));
        }
        for (UnitId successor : successors) {
            if (successor.equals(id)) {
                errors.add(
                        InputError.field(
                                "successor", "Đơn vị không thể là đơn vị kế thừa của chính mình"));
            } else if (sql.byId(successor.value())
                    .filter(heir -> heir.inForce(lastDay.plusDays(1)))
                    .isEmpty()) {
                errors.add(
                        InputError.field(
                                "successor",
                                "Đơn vị kế thừa phải có hiệu lực vào ngày "
                                        + Vietnamese.date(lastDay.plusDays(1))));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        if (!sql.end(id.value(), version, lastDay)) {
            throw Problem.conflict("unit.changed", unit.name());
        }
        for (UnitId successor : successors) {
            sql.addSuccession(id.value(), successor.value(), lastDay.plusDays(1), kind);
        }
        journal.record(
                by.username(),
                "unit.end",
                "unit",
                unit.code(),
                kind + " " + lastDay + " → " + successors);
    }

    /// The unit, where it lies within the administrator's scopes; else 404.
    Unit administrable(UnitId id, Actor by) {
        return Optional.of(id)
                .filter(unit -> sql.within(unit.value(), by.scopes(Role.ADMINISTRATOR)))
                .flatMap(unit -> sql.byId(unit.value()))
                .orElseThrow(() -> Problem.notFound("unit.not-found", "" + id.value()));
    }

    private void requireParent(@Nullable UnitId parent, Actor by) {
        if (parent == null) {
            if (!mayAddRoots(by)) {
                throw Problem.invalid("parent", "Hãy chọn đơn vị cấp trên trong phạm vi của bạn");
            }
        } else if (!sql.within(parent.value(), by.scopes(Role.ADMINISTRATOR))) {
            throw Problem.notFound("unit.not-found", "" + parent.value());
        }
    }

    boolean mayAddRoots(Actor by) {
        return sql.roots().stream().anyMatch(List.of(by.scopes(Role.ADMINISTRATOR))::contains);
    }

    private void check(NewUnit unit, @Nullable UnitId own) {
        List<InputError> errors = new ArrayList<>();
        if (unit.code().isBlank() || unit.code().length() > 50) {
            errors.add(InputError.field("code", "Hãy nhập mã đơn vị, dài nhất 50 ký tự"));
        }
        if (unit.name().isBlank() || unit.name().length() > 300) {
            errors.add(InputError.field("name", "Hãy nhập tên đơn vị, dài nhất 300 ký tự"));
        }
        if (unit.validFrom().isBefore(EARLIEST)) {
            errors.add(InputError.field("validFrom", "Ngày có hiệu lực quá xa trong quá khứ"));
        }
        if (unit.validTo() != null && unit.validTo().isBefore(unit.validFrom())) {
            errors.add(InputError.field("validTo", "Ngày hết hiệu lực trước ngày có hiệu lực"));
        }
        if (unit.parent() != null) {
            Optional<Unit> parent = sql.byId(unit.parent().value());
            if (parent.isEmpty() || !parent.get().inForce(unit.validFrom())) {
                errors.add(
                        InputError.field(
                                "parent",
                                "Đơn vị cấp trên không có hiệu lực vào ngày "
                                        + Vietnamese.date(unit.validFrom())));
            } else if (own != null && sql.within(unit.parent().value(), new Long[] {own.value()})) {
                errors.add(InputError.field("parent", "Đơn vị cấp trên quẩn vòng tròn"));
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    private static Problem taken(NewUnit unit) {
        return Problem.invalid(
                "code",
                "Đã có đơn vị mã "
                        + unit.code()
                        + " có hiệu lực từ "
                        + Vietnamese.date(unit.validFrom()));
    }
}
