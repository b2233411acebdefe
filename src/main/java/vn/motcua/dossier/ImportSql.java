package vn.motcua.dossier;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.motcua.common.InputError;

/// Bulk writes of an import: rows are copied to a table of the transaction's own, compared with
/// what is stored, then written set by set.
@Repository
class ImportSql {
    private static final String LOCK = "select pg_advisory_xact_lock(704252)";
    private static final String STAGING =
            """
            create temporary table incoming (
              line int not null,
              id bigint not null default nextval('dossier.dossier_id'),
              code text not null,
              procedure_version_id bigint not null,
              unit_id bigint not null,
              channel text not null,
              applicant text not null,
              received_at timestamptz not null,
              due_at timestamptz not null,
              outcome text not null,
              outcome_at timestamptz,
              day_only boolean not null,
              step_no int,
              step_name text,
              step_unit_id bigint,
              step_role text,
              existing_id bigint,
              verdict text
            ) on commit drop
            """;
    private static final String COPY =
            """
            copy incoming (line, code, procedure_version_id, unit_id, channel, applicant, received_at,
                           due_at, outcome, outcome_at, day_only, step_no, step_name, step_unit_id, step_role)
            from stdin
            """;
    // What differs from what is stored, named; null where nothing does.
    private static final String COMPARE =
            """
            update incoming i
            set existing_id = d.id,
                verdict = case
                  when d.unit_id <> i.unit_id then 'unit'
                  when v.code <> w.code then 'procedure'
                  when d.channel <> i.channel then 'channel'
                  when d.applicant_name <> i.applicant then 'applicant'
                  when d.received_at <> i.received_at then 'received_at'
                  when d.due_at is distinct from i.due_at then 'due_at'
                  when h.category = i.outcome and (i.outcome = 'pending'
                       or h.effective_at = i.outcome_at or h.ended_at = i.outcome_at) then 'unchanged'
                  when h.category = 'pending' and i.outcome <> 'pending'
                       and i.outcome_at >= h.effective_at then 'later'
                  when h.category = 'suspended' and i.outcome not in ('pending', 'suspended')
                       and i.outcome_at >= h.effective_at then 'later'
                  when h.category = i.outcome then 'outcome_at'
                  else 'outcome' end
            from dossier.dossier d
            join procedure.version_name v on v.version_id = d.procedure_version_id
            join lateral (select category, effective_at, ended_at from dossier.state_history
                          where dossier_id = d.id order by seq desc limit 1) h on true,
            procedure.version_name w
            where d.code = i.code and w.version_id = i.procedure_version_id
            """;
    private static final String ANALYZE = "analyze incoming";
    private static final String REFUSED =
            """
            select line, code, verdict from incoming
            where verdict is not null and verdict not in ('unchanged', 'later') order by line limit 1000
            """;
    private static final String VERDICTS =
            """
            select count(*) filter (where existing_id is null) as fresh,
                   count(*) filter (where verdict = 'later') as later,
                   count(*) filter (where verdict = 'unchanged') as same
            from incoming
            """;
    private static final String OUTSIDE =
            """
            select i.line from incoming i join dossier.dossier d on d.id = i.existing_id
            where not exists (select 1 from organization.unit_closure c
                              where c.descendant_id = d.unit_id and c.ancestor_id = any(:scopes))
            """;
    private static final String INSERT_DOSSIERS =
            """
            insert into dossier.dossier
              (id, code, procedure_version_id, unit_id, responsible_unit_id, channel, applicant_name,
               received_at, accepted_at, due_at, ended_at, returned_at, state, paused_since, step_no,
               step_unit_id, step_role, step_due_at, import_id)
            select id, code, procedure_version_id, unit_id, unit_id, channel, applicant,
                   received_at, received_at, due_at,
                   case when outcome not in ('pending', 'suspended') then outcome_at end,
                   case when outcome = 'resolved' then outcome_at end,
                   case outcome when 'pending' then 'PROCESSING' when 'suspended' then 'SUSPENDED'
                     when 'resolved' then 'RETURNED' when 'refused' then 'REFUSED'
                     when 'withdrawn' then 'WITHDRAWN' else 'STOPPED' end,
                   case when outcome = 'suspended' then outcome_at end,
                   step_no, step_unit_id, step_role,
                   case when step_no is not null then due_at end, :import
            from incoming
            where existing_id is null and line > :after and line <= :upTo
            """;
    private static final String INSERT_ACCEPTED =
            """
            insert into dossier.state_history
              (dossier_id, seq, unit_id, responsible_unit_id, procedure_version_id, channel, state,
               category, accepted_at, due_at, effective_at)
            select id, 1, unit_id, unit_id, procedure_version_id, channel, 'ACCEPTED',
                   'pending', received_at, due_at, received_at
            from incoming where existing_id is null and line > :after and line <= :upTo
            """;
    private static final String INSERT_OUTCOMES =
            """
            insert into dossier.state_history
              (dossier_id, seq, unit_id, responsible_unit_id, procedure_version_id, channel, state,
               category, accepted_at, due_at, ended_at, ended_day_only, effective_at)
            select id, 2, unit_id, unit_id, procedure_version_id, channel,
                   case outcome when 'suspended' then 'SUSPENDED' when 'resolved' then 'RETURNED'
                     when 'refused' then 'REFUSED' when 'withdrawn' then 'WITHDRAWN' else 'STOPPED' end,
                   outcome, received_at, due_at,
                   case when outcome <> 'suspended' then outcome_at end,
                   day_only and outcome <> 'suspended', outcome_at
            from incoming
            where existing_id is null and outcome <> 'pending' and line > :after and line <= :upTo
            """;
    private static final String INSERT_STANDINGS =
            """
            insert into dossier.standing
              (dossier_id, accepted_at, due_at, ended_at, unit_id, responsible_unit_id,
               procedure_version_id, channel, category, ended_day_only, straight)
            select id, received_at, due_at,
                   case when outcome not in ('pending', 'suspended') then outcome_at end,
                   unit_id, unit_id, procedure_version_id, dossier.channel_letter(channel),
                   dossier.category_letter(outcome),
                   day_only and outcome not in ('pending', 'suspended'), outcome <> 'suspended'
            from incoming where existing_id is null and line > :after and line <= :upTo
            """;
    private static final String INSERT_STEP_RUNS =
            """
            insert into dossier.step_run (dossier_id, no, name, unit_id, role, started_at, due_at)
            select id, step_no, step_name, step_unit_id, step_role, received_at, due_at
            from incoming
            where existing_id is null and step_no is not null and line > :after and line <= :upTo
            """;
    private static final String APPEND_LATER =
            """
            insert into dossier.state_history
              (dossier_id, seq, unit_id, responsible_unit_id, procedure_version_id, channel, state,
               category, accepted_at, due_at, ended_at, ended_day_only, effective_at)
            select h.dossier_id, h.seq + 1, h.unit_id, h.responsible_unit_id, h.procedure_version_id, h.channel,
                   case i.outcome when 'suspended' then 'SUSPENDED' when 'resolved' then 'RETURNED'
                     when 'refused' then 'REFUSED' when 'withdrawn' then 'WITHDRAWN' else 'STOPPED' end,
                   i.outcome, h.accepted_at, h.due_at,
                   case when i.outcome <> 'suspended' then i.outcome_at end,
                   i.day_only and i.outcome <> 'suspended', i.outcome_at
            from incoming i
            join lateral (select * from dossier.state_history
                          where dossier_id = i.existing_id order by seq desc limit 1) h on true
            where i.verdict = 'later'
            """;
    private static final String CHANGE_STANDINGS =
            """
            update dossier.standing s
            set category = dossier.category_letter(i.outcome),
                ended_at = case when i.outcome <> 'suspended' then i.outcome_at end,
                ended_day_only = i.day_only and i.outcome <> 'suspended',
                straight = s.straight and i.outcome <> 'suspended'
            from incoming i where i.verdict = 'later' and s.dossier_id = i.existing_id
            """;
    private static final String CHANGE_DOSSIERS =
            """
            update dossier.dossier d
            set state = case i.outcome when 'suspended' then 'SUSPENDED' when 'resolved' then 'RETURNED'
                  when 'refused' then 'REFUSED' when 'withdrawn' then 'WITHDRAWN' else 'STOPPED' end,
                ended_at = case when i.outcome <> 'suspended' then i.outcome_at end,
                returned_at = case when i.outcome = 'resolved' then i.outcome_at end,
                paused_since = case when i.outcome = 'suspended' then i.outcome_at end,
                step_no = case when i.outcome = 'suspended' then d.step_no end,
                step_unit_id = case when i.outcome = 'suspended' then d.step_unit_id end,
                step_role = case when i.outcome = 'suspended' then d.step_role end,
                step_due_at = case when i.outcome = 'suspended' then d.step_due_at end,
                officer = case when i.outcome = 'suspended' then d.officer end,
                version = d.version + 1
            from incoming i where i.verdict = 'later' and d.id = i.existing_id
            """;
    private static final String END_STEP_RUNS =
            """
            update dossier.step_run r
            set finished_at = i.outcome_at, late = i.outcome_at > r.due_at, note = 'theo tệp nhập'
            from incoming i
            where i.verdict = 'later' and i.outcome <> 'suspended'
              and r.dossier_id = i.existing_id and r.finished_at is null
            """;
    private static final String ADD_RUN =
            """
            insert into dossier.import_run (by_username, account_id, file_name, file, sha256)
            values (:by, :account, :name, :file, :sha256) returning id
            """;
    private static final String RUN_FILE =
            "select by_username, file, file_name from dossier.import_run where id = :id and finished_at is null";
    private static final String PROGRESS =
            """
            update dossier.import_run set phase = :phase, rows_done = :done, rows_total = :total where id = :id
            """;
    private static final String FINISH =
            """
            update dossier.import_run
            set finished_at = clock_timestamp(), phase = :phase, imported = :imported, updated = :updated,
                unchanged = :unchanged, rejected = :rejected::jsonb, file = null
            where id = :id
            """;
    private static final String RUN =
            """
            select id, file_name, started_at, finished_at, phase, rows_total, rows_done, imported, updated,
                   unchanged, rejected
            from dossier.import_run where id = :id and account_id = :account
            """;
    private static final String RUNS =
            """
            select id, file_name, started_at, finished_at, phase, rows_total, rows_done, imported, updated,
                   unchanged, '[]' as rejected
            from dossier.import_run where account_id = :account order by id desc limit 20
            """;
    // One query for all pairs of code and day in the file.
    private static final String VERSIONS =
            """
            select q.code, q.day, procedure.in_force(p.id, q.day) as version_id
            from unnest(:codes::text[], :days::date[]) as q (code, day)
            join procedure.procedure p on p.code = q.code
            """;

