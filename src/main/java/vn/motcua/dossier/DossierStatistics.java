package vn.motcua.dossier;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.common.ListPage;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.StatisticsSql.Behind;
import vn.motcua.dossier.StatisticsSql.Count;
import vn.motcua.dossier.StatisticsSql.Period;
import vn.motcua.dossier.StatisticsSql.Place;
import vn.motcua.dossier.StatisticsSql.ProcedureName;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.Channel;

/// The table of dossiers for any unit and any two days, counted from the state history.
@Component
public class DossierStatistics {
    private final StatisticsSql sql;
    private final Units units;
    private final Clock clock;

    DossierStatistics(StatisticsSql sql, Units units, Clock clock) {
        this.sql = sql;
        this.units = units;
        this.clock = clock;
    }

    /// A table: its rows and the row of their sums.
    public record Table(
            String unit,
            LocalDate from,
            LocalDate to,
            List<StatisticsRow> rows,
            StatisticsRow totals) {}

    /// Both days are included. `asOf`: as it was known at that moment; null for what is known now.
    Table table(
            Unit unit,
            LocalDate from,
            LocalDate to,
            StatisticsGrouping by,
            @Nullable Instant asOf) {
        Period period = period(from, to, asOf);
        return table(unit, from, to, by, sql.counts(by, unit.id().value(), period));
    }

    /// As `table`, from the history alone.
    Table recount(
            Unit unit,
            LocalDate from,
            LocalDate to,
            StatisticsGrouping by,
            @Nullable Instant asOf) {
        Period period = period(from, to, asOf);
        return table(unit, from, to, by, sql.recount(by, unit.id().value(), period));
    }

    private Table table(
            Unit unit, LocalDate from, LocalDate to, StatisticsGrouping by, List<Count> counts) {
        List<StatisticsRow> rows =
                switch (by) {
                    case UNIT, RESPONSIBLE_UNIT -> unitRows(unit, from, to, counts);
                    case PROCEDURE -> procedureRows(counts);
                    case FIELD -> fieldRows(counts);
                    case CHANNEL -> channelRows(counts);
                };
        long[] sums = new long[StatisticsColumn.values().length];
        counts.forEach(count -> add(sums, count.counts()));
        return new Table(
                unit.code(),
                from,
                to,
                rows,
                by.byUnit()
                        ? StatisticsRow.of(unit.code(), unit.name(), null, null, sums)
                        : StatisticsRow.of(null, null, unit.code(), unit.name(), sums));
    }

    /// The dossiers behind a cell. `key` names the row (a child unit's code, a procedure's code, a
    /// field, a channel); null: the totals row.
    ListPage<Behind> records(
            Unit unit,
            LocalDate from,
            LocalDate to,
            StatisticsGrouping by,
            @Nullable Instant asOf,
            StatisticsColumn column,
            @Nullable String key,
            int page,
            int size) {
        Period period = period(from, to, asOf);
        String @Nullable [] keys = key == null ? null : keys(unit, period, by, key);
        List<Behind> found =
                sql.behind(by, unit.id().value(), period, column, keys, size, (long) page * size);
        return new ListPage<>(found, page, size, found.isEmpty() ? 0 : found.getFirst().all());
    }

    private String[] keys(Unit unit, Period period, StatisticsGrouping by, String key) {
        return switch (by) {
            case UNIT, RESPONSIBLE_UNIT -> {
                if (key.equals(unit.code())) {
                    yield new String[] {"" + unit.id().value()};
                }
                List<Place> places = sql.places(unit.id().value());
                Map<UnitId, Unit> children = unitsOf(places);
                yield places.stream()
                        .filter(place -> {
                            Unit child = children.get(new UnitId(place.child()));
                            return child != null && child.code().equals(key);
                        })
                        .map(place -> "" + place.descendant())
                        .toArray(String[]::new);
            }
            case PROCEDURE, FIELD -> {
                Map<Long, ProcedureName> names = names(sql.counts(by, unit.id().value(), period));
                yield names.values().stream()
                        .filter(name ->
                                (by == StatisticsGrouping.FIELD ? name.field() : name.code())
                                        .equals(key))
                        .map(name -> "" + name.version())
                        .toArray(String[]::new);
            }
            case CHANNEL ->
                    Channel.fromCode(key)
                            .map(channel -> new String[] {letter(channel)})
                            .orElseGet(() -> new String[0]);
        };
    }

    Period period(LocalDate from, LocalDate to, @Nullable Instant asOf) {
        Instant now = clock.instant();
        Instant close = Vietnamese.startOf(to.plusDays(1));
        if (asOf != null && asOf.isBefore(close)) {
            close = asOf;
        }
        if (now.isBefore(close)) {
            close = now;
        }
        // What ended on the day of the close is ended, also where only its day is known.
        Instant until = Vietnamese.startOf(Vietnamese.day(close).plusDays(1));
        Instant endOfTo = Vietnamese.startOf(to.plusDays(1));
        return new Period(
                Vietnamese.startOf(from), until.isBefore(endOfTo) ? until : endOfTo, close, asOf);
    }

