package vn.motcua.dossier;

import static vn.motcua.dossier.DossierSql.READABLE;
import static vn.motcua.dossier.DossierSql.instant;
import static vn.motcua.dossier.DossierSql.offset;
import static vn.motcua.dossier.DossierSql.required;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.motcua.figure.WorkCounts;
import vn.motcua.identity.Grant;
import vn.motcua.procedure.Channel;

/// Lists of dossiers: by filters, and what waits for a person.
@Repository
class DossierListSql {
    private static final String ROW =
            """
            select d.code, d.external_code, d.version, v.code as procedure, v.name as procedure_name, u.name as unit_name,
                   d.applicant_name, d.channel, d.received_at, d.due_at, d.ended_at, d.state, d.paused_since,
                   d.step_no, d.step_role, d.step_due_at, d.officer, d.step_unit_id, r.name as step_name,
                   r.started_at as step_started_at, r.allowed_minutes, r.paused_minutes
            from dossier.dossier d
            join procedure.version_name v on v.version_id = d.procedure_version_id
            join organization.unit u on u.id = d.unit_id
            left join lateral (select name, started_at, allowed_minutes, paused_minutes from dossier.step_run
                               where dossier_id = d.id and finished_at is null order by id desc limit 1) r on true
            """;
    private static final String FILTER =
            " where "
                    + READABLE
                    + """
                       and (:text = '' or d.code = :text or d.code like :text || '%' or d.external_code = :text
                            or d.applicant_id_number = :text or d.applicant_phone = :text
                            or public.fold(d.applicant_name) like '%' || public.fold(:text) || '%')
                       and (:unit::bigint is null or exists (
                              select 1 from organization.unit_closure f
                              where f.ancestor_id = :unit and f.descendant_id = d.unit_id))
                       and (:states::text[] is null or d.state = any(:states))
                       and (:channel::text is null or d.channel = :channel)
                       and (:from::timestamptz is null or d.received_at >= :from)
                       and (:until::timestamptz is null or d.received_at < :until)
                       and (:overdueAt::timestamptz is null
                            or (d.ended_at is null and d.paused_since is null and d.due_at < :overdueAt))
                    """;
    private static final String LIST = ROW + FILTER;
    private static final String COUNT = "select count(*) from dossier.dossier d " + FILTER;
    // Work waits for a person where one of the person's grants covers the step's role and unit, and
    // nobody else has claimed it. A finished dossier waits at its counter for the citizen.
    private static final String MINE =
            """
            d.ended_at is null and d.step_no is not null
              and (d.officer is null or d.officer = :username)
              and exists (
                select 1 from unnest(:roles::text[], :units::bigint[]) g (role, unit_id)
                join organization.unit_closure c on c.ancestor_id = g.unit_id
                where g.role = d.step_role and c.descendant_id = d.step_unit_id)
            """;
    private static final String FILED =
            """
            d.state = 'FILED' and exists (
                select 1 from unnest(:roles::text[], :units::bigint[]) g (role, unit_id)
                join organization.unit_closure c on c.ancestor_id = g.unit_id
                where g.role = 'COUNTER' and c.descendant_id = d.unit_id)
            """;
    private static final String READY =
            """
            d.state = 'COMPLETED' and exists (
                select 1 from unnest(:roles::text[], :units::bigint[]) g (role, unit_id)
                join organization.unit_closure c on c.ancestor_id = g.unit_id
                where g.role = 'COUNTER' and c.descendant_id = d.unit_id)
            """;
    private static final String ANY_OF_MINE =
            "((" + MINE + ") or (" + FILED + ") or (" + READY + "))";
    private static final String URGENCY =
            """
            case when d.state in ('AWAITING_SUPPLEMENT', 'SUSPENDED', 'COMPLETED') then 'WAITING'
                 when coalesce(d.step_due_at, d.due_at) < :now or d.due_at < :now then 'OVERDUE'
                 when coalesce(d.step_due_at, d.due_at) < :tomorrow or d.due_at < :tomorrow then 'TODAY'
                 else 'COMING' end
            """;
    private static final String WORK =
            "select w.* from ("
                    + ROW.replace("select d.code", "select " + URGENCY + " as urgency, d.code")
                    + " where "
                    + ANY_OF_MINE
                    + """
                    ) w
                    where (:urgency::text is null or w.urgency = :urgency)
                    order by case w.urgency when 'OVERDUE' then 0 when 'TODAY' then 1 when 'COMING' then 2 else 3 end,
                             least(w.step_due_at, w.due_at), w.received_at
                    limit :limit
                    """;
    private static final String WORK_COUNTS =
            "select count(*) filter (where urgency = 'OVERDUE'), count(*) filter (where urgency = 'TODAY'),"
                    + " count(*) filter (where urgency = 'COMING'), count(*) filter (where urgency ="
                    + " 'WAITING') from (select "
                    + URGENCY
                    + " as urgency from dossier.dossier d where "
                    + ANY_OF_MINE
                    + ") w";