    record Refused(int line, String code, String differs) {}

    record Verdicts(int fresh, int later, int same) {}

    record VersionOn(String code, LocalDate day, @Nullable Long version) {}

    record StoredFile(String by, byte[] file, String name) {}

    private static final TypeReference<List<InputError>> ERRORS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final DataSource dataSource;
    private final JsonMapper json;

    ImportSql(JdbcClient jdbc, DataSource dataSource, JsonMapper json) {
        this.jdbc = jdbc;
        this.dataSource = dataSource;
        this.json = json;
    }

    void begin() {
        jdbc.sql(LOCK).query((row, n) -> 0).list();
        jdbc.sql(STAGING).update();
    }

    List<VersionOn> versions(List<String> codes, List<LocalDate> days) {
        return jdbc.sql(VERSIONS)
                .param("codes", codes.toArray(String[]::new))
                .param("days", days.stream().map(LocalDate::toString).toArray(String[]::new))
                .query((row, n) ->
                        new VersionOn(
                                row.getString("code"),
                                row.getObject("day", LocalDate.class),
                                row.getObject("version_id", Long.class)))
                .list();
    }

    /// Lines in the text format of COPY.
    void copy(String lines) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(COPY, new StringReader(lines));
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    void compare() {
        jdbc.sql(ANALYZE).update();
        jdbc.sql(COMPARE).update();
    }

