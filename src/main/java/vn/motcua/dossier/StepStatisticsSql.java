package vn.motcua.dossier;

import static vn.motcua.dossier.DossierSql.offset;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.motcua.common.UnitId;
import vn.motcua.dossier.StatisticsSql.Period;

/// Counts step runs by what was stored when they ended. A run belongs to the unit that performed
/// it; it is open while it has started, has not ended, and its dossier is pending at the close.
@Repository
class StepStatisticsSql {
    // %s: the expressions of the key and of the name of a row
    private static final String RUNS =
            """
            with place as (
              select c.descendant_id, c.ancestor_id as child_id
              from organization.unit_closure c join organization.unit u on u.id = c.ancestor_id
              where u.parent_id = :unit
            ), runs as (
              select r.id, r.dossier_id, r.no, r.name as step, r.unit_id, r.officer, r.started_at, r.due_at,
                     r.finished_at, r.allowed_minutes, r.used_minutes, r.late,
                     v.code as procedure, v.name as procedure_name,
                     100.0 * r.used_minutes / nullif(r.allowed_minutes, 0) as used_share,
                     %s as key, %s as shown,
                     coalesce(r.finished_at < :until, false) as ended,
                     case when r.finished_at < :until then false
                          when s.straight then s.ended_at is null or s.ended_at >= :until
                          else coalesce(
                            (select h.category = 'pending' from dossier.state_history h
                             where h.dossier_id = r.dossier_id and h.effective_at < :until
                             order by h.seq desc limit 1), false)
                     end as open
              from dossier.step_run r
              join dossier.standing s on s.dossier_id = r.dossier_id
              join procedure.version_name v on v.version_id = s.procedure_version_id
              left join place p on p.descendant_id = r.unit_id
              where not r.recalled and r.started_at < :until
                and (r.finished_at is null or r.finished_at >= :from)
                and r.unit_id in (select descendant_id from organization.unit_closure
                                  where ancestor_id = :unit)
            )
            """;
    private static final String COUNTS =
            Arrays.stream(StepStatisticsColumn.values())
                    .map(column ->
                            "count(*) filter (where %s) as \"%s\""
                                    .formatted(column.condition(), column.field()))
                    .collect(Collectors.joining(",\n  ", ",\n  ", ",\n"));
    private static final String TIMES =
            """
              round(avg(used_minutes) filter (where ended), 1) as mean_minutes,
              round((percentile_cont(0.9) within group (order by used_minutes)
                     filter (where ended))::numeric, 1) as p90_minutes,
              round(avg(used_share) filter (where ended), 1) as mean_share,
              round((percentile_cont(0.5) within group (order by used_share)
                     filter (where ended))::numeric, 1) as median_share,
              round((percentile_cont(0.9) within group (order by used_share)
                     filter (where ended))::numeric, 1) as p90_share
            from runs
            where ended or open
            """;
    private static final String ROWS =
            "select key, max(shown) as shown"
                    + COUNTS
                    + TIMES
                    + "group by grouping sets ((key), ()) order by grouping(key), key";
    private static final String HEAT =
            """
            select key, step, count(*) as finished, count(*) filter (where late) as late
            from runs where ended group by key, step order by key, step
            """;
    private static final String WORST =
            "select procedure as key, max(procedure_name) as shown, step"
                    + COUNTS
                    + TIMES
                    + """
                    group by procedure, step
                    having count(*) filter (where ended and late) > 0
                    order by count(*) filter (where ended and late) desc,
                             avg(case when late then 1 else 0 end) filter (where ended) desc,
                             procedure, step
                    limit :limit
                    """;
    // %s: the condition of the column
    private static final String BEHIND =
            """
            , picked as (
              select * from runs
              where (%s) and (:keys::text[] is null or key = any(:keys))
                and (:step::text is null or step = :step)
            )
            select q.*, d.code, u.name as unit_name, count(*) over () as all_rows,
            """
                    + DossierSql.READABLE
                    + """
                     as readable
                    from picked q
                    join dossier.dossier d on d.id = q.dossier_id
                    join organization.unit u on u.id = q.unit_id
                    order by case when q.ended then q.finished_at else :close end - q.due_at desc nulls last,
                             q.id
                    limit :limit offset :offset
                    """;
    private static final String CHILDREN =
            "select id from organization.unit where parent_id = :unit";
    private static final String OFFICER_NAMES =
            "select username, full_name from identity.account where username = any(:usernames)";

