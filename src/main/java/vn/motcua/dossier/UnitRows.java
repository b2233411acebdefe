package vn.motcua.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import vn.motcua.common.UnitId;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

/// Which units a table of a unit has rows for: the unit itself where it has something of its own,
/// then its children, each standing for everything under it.
@Component
class UnitRows {
    private final StepStatisticsSql sql;
    private final Units units;

    UnitRows(StepStatisticsSql sql, Units units) {
        this.sql = sql;
        this.units = units;
    }

    /// The units of the rows in the order of lists; `found` are the keys that something was counted
    /// for. A child that was in force in the period has a row in any case.
    List<Unit> of(Unit unit, LocalDate from, LocalDate to, Set<String> found) {
        List<Unit> rows = new ArrayList<>();
        if (found.contains(key(unit))) {
            rows.add(unit);
        }
        children(unit).values().stream()
                .filter(child ->
                        found.contains(key(child))
                                || (!child.validFrom().isAfter(to)
                                        && (child.validTo() == null
                                                || !child.validTo().isBefore(from))))
                .sorted(
                        Comparator.comparingInt(Unit::position)
                                .thenComparing(Unit::code)
                                .thenComparing(Unit::validFrom))
                .forEach(rows::add);
        return rows;
    }

    /// The keys of the row that bears the code.
    String[] keys(Unit unit, String code) {
        return code.equals(unit.code())
                ? new String[] {key(unit)}
                : children(unit).values().stream()
                        .filter(child -> child.code().equals(code))
                        .map(UnitRows::key)
                        .toArray(String[]::new);
    }

    static String key(Unit unit) {
        return "" + unit.id().value();
    }

    private Map<UnitId, Unit> children(Unit unit) {
        return units.get(sql.children(unit.id()));
    }
}