    List<Refused> refused() {
        return jdbc.sql(REFUSED)
                .query((row, n) ->
                        new Refused(
                                row.getInt("line"),
                                row.getString("code"),
                                row.getString("verdict")))
                .list();
    }

    List<Integer> outside(Long[] scopes) {
        return jdbc.sql(OUTSIDE).param("scopes", scopes).query((row, n) -> row.getInt(1)).list();
    }

    Verdicts verdicts() {
        return jdbc.sql(VERDICTS)
                .query((row, n) ->
                        new Verdicts(row.getInt("fresh"), row.getInt("later"), row.getInt("same")))
                .single();
    }

    void insertFresh(long importId, int after, int upTo) {
        for (String statement :
                List.of(
                        INSERT_DOSSIERS,
                        INSERT_ACCEPTED,
                        INSERT_OUTCOMES,
                        INSERT_STANDINGS,
                        INSERT_STEP_RUNS)) {
            jdbc.sql(statement)
                    .param("import", importId)
                    .param("after", after)
                    .param("upTo", upTo)
                    .update();
        }
    }

    void applyLater() {
        for (String statement :
                List.of(APPEND_LATER, CHANGE_STANDINGS, CHANGE_DOSSIERS, END_STEP_RUNS)) {
            jdbc.sql(statement).update();
        }
    }

