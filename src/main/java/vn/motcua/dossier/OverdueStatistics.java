package vn.motcua.dossier;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.common.ListPage;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.OverdueStatisticsSql.Count;
import vn.motcua.dossier.StatisticsSql.Behind;
import vn.motcua.dossier.StatisticsSql.Period;
import vn.motcua.organization.Unit;

/// How old the overdue are: pending dossiers past their due moment at the end of a day, or now
/// where that day is not over, by the unit that received them.
@Component
class OverdueStatistics {
    private final OverdueStatisticsSql sql;
    private final DossierStatistics statistics;
    private final UnitRows unitRows;

    OverdueStatistics(OverdueStatisticsSql sql, DossierStatistics statistics, UnitRows unitRows) {
        this.sql = sql;
        this.statistics = statistics;
        this.unitRows = unitRows;
    }

    record Row(String key, String name, long[] counts) {
        long count(OverdueAge age) {
            return counts[age.ordinal()];
        }
    }

    record Table(List<Row> rows, Row totals) {}

    Table table(Unit unit, LocalDate to) {
        Period period = statistics.period(to, to, null);
        Map<String, Count> counts =
                sql.counts(unit.id(), day(period, to), period).stream()
                        .collect(Collectors.toMap(Count::key, Function.identity()));
        long[] sums = new long[OverdueAge.values().length];
        for (Count count : counts.values()) {
            for (int i = 0; i < sums.length; i++) {
                sums[i] += count.counts()[i];
            }
        }
        List<Row> rows =
                unitRows.of(unit, to, to, counts.keySet()).stream()
                        .map(each -> {
                            Count count = counts.get(UnitRows.key(each));
                            return new Row(
                                    each.code(),
                                    each.name(),
                                    count == null ? new long[sums.length] : count.counts());
                        })
                        .toList();
        return new Table(rows, new Row(unit.code(), unit.name(), sums));
    }

    /// The dossiers behind a cell; `key` is the code of the row's unit, null for all.
    ListPage<Behind> records(
            Unit unit, LocalDate to, OverdueAge age, @Nullable String key, int page, int size) {
        Period period = statistics.period(to, to, null);
        List<Behind> found =
                sql.behind(
                        unit.id(),
                        day(period, to),
                        period,
                        age,
                        key == null ? null : unitRows.keys(unit, key),
                        size,
                        (long) page * size);
        return new ListPage<>(found, page, size, found.isEmpty() ? 0 : found.getFirst().all());
    }

    // The day that the close belongs to: a close at midnight is the end of `to`.
    private static LocalDate day(Period period, LocalDate to) {
        LocalDate day = Vietnamese.day(period.close());
        return day.isAfter(to) ? to : day;
    }
}
