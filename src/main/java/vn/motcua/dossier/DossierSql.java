package vn.motcua.dossier;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.motcua.common.UnitId;
import vn.motcua.dossier.Progress.Step;
import vn.motcua.identity.Role;
import vn.motcua.procedure.Channel;

@Repository
class DossierSql {
    // Readable: the unit that received it, the one that has the work, or the one of its step lies
    // in the reader's subtrees.
    static final String READABLE =
            """
            exists (select 1 from organization.unit_closure c
                    where c.ancestor_id = any(:scopes)
                      and c.descendant_id in (d.unit_id, d.responsible_unit_id, d.step_unit_id))
            """;
    private static final String BY_CODE =
            "select d.* from dossier.dossier d where d.code = :code and " + READABLE;
    private static final String FOLLOWED =
            """
            select d.* from dossier.dossier d
            where d.code = :code and d.follow_key is not null and d.follow_key = :key
            """;
    private static final String NEXT_NUMBER =
            """
            insert into dossier.number_counter (agency, day, last) values (:agency, :day, 1)
            on conflict (agency, day) do update set last = dossier.number_counter.last + 1
            returning last
            """;
    private static final String TAKEN =
            "select exists (select 1 from dossier.dossier where code = :code)";
    private static final String INSERT =
            """
            insert into dossier.dossier
              (code, external_code, procedure_version_id, unit_id, responsible_unit_id, channel,
               applicant_name, applicant_kind, applicant_id_number, applicant_phone, applicant_email,
               applicant_address, representative, received_at, accepted_at, due_at, due_explanation,
               state, step_no, step_unit_id, step_role, step_due_at, officer, copies, papers, fee,
               handled_outside, note, follow_key)
            values
              (:code, :externalCode, :procedure, :unit, :responsible, :channel,
               :name, :kind, :idNumber, :phone, :email,
               :address, :representative, :receivedAt, :acceptedAt, :dueAt, :explanation,
               :state, :stepNo, :stepUnit, :stepRole, :stepDue, :officer, :copies, :papers::jsonb, :fee,
               :outside, :note, :followKey)
            returning id
            """;
    private static final String UPDATE =
            """
            update dossier.dossier
            set responsible_unit_id = :responsible, accepted_at = :acceptedAt, due_at = :dueAt,
                due_explanation = :explanation, ended_at = :endedAt, returned_at = :returnedAt,
                state = :state, paused_since = :pausedSince, step_no = :stepNo, step_unit_id = :stepUnit,
                step_role = :stepRole, step_due_at = :stepDue, officer = :officer, version = version + 1
            where id = :id and version = :version
            """;
    private static final String STEP_RUNS =
            """
            select id, no, name, unit_id, role, officer, started_at, due_at, allowed_minutes, finished_at,
                   used_minutes, paused_minutes, late, note, recalled
            from dossier.step_run where dossier_id = :id order by id
            """;
    private static final String ADD_STEP_RUN =
            """
            insert into dossier.step_run
              (dossier_id, no, name, unit_id, role, officer, started_at, due_at, allowed_minutes,
               finished_at, used_minutes, paused_minutes, late, note)
            values (:dossier, :no, :name, :unit, :role, :officer, :startedAt, :dueAt, :allowed,
               :finishedAt, :used, :paused, :late, :note)
            """;
    private static final String CHANGE_STEP_RUN =
            """
            update dossier.step_run
            set officer = :officer, due_at = :dueAt, finished_at = :finishedAt, used_minutes = :used,
                paused_minutes = :paused, late = :late, note = coalesce(:note, note),
                recalled = :recalled
            where id = :id and finished_at is null
            """;
    private static final String LAST_FINISHER =
            """
            select officer from dossier.step_run
            where dossier_id = :id and finished_at is not null order by id desc limit 1
            """;
    private static final String EVENTS =
            """
            select at, by_username, kind, note from dossier.event where dossier_id = :id order by id desc
            """;
    private static final String ADD_EVENT =
            """
            insert into dossier.event (dossier_id, at, by_username, kind, note)
            values (:dossier, :at, :by, :kind, :note)
            """;
    private static final String KNOWN_APPLICANT =
            """
            select d.* from dossier.dossier d
            where d.applicant_id_number = :idNumber
              and exists (select 1 from organization.unit_closure c
                          where c.ancestor_id = any(:scopes) and c.descendant_id = d.unit_id)
            order by d.id desc limit 1
            """;
    private static final String OFTEN_USED =
            """
            select v.code, v.name, count(*) as times
            from (select procedure_version_id from dossier.dossier
                  where unit_id = :unit order by received_at desc limit 500) d
            join procedure.version_name v on v.version_id = d.procedure_version_id
            group by v.code, v.name order by times desc, v.code limit 10
            """;

