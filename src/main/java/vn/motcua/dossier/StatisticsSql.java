package vn.motcua.dossier;

import static vn.motcua.dossier.DossierSql.offset;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
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
    // What is straight and ended after the period was pending at its close; what is not straight
    // is told by its standing once that is settled, else by its history.
    static final String CLOSED_BY_STANDING =
            """
            select s.dossier_id, s.unit_id, s.responsible_unit_id, s.procedure_version_id, s.channel,
                   s.accepted_at, s.due_at,
                   case when s.straight and s.ended_at >= :until then null else s.ended_at end as ended_at,
                   case when s.straight and s.ended_at >= :until then 'p'::"char" else s.status end as status
            from dossier.standing s
            where (s.straight or s.settled_at < :until)
              and s.accepted_at < :until and (s.ended_at is null or s.ended_at >= :from)
            union all
            select w.dossier_id, w.unit_id, last.responsible_unit_id::int, w.procedure_version_id, w.channel,
                   last.accepted_at, last.due_at, last.ended_at,
                   dossier.status_letter(dossier.category_letter(last.category), last.due_at,
                                         last.ended_at, last.ended_day_only)
            from dossier.standing w
            cross join lateral (
              select * from dossier.state_history h
              where h.dossier_id = w.dossier_id and h.effective_at < :until
              order by h.seq desc limit 1
            ) last
            where not w.straight and w.settled_at >= :until and w.accepted_at < :until
              and last.accepted_at < :until and (last.ended_at is null or last.ended_at >= :from)
            """;
    private static final String UNDER_UNIT =
            " unit_id in (select descendant_id from organization.unit_closure where ancestor_id = :unit)";
    private static final String UNDER_RESPONSIBLE =
            " responsible_unit_id in (select descendant_id from organization.unit_closure"
                    + " where ancestor_id = :unit)";
    private static final String COUNTS =
            Arrays.stream(StatisticsColumn.values())
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
                   u.name as unit_name, d.applicant_name, d.channel, q.accepted_at, q.due_at, q.ended_at,
                   case when q.status in ('e', 'o', 'l') then 'r' else q.status::text end as category,
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
        String statement =
                "with at_close as ("
                        + (fromHistory ? CLOSED_BY_HISTORY : CLOSED_BY_STANDING)
                        + ") select "
                        + by.key()
                        + "::text as key, "
                        + COUNTS
                        + " from at_close where"
                        + (by == StatisticsGrouping.RESPONSIBLE_UNIT
                                ? UNDER_RESPONSIBLE
                                : UNDER_UNIT)
                        + " group by "
                        + by.key();
        return bind(jdbc.sql(statement), unit, period, fromHistory)
                .query((row, n) -> new Count(row.getString("key"), counts(row)))
                .list();
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
                        + (fromHistory ? CLOSED_BY_HISTORY : CLOSED_BY_STANDING)
                        + "), picked as (select * from at_close where"
                        + (by == StatisticsGrouping.RESPONSIBLE_UNIT
                                ? UNDER_RESPONSIBLE
                                : UNDER_UNIT)
                        + " and ("
                        + column.condition()
                        + ") and (:keys::text[] is null or "
                        + by.key()
                        + "::text = any(:keys)) and :close::timestamptz is not null) "
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
        StatisticsColumn[] columns = StatisticsColumn.values();
        long[] counts = new long[columns.length];
        for (int i = 0; i < columns.length; i++) {
            counts[i] = row.getLong(i + 2);
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
