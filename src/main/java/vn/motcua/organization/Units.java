package vn.motcua.organization;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;

/// Finds units by key, code, name and place in the tree, and makes new ones.
@Component
public class Units {
    private final UnitSql sql;
    private final UnitEditing editing;
    private final UnitImport imports;

    Units(UnitSql sql, UnitEditing editing, UnitImport imports) {
        this.sql = sql;
        this.editing = editing;
        this.imports = imports;
    }

    /// Makes a unit, whoever asks; pages test the scopes before.
    ///
    /// @throws Problem 422 with the fields that are wrong; also where (code, validFrom) is taken
    public UnitId add(NewUnit unit, String by) {
        return editing.add(unit, by);
    }

    /// Stores the units of a file in one of the forms of the import; how many are new.
    ///
    /// @throws Problem 422 with the lines that cannot be taken; then nothing is stored
    @Transactional
    public int load(InputStream file, String name, String by) throws IOException {
        UnitImport.Result result = imports.run(file, name, by, null);
        if (!result.rejected().isEmpty()) {
            throw Problem.invalid(result.rejected());
        }
        return result.imported();
    }

    /// Units that carried on the work of this one.
    public List<Unit> successors(UnitId unit) {
        return sql.successors(unit.value());
    }

    /// Units whose work this one carried on.
    public List<Unit> predecessors(UnitId unit) {
        return sql.predecessors(unit.value());
    }

    /// The units in force on the day whose name or another spelling of it comes nearest to what
    /// someone wrote, regardless of marks, case, apostrophes and words such as "UBND xã"; several
    /// where several are equally near. Limited to the subtrees of `scopes` where given.
    public List<Unit> byName(String spelling, LocalDate on, Long @Nullable [] scopes) {
        return spelling.isBlank() ? List.of() : sql.byName(Vietnamese.text(spelling), on, scopes);
    }

    /// @throws Problem 404 `unit.not-found`
    public Unit get(UnitId id) {
        return sql.byId(id.value())
                .orElseThrow(() -> Problem.notFound("unit.not-found", "" + id.value()));
    }

    public Map<UnitId, Unit> get(Collection<UnitId> ids) {
        return sql.byIds(ids.stream().map(UnitId::value).distinct().toArray(Long[]::new)).stream()
                .collect(Collectors.toMap(Unit::id, Function.identity()));
    }

    /// The unit that bears the code on the day; the youngest where several do.
    public Optional<Unit> byCode(String code, LocalDate on) {
        return sql.byCode(code, on);
    }

    /// All units that ever bore one of the codes, within the scopes.
    public Map<String, List<Unit>> withCodes(Collection<String> codes, Long[] scopes) {
        return sql.withCodes(codes.toArray(String[]::new), scopes).stream()
                .collect(Collectors.groupingBy(Unit::code));
    }

    /// As `byCode`, among the units of the subtrees: where a code is borne inside and outside of
    /// them, the one inside is meant.
    public Optional<Unit> byCode(String code, LocalDate on, Long[] scopes) {
        return sql.byCodeWithin(code, on, scopes);
    }

    /// @throws Problem 404 `unit.not-found` where no unit of the scopes bears the code on the day
    public Unit readable(String code, LocalDate on, Long[] scopes) {
        return byCode(code, on, scopes).orElseThrow(() -> Problem.notFound("unit.not-found", code));
    }

    /// The unit of the scopes that bears the code at the end of a period, else at its start.
    ///
    /// @throws Problem 404 `unit.not-found`
    public Unit readableIn(String code, LocalDate from, LocalDate to, Long[] scopes) {
        return byCode(code, to, scopes)
                .or(() -> byCode(code, from, scopes))
                .orElseThrow(() -> Problem.notFound("unit.not-found", code));
    }

    /// Whether the unit lies in one of the subtrees.
    public boolean within(UnitId unit, Long[] scopes) {
        return sql.within(unit.value(), scopes);
    }

    /// Units in force on the day, whole tree, parents first; within the scopes where given.
    public List<Unit> inForce(LocalDate on, Long @Nullable [] scopes) {
        return sql.inForce(on, scopes);
    }

    public List<Unit> children(UnitId parent, LocalDate on) {
        return sql.children(parent.value(), on);
    }

    /// Units in force beside the unit, under the same parent, without the unit itself.
    public List<Unit> siblings(UnitId unit, LocalDate on) {
        UnitId parent = get(unit).parent();
        return parent == null
                ? List.of()
                : children(parent, on).stream().filter(each -> !each.id().equals(unit)).toList();
    }
}
