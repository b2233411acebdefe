package vn.motcua.dossier;

import static vn.motcua.dossier.DossierSql.offset;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.motcua.common.UnitId;
import vn.motcua.dossier.StatisticsSql.Behind;
import vn.motcua.dossier.StatisticsSql.Period;

/// Counts the pending dossiers that are overdue at the close by how long they have been.
@Repository
class OverdueStatisticsSql {
    private static final String OVERDUE =
            "with at_close as ("
                    + StatisticsSql.CLOSED
                    + """
                    ), overdue as (
                      select q.*, coalesce(p.child_id, :unit)::text as key,
                             greatest(1, :day::date - (q.due_at at time zone 'Asia/Ho_Chi_Minh')::date) as days
                      from at_close q
                      left join (
                        select c.descendant_id, c.ancestor_id as child_id
                        from organization.unit_closure c join organization.unit u on u.id = c.ancestor_id
                        where u.parent_id = :unit
                      ) p on p.descendant_id = q.unit_id
                      where (q.status = 'p' or q.ended_at >= :until) and q.due_at < :close
                        and q.unit_id in (select descendant_id from organization.unit_closure
                                          where ancestor_id = :unit)
                    )
                    """;
    private static final String COUNTS =
            Arrays.stream(OverdueAge.values())
                    .map(age -> "count(*) filter (where " + age.condition() + ")")
                    .collect(
                            Collectors.joining(", ", "select key, ", " from overdue group by key"));
    // %s: the condition of the age
    private static final String BEHIND =
            """
            , picked as (
              select * from overdue where (%s) and (:keys::text[] is null or key = any(:keys))
            )
            """
                    + StatisticsSql.RECORDS.replace("order by q.accepted_at", "order by q.due_at");

    record Count(String key, long[] counts) {}

    private final JdbcClient jdbc;

    OverdueStatisticsSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Count> counts(UnitId unit, LocalDate day, Period period) {
        return bind(COUNTS, unit, day, period)
                .query((row, n) -> {
                    long[] counts = new long[OverdueAge.values().length];
                    for (int i = 0; i < counts.length; i++) {
                        counts[i] = row.getLong(i + 2);
                    }
                    return new Count(row.getString("key"), counts);
                })
                .list();
    }

    /// Those due longest ago first.
    List<Behind> behind(
            UnitId unit,
            LocalDate day,
            Period period,
            OverdueAge age,
            String @Nullable [] keys,
            int limit,
            long offset) {
        return bind(BEHIND.formatted(age.condition()), unit, day, period)
                .param("keys", keys)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> StatisticsSql.behind(row))
                .list();
    }

    private JdbcClient.StatementSpec bind(
            String statement, UnitId unit, LocalDate day, Period period) {
        return jdbc.sql(OVERDUE + statement)
                .param("unit", unit.value())
                .param("day", day)
                .param("from", offset(period.from()))
                .param("until", offset(period.until()))
                .param("close", offset(period.close()));
    }
}
