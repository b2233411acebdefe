package vn.motcua.dossier;

import static vn.motcua.dossier.DossierSql.offset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Counts dossiers from their history. The pure recount takes for each dossier the last row that
/// was effective before the end and, with `asOf`, known by then. Without `asOf`, straight dossiers
/// are counted from their standing, which says the same in one narrow row.
@Repository
class StatisticsSql {
    private static final String CLOSED_BY_HISTORY =
            """
            select dossier_id, unit_id, responsible_unit_id, procedure_version_id, channel,
                   accepted_at, due_at, ended_at,
                   dossier.status_letter(category, due_at, ended_at, ended_day_only) as status
            from (
              select distinct on (h.dossier_id)
                h.dossier_id, h.unit_id, h.responsible_unit_id, h.procedure_version_id,
                dossier.channel_letter(h.channel) as channel, dossier.category_letter(h.category) as category,
                h.accepted_at, h.due_at, h.ended_at, h.ended_day_only
              from dossier.state_history h
              where h.effective_at < :until and (:asOf::timestamptz is null or h.recorded_at <= :asOf)
              order by h.dossier_id, h.seq desc
            ) last
            where category is not null and accepted_at < :until and (ended_at is null or ended_at >= :from)
            """;
    // A standing says all of a dossier that is straight, and of any other once it is settled.
    private static final String SETTLED =
            """
            select s.dossier_id, s.unit_id, s.responsible_unit_id, s.procedure_version_id, s.channel,
                   s.accepted_at, s.due_at, s.ended_at, s.status
            from dossier.standing s
            where (s.straight or s.settled_at < :until)
              and s.accepted_at < :until and (s.ended_at is null or s.ended_at >= :from)
            """;
    private static final String UNSETTLED =
            """
            select s.dossier_id, s.unit_id, last.responsible_unit_id::int, s.procedure_version_id, s.channel,
                   last.accepted_at, last.due_at, last.ended_at,
                   dossier.status_letter(dossier.category_letter(last.category), last.due_at,
                                         last.ended_at, last.ended_day_only) as status
            from dossier.standing s
            cross join lateral (
              select * from dossier.state_history h
              where h.dossier_id = s.dossier_id and h.effective_at < :until
              order by h.seq desc limit 1
            ) last
            where not s.straight and s.settled_at >= :until and s.accepted_at < :until
              and last.accepted_at < :until and (last.ended_at is null or last.ended_at >= :from)
            """;
    // Each dossier as at the close; what ended after it has `ended_at >= :until`.
    static final String CLOSED = SETTLED + " union all " + UNSETTLED;
    // Where the unit holds every other, there is nothing to test.
    private static final String HOLDS_ALL =
            """
            select (select count(*) from organization.unit_closure where ancestor_id = :unit)
                   = (select count(*) from organization.unit)
            """;
    private static final String UNDER_UNIT =
            "unit_id in (select descendant_id from organization.unit_closure where ancestor_id = :unit)";
    private static final String UNDER_RESPONSIBLE =
            "responsible_unit_id in (select descendant_id from organization.unit_closure"
                    + " where ancestor_id = :unit)";
    private static final String COUNTS =
            Arrays.stream(StatisticsColumn.values())
                    .filter(column -> column.parts().isEmpty())
                    .map(column ->
                            "count(*) filter (where "
                                    + column.condition()
                                    + ") as "
                                    + column.name().toLowerCase(java.util.Locale.ROOT))
                    .collect(Collectors.joining(",\n  "));
    private static final String CHILD_OF_DESCENDANT =
            """
            select c.descendant_id, c.ancestor_id
            from organization.unit_closure c join organization.unit u on u.id = c.ancestor_id
            where u.parent_id = :unit
            """;
    private static final String PROCEDURE_NAMES =
            """
            select version_id, code, name, field from procedure.version_name
            where version_id = any(:ids)
            """;
    static final String RECORDS =
            """
            select d.code, d.external_code, v.code as procedure, v.name as procedure_name, u.code as unit,
                   u.name as unit_name, d.applicant_name, d.channel, q.accepted_at, q.due_at,
                   case when q.ended_at < :until then q.ended_at end as ended_at,
                   case when q.ended_at >= :until then 'p' when q.status in ('e', 'o', 'l') then 'r' else q.status::text end as category,
                   count(*) over () as all_rows
            from picked q
            join dossier.dossier d on d.id = q.dossier_id
            join procedure.version_name v on v.version_id = d.procedure_version_id
            join organization.unit u on u.id = d.unit_id
            order by q.accepted_at, d.code
            limit :limit offset :offset
            """;

    record Period(Instant from, Instant until, Instant close, @Nullable Instant asOf) {}

    record Count(String key, long[] counts) {}

    record Place(long descendant, long child) {}

    record ProcedureName(long version, String code, String name, String field) {}