    private static final TypeReference<List<Dossier.Paper>> PAPERS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DossierSql(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<Dossier> readable(String code, Long[] scopes) {
        return jdbc.sql(BY_CODE)
                .param("code", code)
                .param("scopes", scopes)
                .query((row, n) -> dossier(row))
                .optional();
    }

    Optional<Dossier> followed(String code, String key) {
        return jdbc.sql(FOLLOWED)
                .param("code", code)
                .param("key", key)
                .query((row, n) -> dossier(row))
                .optional();
    }

    int nextNumber(String agency, LocalDate day) {
        return jdbc.sql(NEXT_NUMBER)
                .param("agency", agency)
                .param("day", day)
                .query((row, n) -> row.getInt(1))
                .single();
    }

    boolean taken(String code) {
        return jdbc.sql(TAKEN).param("code", code).query((row, n) -> row.getBoolean(1)).single();
    }

    long insert(Dossier dossier) {
        return bind(jdbc.sql(INSERT), dossier.progress())
                .param("code", dossier.code())
                .param("externalCode", dossier.externalCode())
                .param("procedure", dossier.procedureVersion())
                .param("unit", dossier.unit().value())
                .param("channel", dossier.channel().code())
                .param("name", dossier.applicant().name())
                .param("kind", dossier.applicant().kind().name().toLowerCase(java.util.Locale.ROOT))
                .param("idNumber", dossier.applicant().idNumber())
                .param("phone", dossier.applicant().phone())
                .param("email", dossier.applicant().email())
                .param("address", dossier.applicant().address())
                .param("representative", dossier.applicant().representative())
                .param("receivedAt", offset(dossier.receivedAt()))
                .param("copies", dossier.copies())
                .param("papers", json.writeValueAsString(dossier.papers()))
                .param("fee", dossier.fee())
                .param("outside", dossier.handledOutside())
                .param("note", dossier.note())
                .param("followKey", dossier.followKey())
                .query((row, n) -> row.getLong(1))
                .single();
    }

    /// False where someone else has changed it since `version`.
    boolean update(long id, int version, Progress progress) {
        return bind(jdbc.sql(UPDATE), progress)
                        .param("endedAt", offset(progress.endedAt()))
                        .param("returnedAt", offset(progress.returnedAt()))
                        .param("pausedSince", offset(progress.pausedSince()))
                        .param("id", id)
                        .param("version", version)
                        .update()
                == 1;
    }

    private static JdbcClient.StatementSpec bind(
            JdbcClient.StatementSpec statement, Progress progress) {
        @Nullable Step step = progress.step();
        return statement
                .param("responsible", progress.responsibleUnit().value())
                .param("acceptedAt", offset(progress.acceptedAt()))
                .param("dueAt", offset(progress.dueAt()))
                .param("explanation", progress.dueExplanation().toArray(String[]::new))
                .param("state", progress.state().name())
                .param("stepNo", step == null ? null : step.no())
                .param("stepUnit", step == null ? null : step.unit().value())
                .param("stepRole", step == null ? null : step.role().name())
                .param("stepDue", step == null ? null : offset(step.dueAt()))
                .param("officer", step == null ? null : step.officer());
    }

    List<StepRun> stepRuns(long dossier) {
        return jdbc.sql(STEP_RUNS).param("id", dossier).query((row, n) -> stepRun(row)).list();
    }

    void addStepRun(long dossier, StepRun run) {
        jdbc.sql(ADD_STEP_RUN)
                .param("dossier", dossier)
                .param("no", run.no())
                .param("name", run.name())
                .param("unit", run.unit().value())
                .param("role", run.role().name())
                .param("officer", run.officer())
                .param("startedAt", offset(run.startedAt()))
                .param("dueAt", offset(run.dueAt()))
                .param("allowed", run.allowedMinutes())
                .param("finishedAt", offset(run.finishedAt()))
                .param("used", run.usedMinutes())
                .param("paused", run.pausedMinutes())
                .param("late", run.late())
                .param("note", run.note())
                .update();
    }

    void changeStepRun(StepRun run) {
        int changed =
                jdbc.sql(CHANGE_STEP_RUN)
                        .param("id", run.id())
                        .param("officer", run.officer())
                        .param("dueAt", offset(run.dueAt()))
                        .param("finishedAt", offset(run.finishedAt()))
                        .param("used", run.usedMinutes())
                        .param("paused", run.pausedMinutes())
                        .param("late", run.late())
                        .param("note", run.note())
                        .param("recalled", run.recalled())
                        .update();
        if (changed != 1) {
            throw new IllegalStateException("step run " + run.id() + " had ended");
        }
    }

    Optional<String> lastFinisher(long dossier) {
        return jdbc.sql(LAST_FINISHER)
                .param("id", dossier)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .flatMap(officer -> officer);
    }

    List<DossierEvent> events(long dossier) {
        return jdbc.sql(EVENTS)
                .param("id", dossier)
                .query((row, n) ->
                        new DossierEvent(
                                required(row, "at"),
                                row.getString("by_username"),
                                row.getString("kind"),
                                row.getString("note")))
                .list();
    }

    void addEvent(long dossier, DossierEvent event) {
        jdbc.sql(ADD_EVENT)
                .param("dossier", dossier)
                .param("at", offset(event.at()))
                .param("by", event.by())
                .param("kind", event.kind())
                .param("note", event.note())
                .update();
    }

    Optional<Applicant> knownApplicant(String idNumber, Long[] scopes) {
        return jdbc.sql(KNOWN_APPLICANT)
                .param("idNumber", idNumber)
                .param("scopes", scopes)
                .query((row, n) -> applicant(row))
                .optional();
    }

    record OftenUsed(String code, String name) {}

    List<OftenUsed> oftenUsed(long unit) {
        return jdbc.sql(OFTEN_USED)
                .param("unit", unit)
                .query((row, n) -> new OftenUsed(row.getString("code"), row.getString("name")))
                .list();
    }

    private Dossier dossier(ResultSet row) throws SQLException {
        return new Dossier(
                row.getLong("id"),
                row.getString("code"),
                row.getString("external_code"),
                row.getLong("procedure_version_id"),
                new UnitId(row.getLong("unit_id")),
                Channel.fromCode(row.getString("channel")).orElseThrow(),
                applicant(row),
                required(row, "received_at"),
                row.getInt("copies"),
                row.getObject("fee", Long.class),
                json.readValue(row.getString("papers"), PAPERS),
                row.getBoolean("handled_outside"),
                row.getString("note"),
                row.getString("follow_key"),
                progress(row),
                row.getInt("version"));
    }

    private static Progress progress(ResultSet row) throws SQLException {
        Integer stepNo = row.getObject("step_no", Integer.class);
        return new Progress(
                State.valueOf(row.getString("state")),
                new UnitId(row.getLong("responsible_unit_id")),
                instant(row, "accepted_at"),
                instant(row, "due_at"),
                List.of((String[]) row.getArray("due_explanation").getArray()),
                instant(row, "ended_at"),
                instant(row, "returned_at"),
                instant(row, "paused_since"),
                stepNo == null
                        ? null
                        : new Step(
                                stepNo,
                                new UnitId(row.getLong("step_unit_id")),
                                Role.valueOf(row.getString("step_role")),
                                instant(row, "step_due_at"),
                                row.getString("officer")));
    }

    private static Applicant applicant(ResultSet row) throws SQLException {
        return new Applicant(
                row.getString("applicant_name"),
                Applicant.Kind.valueOf(
                        row.getString("applicant_kind").toUpperCase(java.util.Locale.ROOT)),
                row.getString("applicant_id_number"),
                row.getString("applicant_phone"),
                row.getString("applicant_email"),
                row.getString("applicant_address"),
                row.getString("representative"));
    }

    private static StepRun stepRun(ResultSet row) throws SQLException {
        return new StepRun(
                row.getLong("id"),
                row.getInt("no"),
                row.getString("name"),
                new UnitId(row.getLong("unit_id")),
                Role.valueOf(row.getString("role")),
                row.getString("officer"),
                required(row, "started_at"),
                instant(row, "due_at"),
                row.getObject("allowed_minutes", Long.class),
                instant(row, "finished_at"),
                row.getObject("used_minutes", Long.class),
                row.getLong("paused_minutes"),
                row.getObject("late", Boolean.class),
                row.getString("note"),
                row.getBoolean("recalled"));
    }

    static @Nullable OffsetDateTime offset(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    static Instant required(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
