package vn.motcua.organization;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.motcua.audit.Journal;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.UnitNames;

@Component
class UnitNaming implements UnitNames {
    // The form of `UnitNames.Choice.label`.
    private static final Pattern LABEL = Pattern.compile("(.*) \\(([^()]+)\\)");

    private final UnitSql sql;
    private final Clock clock;
    private final Journal journal;
    private final String organizationName;

    UnitNaming(
            UnitSql sql,
            Clock clock,
            Journal journal,
            @Value("${motcua.organization-name:Đơn vị chủ quản}") String organizationName) {
        this.sql = sql;
        this.clock = clock;
        this.journal = journal;
        this.organizationName = organizationName;
    }

    @Override
    public String name(long unit) {
        return sql.byId(unit).map(Unit::name).orElse("");
    }

    @Override
    public String label(long unit) {
        return sql.byId(unit).map(known -> choice(known, 0).label()).orElse("");
    }

    @Override
    public List<Choice> meant(String words, Long[] scopes) {
        LocalDate today = LocalDate.now(clock);
        String text = Vietnamese.text(words);
        Matcher label = LABEL.matcher(text);
        if (label.matches()) {
            Optional<Unit> unit = sql.byCode(label.group(2), today);
            if (unit.isPresent()
                    && unit.get().name().equals(label.group(1))
                    && sql.within(unit.get().id().value(), scopes)) {
                return List.of(choice(unit.get(), 0));
            }
        }
        Optional<Unit> unit = sql.byCode(text, today);
        if (unit.isPresent() && sql.within(unit.get().id().value(), scopes)) {
            return List.of(choice(unit.get(), 0));
        }
        return sql.byName(text, today, scopes).stream().map(known -> choice(known, 0)).toList();
    }

    @Override
    public List<Long> roots() {
        return sql.roots();
    }

    @Override
    public long makeRoot() {
        long id =
                sql.insert(
                                new NewUnit(
                                        "GOC",
                                        Vietnamese.text(organizationName),
                                        Tier.PROVINCE,
                                        null,
                                        null,
                                        List.of(),
                                        LocalDate.of(2000, 1, 1),
                                        null))
                        .orElseThrow();
        sql.rebuildClosure();
        journal.record("system", "unit.create", "unit", "GOC", organizationName);
        return id;
    }

    private static Choice choice(Unit unit, int depth) {
        return new Choice(unit.id().value(), unit.name(), depth, unit.code());
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
        into.add(choice(unit, depth));
        children.getOrDefault(unit.id(), List.of())
                .forEach(child -> add(child, depth + 1, children, into));
    }
}