    record Heat(String key, String step, long finished, long late) {}

    record Worst(String step, StepStatisticsRow row) {}

    /// A step run behind a cell. `readable`: the dossier can be opened by the reader still.
    record Run(
            String code,
            boolean readable,
            String procedure,
            String procedureName,
            int no,
            String step,
            String unit,
            @Nullable String officer,
            Instant startedAt,
            @Nullable Instant dueAt,
            @Nullable Instant finishedAt,
            @Nullable Long allowedMinutes,
            @Nullable Long usedMinutes,
            boolean ended,
            @Nullable Boolean late,
            long all) {}

    private final JdbcClient jdbc;

    StepStatisticsSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The rows, and the row of all of them, which comes last and has no key.
    List<StepStatisticsRow> rows(StepStatisticsGrouping by, UnitId unit, Period period) {
        return bind(by, ROWS, unit, period).query((row, n) -> row(row)).list();
    }

    /// Every unit of `StepStatisticsGrouping.UNIT` by every step that ended in it.
    List<Heat> heat(UnitId unit, Period period) {
        return bind(StepStatisticsGrouping.UNIT, HEAT, unit, period)
                .query((row, n) ->
                        new Heat(
                                row.getString("key"),
                                row.getString("step"),
                                row.getLong("finished"),
                                row.getLong("late")))
                .list();
    }

    /// The steps of procedures that ended late most often.
    List<Worst> worst(UnitId unit, Period period, int limit) {
        return bind(StepStatisticsGrouping.PROCEDURE, WORST, unit, period)
                .param("limit", limit)
                .query((row, n) -> new Worst(row.getString("step"), row(row)))
                .list();
    }

    /// The runs behind a cell, those furthest over their due moment first: of one column, among the
    /// given keys (all where null), of one step (any where null).
    List<Run> behind(
            StepStatisticsGrouping by,
            UnitId unit,
            Period period,
            StepStatisticsColumn column,
            String @Nullable [] keys,
            @Nullable String step,
            Long[] scopes,
            int limit,
            long offset) {
        return bind(by, BEHIND.formatted(column.condition()), unit, period)
                .param("keys", keys)
                .param("step", step)
                .param("scopes", scopes)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> run(row))
                .list();
    }

    private JdbcClient.StatementSpec bind(
            StepStatisticsGrouping by, String statement, UnitId unit, Period period) {
        return jdbc.sql(RUNS.formatted(by.key(), by.shown()) + statement)
                .param("unit", unit.value())
                .param("from", offset(period.from()))
                .param("until", offset(period.until()))
                .param("close", offset(period.close()));
    }

    List<UnitId> children(UnitId unit) {
        return jdbc.sql(CHILDREN)
                .param("unit", unit.value())
                .query((row, n) -> new UnitId(row.getLong("id")))
                .list();
    }

    Map<String, String> officerNames(Collection<String> usernames) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql(OFFICER_NAMES)
                .param("usernames", usernames.toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString("username"), row.getString("full_name"));
                });
        return names;
    }

    private static StepStatisticsRow row(ResultSet row) throws SQLException {
        @Nullable String key = row.getString("key");
        @Nullable String shown = row.getString("shown");
        return new StepStatisticsRow(
                key == null ? "" : key,
                shown == null ? "" : shown,
                row.getLong(StepStatisticsColumn.FINISHED.field()),
                row.getLong(StepStatisticsColumn.LATE.field()),
                number(row, "mean_minutes"),
                number(row, "p90_minutes"),
                number(row, "mean_share"),
                number(row, "median_share"),
                number(row, "p90_share"),
                row.getLong(StepStatisticsColumn.OPEN.field()),
                row.getLong(StepStatisticsColumn.OPEN_OVERDUE.field()));
    }

    private static @Nullable BigDecimal number(ResultSet row, String column) throws SQLException {
        return row.getBigDecimal(column);
    }

    private static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getString("code"),
                row.getBoolean("readable"),
                row.getString("procedure"),
                row.getString("procedure_name"),
                row.getInt("no"),
                row.getString("step"),
                row.getString("unit_name"),
                row.getString("officer"),
                DossierSql.required(row, "started_at"),
                DossierSql.instant(row, "due_at"),
                DossierSql.instant(row, "finished_at"),
                row.getObject("allowed_minutes", Long.class),
                row.getObject("used_minutes", Long.class),
                row.getBoolean("ended"),
                row.getObject("late", Boolean.class),
                row.getLong("all_rows"));
    }
}