    /// What a list is narrowed to; null or empty does not narrow.
    record Filter(
            String text,
            @Nullable Long unit,
            String @Nullable [] states,
            @Nullable String channel,
            @Nullable Instant from,
            @Nullable Instant until,
            @Nullable Instant overdueAt) {}

    record Listed(
            String code,
            @Nullable String externalCode,
            int version,
            String procedure,
            String procedureName,
            String unitName,
            String applicant,
            Channel channel,
            Instant receivedAt,
            @Nullable Instant dueAt,
            @Nullable Instant endedAt,
            State state,
            @Nullable Integer stepNo,
            @Nullable String stepName,
            @Nullable Long stepUnit,
            @Nullable Instant stepStartedAt,
            @Nullable Instant stepDueAt,
            @Nullable Long allowedMinutes,
            long pausedMinutes,
            @Nullable String officer,
            @Nullable String urgency) {}

    private final JdbcClient jdbc;

    DossierListSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Listed> list(Filter filter, Sorting sorting, Long[] scopes, int limit, long offset) {
        return bind(jdbc.sql(LIST + sorting.sql() + " limit :limit offset :offset"), filter, scopes)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> listed(row, null))
                .list();
    }

    long count(Filter filter, Long[] scopes) {
        return bind(jdbc.sql(COUNT), filter, scopes).query((row, n) -> row.getLong(1)).single();
    }

    List<Listed> work(
            String username,
            List<Grant> grants,
            @Nullable String urgency,
            Instant now,
            Instant tomorrow,
            int limit) {
        return bindWork(jdbc.sql(WORK), username, grants, now, tomorrow)
                .param("urgency", urgency)
                .param("limit", limit)
                .query((row, n) -> listed(row, row.getString("urgency")))
                .list();
    }

    WorkCounts workCounts(String username, List<Grant> grants, Instant now, Instant tomorrow) {
        return bindWork(jdbc.sql(WORK_COUNTS), username, grants, now, tomorrow)
                .query((row, n) ->
                        new WorkCounts(
                                row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)))
                .single();
    }

    private static JdbcClient.StatementSpec bindWork(
            JdbcClient.StatementSpec statement,
            String username,
            List<Grant> grants,
            Instant now,
            Instant tomorrow) {
        return statement
                .param("username", username)
                .param(
                        "roles",
                        grants.stream().map(grant -> grant.role().name()).toArray(String[]::new))
                .param("units", grants.stream().map(Grant::unit).toArray(Long[]::new))
                .param("now", offset(now))
                .param("tomorrow", offset(tomorrow));
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, Filter filter, Long[] scopes) {
        return statement
                .param("scopes", scopes)
                .param("text", filter.text())
                .param("unit", filter.unit())
                .param("states", filter.states())
                .param("channel", filter.channel())
                .param("from", offset(filter.from()))
                .param("until", offset(filter.until()))
                .param("overdueAt", offset(filter.overdueAt()));
    }

    private static Listed listed(ResultSet row, @Nullable String urgency) throws SQLException {
        return new Listed(
                row.getString("code"),
                row.getString("external_code"),
                row.getInt("version"),
                row.getString("procedure"),
                row.getString("procedure_name"),
                row.getString("unit_name"),
                row.getString("applicant_name"),
                Channel.fromCode(row.getString("channel")).orElseThrow(),
                required(row, "received_at"),
                instant(row, "due_at"),
                instant(row, "ended_at"),
                State.valueOf(row.getString("state")),
                row.getObject("step_no", Integer.class),
                row.getString("step_name"),
                row.getObject("step_unit_id", Long.class),
                instant(row, "step_started_at"),
                instant(row, "step_due_at"),
                row.getObject("allowed_minutes", Long.class),
                row.getLong("paused_minutes"),
                row.getString("officer"),
                urgency);
    }

    /// The orders that a list may be in.
    enum Sorting {
        NEWEST("moi-nhat", "Mới nhận trước", " order by d.received_at desc, d.code desc"),
        OLDEST("cu-nhat", "Nhận trước trước", " order by d.received_at, d.code"),
        DUE("han-tra", "Đến hạn trước", " order by d.due_at nulls last, d.code"),
        APPLICANT("nguoi-nop", "Tên người nộp", " order by d.applicant_name, d.code");

        private final String code;
        private final String label;
        private final String sql;

        Sorting(String code, String label, String sql) {
            this.code = code;
            this.label = label;
            this.sql = sql;
        }

        String code() {
            return code;
        }

        String label() {
            return label;
        }

        String sql() {
            return sql;
        }

        static Sorting of(@Nullable String code) {
            for (Sorting sorting : values()) {
                if (sorting.code.equals(code)) {
                    return sorting;
                }
            }
            return NEWEST;
        }
    }
}
