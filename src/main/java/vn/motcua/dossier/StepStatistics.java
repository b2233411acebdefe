package vn.motcua.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.common.ListPage;
import vn.motcua.dossier.StatisticsSql.Period;
import vn.motcua.dossier.StepStatisticsSql.Heat;
import vn.motcua.dossier.StepStatisticsSql.Run;
import vn.motcua.dossier.StepStatisticsSql.Worst;
import vn.motcua.organization.Unit;

/// How long steps took and which of them are late, for any unit and any two days, both included.
@Component
public class StepStatistics {
    /// So many steps have a column of the heat map, those that ended most often.
    static final int HEAT_COLUMNS = 10;

    private static final String NOBODY = "(chưa ai nhận)";

    private final StepStatisticsSql sql;
    private final DossierStatistics statistics;
    private final UnitRows unitRows;

    StepStatistics(StepStatisticsSql sql, DossierStatistics statistics, UnitRows unitRows) {
        this.sql = sql;
        this.statistics = statistics;
        this.unitRows = unitRows;
    }

    /// A table: its rows and the row of all of them.
    public record Table(List<StepStatisticsRow> rows, StepStatisticsRow totals) {}

    Table table(Unit unit, LocalDate from, LocalDate to, StepStatisticsGrouping by) {
        List<StepStatisticsRow> counted = sql.rows(by, unit.id(), period(from, to));
        List<StepStatisticsRow> rows = counted.subList(0, counted.size() - 1);
        return new Table(
                switch (by) {
                    case UNIT -> ofUnits(unit, from, to, rows);
                    case OFFICER -> ofOfficers(rows);
                    case PROCEDURE, STEP, FIELD -> List.copyOf(rows);
                },
                counted.getLast().named(unit.code(), unit.name()));
    }

    private List<StepStatisticsRow> ofUnits(
            Unit unit, LocalDate from, LocalDate to, List<StepStatisticsRow> rows) {
        Map<String, StepStatisticsRow> byKey =
                rows.stream()
                        .collect(Collectors.toMap(StepStatisticsRow::key, Function.identity()));
        return unitRows.of(unit, from, to, byKey.keySet()).stream()
                .map(each ->
                        byKey.getOrDefault(
                                        UnitRows.key(each),
                                        StepStatisticsRow.empty(each.code(), each.name()))
                                .named(each.code(), each.name()))
                .toList();
    }

    private List<StepStatisticsRow> ofOfficers(List<StepStatisticsRow> rows) {
        Map<String, String> names =
                sql.officerNames(rows.stream().map(StepStatisticsRow::key).toList());
        return rows.stream()
                .map(row ->
                        row.named(
                                row.key(),
                                row.key().isEmpty()
                                        ? NOBODY
                                        : names.getOrDefault(row.key(), row.key())))
                .toList();
    }

    /// Units by steps: how many runs ended, how many of them late.
    record HeatMap(List<String> steps, List<HeatRow> rows, int left) {}

    record HeatRow(Unit unit, Map<String, Heat> cells) {
        @Nullable Heat cell(String step) {
            return cells.get(step);
        }
    }

    HeatMap heatMap(Unit unit, LocalDate from, LocalDate to) {
        List<Heat> cells = sql.heat(unit.id(), period(from, to));
        Map<String, Long> finished = new LinkedHashMap<>();
        Map<String, Map<String, Heat>> byUnit = new HashMap<>();
        for (Heat cell : cells) {
            finished.merge(cell.step(), cell.finished(), Long::sum);
            byUnit.computeIfAbsent(cell.key(), key -> new HashMap<>()).put(cell.step(), cell);
        }
        List<String> steps =
                finished.entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .limit(HEAT_COLUMNS)
                        .map(Map.Entry::getKey)
                        .toList();
        List<HeatRow> rows =
                unitRows.of(unit, from, to, byUnit.keySet()).stream()
                        .filter(each -> byUnit.containsKey(UnitRows.key(each)))
                        .map(each ->
                                new HeatRow(
                                        each, byUnit.getOrDefault(UnitRows.key(each), Map.of())))
                        .toList();
        return new HeatMap(steps, rows, finished.size() - steps.size());
    }

    /// The steps of procedures that ended late most often, the worst first.
    List<Worst> worst(Unit unit, LocalDate from, LocalDate to, int count) {
        return sql.worst(unit.id(), period(from, to), count);
    }

    /// A step run as a list shows it.
    ///
    /// @param lateSince the due moment that was or is passed; null where none was
    /// @param lateUntil when the step ended, or the close where it is open; null as above
    record ListedRun(
            Run run,
            String officerName,
            @Nullable Instant lateSince,
            @Nullable Instant lateUntil) {}

    /// The step runs behind a cell. `key` names the row, null: all; `step` the step, null: any.
    ListPage<ListedRun> runs(
            Unit unit,
            LocalDate from,
            LocalDate to,
            StepStatisticsGrouping by,
            StepStatisticsColumn column,
            @Nullable String key,
            @Nullable String step,
            Long[] scopes,
            int page,
            int size) {
        Period period = period(from, to);
        String @Nullable [] keys =
                key == null
                        ? null
                        : by == StepStatisticsGrouping.UNIT
                                ? unitRows.keys(unit, key)
                                : new String[] {key};
        List<Run> found =
                sql.behind(
                        by,
                        unit.id(),
                        period,
                        column,
                        keys,
                        step,
                        scopes,
                        size,
                        (long) page * size);
        Map<String, String> names = sql.officerNames(officers(found));
        List<ListedRun> listed = new ArrayList<>();
        for (Run run : found) {
            listed.add(listed(run, names, period.close()));
        }
        return new ListPage<>(listed, page, size, found.isEmpty() ? 0 : found.getFirst().all());
    }

    private static ListedRun listed(Run run, Map<String, String> names, Instant close) {
        boolean late =
                run.ended()
                        ? Boolean.TRUE.equals(run.late())
                        : run.dueAt() != null && run.dueAt().isBefore(close);
        return new ListedRun(
                run,
                run.officer() == null ? NOBODY : names.getOrDefault(run.officer(), run.officer()),
                late ? run.dueAt() : null,
                late ? run.ended() ? run.finishedAt() : close : null);
    }

    private static Set<String> officers(List<Run> runs) {
        Set<String> known = new LinkedHashSet<>();
        for (Run run : runs) {
            if (run.officer() != null) {
                known.add(run.officer());
            }
        }
        return known;
    }

    private Period period(LocalDate from, LocalDate to) {
        return statistics.period(from, to, null);
    }
}