    long addRun(String by, long account, String name, byte @Nullable [] file, String sha256) {
        return jdbc.sql(ADD_RUN)
                .param("by", by)
                .param("account", account)
                .param("name", name)
                .param("file", file, java.sql.Types.BINARY)
                .param("sha256", sha256)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    Optional<StoredFile> file(long id) {
        return jdbc.sql(RUN_FILE)
                .param("id", id)
                .query((row, n) ->
                        new StoredFile(row.getString(1), row.getBytes(2), row.getString(3)))
                .optional();
    }

    void progress(long id, String phase, int done, int total) {
        jdbc.sql(PROGRESS)
                .param("id", id)
                .param("phase", phase)
                .param("done", done)
                .param("total", total)
                .update();
    }

    void finish(long id, String phase, ImportResult result) {
        jdbc.sql(FINISH)
                .param("id", id)
                .param("phase", phase)
                .param("imported", result.imported())
                .param("updated", result.updated())
                .param("unchanged", result.unchanged())
                .param("rejected", json.writeValueAsString(result.rejected()))
                .update();
    }

    Optional<ImportRun> run(long id, long account) {
        return jdbc.sql(RUN)
                .param("id", id)
                .param("account", account)
                .query((row, n) -> run(row))
                .optional();
    }

    List<ImportRun> runs(long account) {
        return jdbc.sql(RUNS).param("account", account).query((row, n) -> run(row)).list();
    }

    private ImportRun run(java.sql.ResultSet row) throws SQLException {
        OffsetDateTime finished = row.getObject("finished_at", OffsetDateTime.class);
        return new ImportRun(
                row.getLong("id"),
                row.getString("file_name"),
                DossierSql.required(row, "started_at"),
                finished == null ? null : finished.toInstant(),
                row.getString("phase"),
                row.getInt("rows_done"),
                row.getInt("rows_total"),
                new ImportResult(
                        row.getInt("imported"),
                        row.getInt("updated"),
                        row.getInt("unchanged"),
                        json.readValue(row.getString("rejected"), ERRORS)));
    }

    /// A moment as COPY reads it.
    static String copyMoment(@Nullable Instant moment) {
        return moment == null ? "\\N" : moment.toString();
    }

    /// A text as COPY reads it.
    static String copyText(@Nullable String text) {
        return text == null
                ? "\\N"
                : text.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }
}