    private List<StatisticsRow> unitRows(
            Unit unit, LocalDate from, LocalDate to, List<Count> counts) {
        List<Place> places = sql.places(unit.id().value());
        Map<Long, Long> childOf =
                places.stream().collect(Collectors.toMap(Place::descendant, Place::child));
        Map<Long, long[]> sums = new HashMap<>();
        long[] own = null;
        for (Count count : counts) {
            long at = Long.parseLong(count.key());
            Long child = childOf.get(at);
            if (child == null) {
                own = own == null ? new long[StatisticsColumn.values().length] : own;
                add(own, count.counts());
            } else {
                add(
                        sums.computeIfAbsent(
                                child, key -> new long[StatisticsColumn.values().length]),
                        count.counts());
            }
        }
        List<StatisticsRow> rows = new ArrayList<>();
        if (own != null) {
            rows.add(StatisticsRow.of(unit.code(), unit.name(), null, null, own));
        }
        Map<UnitId, Unit> children = unitsOf(places);
        children.values().stream()
                .filter(child ->
                        sums.containsKey(child.id().value())
                                || (!child.validFrom().isAfter(to)
                                        && (child.validTo() == null
                                                || !child.validTo().isBefore(from))))
                .sorted(
                        Comparator.comparingInt(Unit::position)
                                .thenComparing(Unit::code)
                                .thenComparing(Unit::validFrom))
                .forEach(child ->
                        rows.add(
                                StatisticsRow.of(
                                        child.code(),
                                        child.name(),
                                        null,
                                        null,
                                        sums.getOrDefault(
                                                child.id().value(),
                                                new long[StatisticsColumn.values().length]))));
        return rows;
    }

    private Map<UnitId, Unit> unitsOf(List<Place> places) {
        return units.get(
                places.stream().map(place -> new UnitId(place.child())).distinct().toList());
    }

    private Map<Long, ProcedureName> names(List<Count> counts) {
        return sql
                .procedureNames(counts.stream().map(count -> Long.valueOf(count.key())).toList())
                .stream()
                .collect(Collectors.toMap(ProcedureName::version, Function.identity()));
    }

    private List<StatisticsRow> procedureRows(List<Count> counts) {
        Map<Long, ProcedureName> names = names(counts);
        Map<String, long[]> sums = new TreeMap<>();
        Map<String, String> shown = new HashMap<>();
        for (Count count : counts) {
            ProcedureName name = names.get(Long.valueOf(count.key()));
            String code = name == null ? count.key() : name.code();
            shown.put(code, name == null ? count.key() : name.name());
            add(
                    sums.computeIfAbsent(code, key -> new long[StatisticsColumn.values().length]),
                    count.counts());
        }
        return sums.entrySet().stream()
                .map(sum ->
                        StatisticsRow.of(
                                null, null, sum.getKey(), shown.get(sum.getKey()), sum.getValue()))
                .toList();
    }

    private List<StatisticsRow> fieldRows(List<Count> counts) {
        Map<Long, ProcedureName> names = names(counts);
        Map<String, long[]> sums = new TreeMap<>();
        for (Count count : counts) {
            ProcedureName name = names.get(Long.valueOf(count.key()));
            add(
                    sums.computeIfAbsent(
                            name == null ? "" : name.field(),
                            key -> new long[StatisticsColumn.values().length]),
                    count.counts());
        }
        return sums.entrySet().stream()
                .map(sum ->
                        StatisticsRow.of(null, null, sum.getKey(), sum.getKey(), sum.getValue()))
                .toList();
    }

    private static List<StatisticsRow> channelRows(List<Count> counts) {
        Map<String, long[]> byLetter = new LinkedHashMap<>();
        counts.forEach(count -> byLetter.put(count.key(), count.counts()));
        List<StatisticsRow> rows = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            long[] found = byLetter.get(letter(channel));
            if (found != null) {
                rows.add(StatisticsRow.of(null, null, channel.code(), channel.label(), found));
            }
        }
        return rows;
    }

    static String letter(Channel channel) {
        return switch (channel) {
            case IN_PERSON -> "i";
            case ONLINE_FULL -> "f";
            case ONLINE_PARTIAL -> "p";
            case ONLINE_OTHER -> "o";
            case POST -> "b";
        };
    }

    private static void add(long[] into, long[] more) {
        for (int i = 0; i < into.length; i++) {
            into[i] += more[i];
        }
    }
}
