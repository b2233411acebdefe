package vn.motcua.dossier;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.motcua.common.InputError;
import vn.motcua.common.UnitId;
import vn.motcua.procedure.ProcessStep;

/// Bulk writes of an import. New rows are copied straight into their tables; rows whose codes are
/// stored are copied to a table of the transaction's own and compared there.
@Repository
class ImportSql {
    private static final String LOCK = "select pg_advisory_xact_lock(704252)";
    private static final String EXISTING =
            "select code from dossier.dossier where code = any(:codes)";
    private static final String KEYS =
            "select nextval('dossier.dossier_id') from generate_series(1, :count)";
    private static final String NOW = "select clock_timestamp() as now";
    private static final String STAGING =
            """
            create temporary table incoming (
              line int not null,
              code text collate "C" not null,
              procedure_version_id bigint not null,
              unit_id bigint not null,
              channel text not null,
              applicant text not null,
              received_at timestamptz not null,
              due_at timestamptz not null,
              outcome text not null,
              outcome_at timestamptz,
              day_only boolean not null,
              existing_id bigint,
              verdict text
            ) on commit drop
            """;
    private static final String COPY_INCOMING =
            """
            copy incoming (line, code, procedure_version_id, unit_id, channel, applicant, received_at,
                           due_at, outcome, outcome_at, day_only)
            from stdin (format binary)
            """;
    private static final String COPY_DOSSIERS =
            """
            copy dossier.dossier
              (id, code, procedure_version_id, unit_id, responsible_unit_id, channel, applicant_name,
               received_at, accepted_at, due_at, ended_at, returned_at, state, paused_since, step_no,
               step_unit_id, step_role, step_due_at, import_id)
            from stdin (format binary)
            """;
    private static final String COPY_HISTORY =
            """
            copy dossier.state_history
              (dossier_id, seq, unit_id, responsible_unit_id, procedure_version_id, channel, state,
               category, accepted_at, due_at, ended_at, ended_day_only, effective_at, recorded_at)
            from stdin (format binary)
            """;
    private static final String COPY_STANDINGS =
            """
            copy dossier.standing
              (dossier_id, accepted_at, due_at, ended_at, unit_id, responsible_unit_id,
               procedure_version_id, channel, category, ended_day_only, straight, settled_at)
            from stdin (format binary)
            """;
    private static final String COPY_STEP_RUNS =
            """
            copy dossier.step_run (dossier_id, no, name, unit_id, role, started_at, due_at)
            from stdin (format binary)
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
            select count(*) filter (where verdict = 'later') as later,
                   count(*) filter (where verdict = 'unchanged') as same
            from incoming
            """;
    private static final String OUTSIDE =
            """
            select i.line from incoming i join dossier.dossier d on d.id = i.existing_id
            where not exists (select 1 from organization.unit_closure c
                              where c.descendant_id = d.unit_id and c.ancestor_id = any(:scopes))
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
                straight = s.straight and i.outcome <> 'suspended',
                settled_at = i.outcome_at
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
    // The version in force changes on the first days of versions only.
    private static final String VERSIONS =
            """
            select p.code, first.day, procedure.in_force(p.id, first.day) as version_id
            from procedure.procedure p
            cross join lateral (
              select valid_from as day from procedure.version where procedure_id = p.id
              union select date '1900-01-01') first
            where p.code = any(:codes)
            """;

    record Refused(int line, String code, String differs) {}

    record Verdicts(int later, int same) {}

    /// The version in force from a day on, until the next such day.
    record VersionFrom(String code, LocalDate day, @Nullable Long version) {}

    /// A row of the file with what its codes stand for.
    ///
    /// @param step where what is open goes on; null for what has ended
    record Incoming(ImportRow row, long version, UnitId unit, @Nullable ProcessStep step) {}

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
    }

    List<VersionFrom> versions(Collection<String> codes) {
        return jdbc.sql(VERSIONS)
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) ->
                        new VersionFrom(
                                row.getString("code"),
                                row.getObject("day", LocalDate.class),
                                row.getObject("version_id", Long.class)))
                .list();
    }

    /// Those of the codes that are stored.
    Set<String> existing(List<String> codes) {
        return Set.copyOf(
                jdbc.sql(EXISTING)
                        .param("codes", codes.toArray(String[]::new))
                        .query((row, n) -> row.getString(1))
                        .list());
    }

    /// Puts rows whose codes are stored beside what is stored.
    void stage(List<Incoming> known) {
        jdbc.sql(STAGING).update();
        copy(
                COPY_INCOMING,
                rows -> {
                    for (Incoming each : known) {
                        ImportRow row = each.row();
                        rows.begin(11)
                                .integer(row.line())
                                .text(row.code())
                                .bigint(each.version())
                                .bigint(each.unit().value())
                                .text(row.channel().code())
                                .text(row.applicant())
                                .moment(row.receivedAt())
                                .moment(row.dueAt())
                                .text(row.outcome().code())
                                .moment(row.outcomeAt())
                                .flag(row.outcomeDayOnly());
                    }
                });
    }

    List<Long> keys(int count) {
        return jdbc.sql(KEYS).param("count", count).query((row, n) -> row.getLong(1)).list();
    }

    Instant now() {
        return jdbc.sql(NOW).query((row, n) -> DossierSql.required(row, "now")).single();
    }

    /// Writes new dossiers with their histories, standings and steps begun.
    void insert(List<Incoming> fresh, List<Long> keys, long importId, Instant recordedAt) {
        copy(COPY_DOSSIERS, rows -> each(fresh, keys, (in, id) -> dossier(rows, in, id, importId)));
        copy(
                COPY_HISTORY,
                rows -> each(fresh, keys, (in, id) -> history(rows, in, id, recordedAt)));
        copy(COPY_STANDINGS, rows -> each(fresh, keys, (in, id) -> standing(rows, in, id)));
        copy(COPY_STEP_RUNS, rows -> each(fresh, keys, (in, id) -> stepRun(rows, in, id)));
    }

    private interface Writing {
        void to(CopyRows rows) throws SQLException;
    }

    private interface WritingOne {
        void of(Incoming in, long id) throws SQLException;
    }

    private void copy(String statement, Writing writing) {
        Connection connection = DataSourceUtils.getConnection(dataSource);
        try (CopyRows rows = new CopyRows(connection.unwrap(PGConnection.class), statement)) {
            writing.to(rows);
            rows.finish();
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        } finally {
            DataSourceUtils.releaseConnection(connection, dataSource);
        }
    }

    private static void each(List<Incoming> fresh, List<Long> keys, WritingOne writing)
            throws SQLException {
        for (int i = 0; i < fresh.size(); i++) {
            writing.of(fresh.get(i), keys.get(i));
        }
    }

    private static void dossier(CopyRows rows, Incoming in, long id, long importId)
            throws SQLException {
        ImportRow row = in.row();
        Outcome outcome = row.outcome();
        rows.begin(19)
                .bigint(id)
                .text(row.code())
                .bigint(in.version())
                .bigint(in.unit().value())
                .bigint(in.unit().value())
                .text(row.channel().code())
                .text(row.applicant())
                .moment(row.receivedAt())
                .moment(row.receivedAt())
                .moment(row.dueAt())
                .moment(outcome.ended() ? row.outcomeAt() : null)
                .moment(outcome == Outcome.RESOLVED ? row.outcomeAt() : null)
                .text(state(outcome).name())
                .moment(outcome == Outcome.SUSPENDED ? row.outcomeAt() : null);
        ProcessStep step = in.step();
        if (step == null) {
            rows.nothing().nothing().nothing().nothing();
        } else {
            rows.integer(step.no())
                    .bigint(performs(step, in.unit()))
                    .text(step.role().name())
                    .moment(row.dueAt());
        }
        rows.bigint(importId);
    }

    private static void history(CopyRows rows, Incoming in, long id, Instant recordedAt)
            throws SQLException {
        ImportRow row = in.row();
        history(rows, in, id, 1, State.ACCEPTED, Outcome.PENDING, row.receivedAt(), recordedAt);
        if (row.outcomeAt() != null) {
            State state = state(row.outcome());
            history(rows, in, id, 2, state, row.outcome(), row.outcomeAt(), recordedAt);
        }
    }

    private static void history(
            CopyRows rows,
            Incoming in,
            long id,
            int seq,
            State state,
            Outcome outcome,
            Instant effectiveAt,
            Instant recordedAt)
            throws SQLException {
        ImportRow row = in.row();
        rows.begin(14)
                .bigint(id)
                .integer(seq)
                .bigint(in.unit().value())
                .bigint(in.unit().value())
                .bigint(in.version())
                .text(row.channel().code())
                .text(state.name())
                .text(outcome.code())
                .moment(row.receivedAt())
                .moment(row.dueAt())
                .moment(outcome.ended() ? effectiveAt : null)
                .flag(outcome.ended() && row.outcomeDayOnly())
                .moment(effectiveAt)
                .moment(recordedAt);
    }

    private static void standing(CopyRows rows, Incoming in, long id) throws SQLException {
        ImportRow row = in.row();
        Outcome outcome = row.outcome();
        rows.begin(12)
                .bigint(id)
                .moment(row.receivedAt())
                .moment(row.dueAt())
                .moment(outcome.ended() ? row.outcomeAt() : null)
                .integer((int) in.unit().value())
                .integer((int) in.unit().value())
                .integer((int) in.version())
                .letter(DossierStatistics.letter(row.channel()).charAt(0))
                .letter(outcome.letter())
                .flag(outcome.ended() && row.outcomeDayOnly())
                .flag(outcome != Outcome.SUSPENDED)
                .moment(row.outcomeAt() == null ? row.receivedAt() : row.outcomeAt());
    }

    private static void stepRun(CopyRows rows, Incoming in, long id) throws SQLException {
        ProcessStep step = in.step();
        if (step != null) {
            rows.begin(7)
                    .bigint(id)
                    .integer(step.no())
                    .text(step.name())
                    .bigint(performs(step, in.unit()))
                    .text(step.role().name())
                    .moment(in.row().receivedAt())
                    .moment(in.row().dueAt());
        }
    }

    private static long performs(ProcessStep step, UnitId receiving) {
        return (step.unit() == null ? receiving : step.unit()).value();
    }

    private static State state(Outcome outcome) {
        return switch (outcome) {
            case PENDING -> State.PROCESSING;
            case SUSPENDED -> State.SUSPENDED;
            case RESOLVED -> State.RETURNED;
            case REFUSED -> State.REFUSED;
            case WITHDRAWN -> State.WITHDRAWN;
            case STOPPED -> State.STOPPED;
        };
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
                .query((row, n) -> new Verdicts(row.getInt("later"), row.getInt("same")))
                .single();
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
}
