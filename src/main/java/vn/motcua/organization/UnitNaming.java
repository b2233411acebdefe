package vn.motcua.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.motcua.common.UnitId;
import vn.motcua.identity.UnitNames;

@Component
class UnitNaming implements UnitNames {
    private final UnitSql sql;
    private final Clock clock;

    UnitNaming(UnitSql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public String name(long unit) {
        return sql.byId(unit).map(Unit::name).orElse("");
    }

    @Override
    public List<Choice> choices(Long[] scopes) {
        List<Unit> units = sql.inForce(LocalDate.now(clock), scopes);
        Map<UnitId, List<Unit>> children = new HashMap<>();
        Map<UnitId, Unit> known = new HashMap<>();
        units.forEach(unit -> known.put(unit.id(), unit));
        List<Unit> roots = new java.util.ArrayList<>();
        for (Unit unit : units) {
            if (unit.parent() != null && known.containsKey(unit.parent())) {
                children.computeIfAbsent(unit.parent(), key -> new java.util.ArrayList<>())
                        .add(unit);
            } else {
                roots.add(unit);
            }
        }
        List<Choice> choices = new java.util.ArrayList<>();
        roots.forEach(root -> add(root, 0, children, choices));
        return choices;
    }

    private static void add(
            Unit unit, int depth, Map<UnitId, List<Unit>> children, List<Choice> into) {
        into.add(new Choice(unit.id().value(), unit.name(), depth));
        children.getOrDefault(unit.id(), List.of())
                .forEach(child -> add(child, depth + 1, children, into));
    }
}