    record Behind(
            String code,
            @Nullable String externalCode,
            String procedure,
            String procedureName,
            String unit,
            String unitName,
            String applicant,
            String channel,
            Instant acceptedAt,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            Outcome outcome,
            long all) {}

    private final JdbcClient jdbc;

    StatisticsSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Count> counts(StatisticsGrouping by, long unit, Period period) {
        return counts(by, unit, period, period.asOf() != null);
    }

    /// As `counts`, always from the history alone.
    List<Count> recount(StatisticsGrouping by, long unit, Period period) {
        return counts(by, unit, period, true);
    }

    private List<Count> counts(
            StatisticsGrouping by, long unit, Period period, boolean fromHistory) {
        String scope = scope(by, unit);
        String statement =
                fromHistory
                        ? counting(CLOSED_BY_HISTORY, by, scope)
                        : counting(SETTLED, by, scope)
                                + " union all "
                                + counting(UNSETTLED, by, scope);
        Map<String, long[]> byKey = new LinkedHashMap<>();
        bind(jdbc.sql(statement), unit, period, fromHistory)
                .query((row, n) -> new Count(row.getString("key"), counts(row)))
                .list()
                .forEach(count -> byKey.merge(count.key(), count.counts(), StatisticsSql::sum));
        return byKey.entrySet().stream()
                .map(entry -> new Count(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String counting(String closed, StatisticsGrouping by, String scope) {
        return "select "
                + by.key()
                + "::text as key, "
                + COUNTS
                + " from ("
                + closed
                + ") at_close where "
                + scope
                + " group by "
                + by.key();
    }

    private String scope(StatisticsGrouping by, long unit) {
        if (jdbc.sql(HOLDS_ALL).param("unit", unit).query((row, n) -> row.getBoolean(1)).single()) {
            return "true";
        }
        return by == StatisticsGrouping.RESPONSIBLE_UNIT ? UNDER_RESPONSIBLE : UNDER_UNIT;
    }

    private static long[] sum(long[] one, long[] other) {
        long[] sum = one.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }

    /// The dossiers behind a cell: those of a column among the given keys (all where null).
    List<Behind> behind(
            StatisticsGrouping by,
            long unit,
            Period period,
            StatisticsColumn column,
            String @Nullable [] keys,
            int limit,
            long offset) {
        boolean fromHistory = period.asOf() != null;
        String statement =
                "with at_close as ("
                        + (fromHistory ? CLOSED_BY_HISTORY : SETTLED + " union all " + UNSETTLED)
                        + "), picked as (select * from at_close where "
                        + scope(by, unit)
                        + " and ("
                        + column.condition()
                        + ") and (:keys::text[] is null or "
                        + by.key()
                        + "::text = any(:keys))) "
                        + RECORDS;
        return bind(jdbc.sql(statement), unit, period, fromHistory)
                .param("keys", keys)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> behind(row))
                .list();
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, long unit, Period period, boolean fromHistory) {
        JdbcClient.StatementSpec bound =
                statement
                        .param("unit", unit)
                        .param("from", offset(period.from()))
                        .param("until", offset(period.until()))
                        .param("close", offset(period.close()));
        return fromHistory ? bound.param("asOf", offset(period.asOf())) : bound;
    }

    List<Place> places(long unit) {
        return jdbc.sql(CHILD_OF_DESCENDANT)
                .param("unit", unit)
                .query((row, n) ->
                        new Place(row.getLong("descendant_id"), row.getLong("ancestor_id")))
                .list();
    }

    List<ProcedureName> procedureNames(List<Long> versions) {
        return jdbc.sql(PROCEDURE_NAMES)
                .param("ids", versions.toArray(Long[]::new))
                .query((row, n) ->
                        new ProcedureName(
                                row.getLong("version_id"),
                                row.getString("code"),
                                row.getString("name"),
                                row.getString("field")))
                .list();
    }

    private static long[] counts(ResultSet row) throws SQLException {
        long[] counts = new long[StatisticsColumn.values().length];
        for (StatisticsColumn column : StatisticsColumn.values()) {
            if (column.parts().isEmpty()) {
                counts[column.ordinal()] = row.getLong(column.name());
            }
        }
        for (StatisticsColumn column : StatisticsColumn.values()) {
            for (StatisticsColumn part : column.parts()) {
                counts[column.ordinal()] += counts[part.ordinal()];
            }
        }
        return counts;
    }

    static Behind behind(ResultSet row) throws SQLException {
        return new Behind(
                row.getString("code"),
                row.getString("external_code"),
                row.getString("procedure"),
                row.getString("procedure_name"),
                row.getString("unit"),
                row.getString("unit_name"),
                row.getString("applicant_name"),
                row.getString("channel"),
                DossierSql.required(row, "accepted_at"),
                DossierSql.instant(row, "due_at"),
                DossierSql.instant(row, "ended_at"),
                Outcome.of(row.getString("category").charAt(0)),
                row.getLong("all_rows"));
    }
}
