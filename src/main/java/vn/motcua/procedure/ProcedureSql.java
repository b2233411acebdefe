package vn.motcua.procedure;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.common.ListPage;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

@Repository
class ProcedureSql {
    private static final String COLUMNS =
            """
            select v.id, p.code, v.number, v.name, v.field, v.valid_from, v.imported, v.levels, v.same_day,
                   v.pause_rule, v.online_level, v.terms, v.term_texts, v.components, v.fees, v.steps,
                   v.publication, v.review, p.id as procedure_id, p.version as row_version
            from procedure.procedure p join procedure.version v on v.procedure_id = p.id
            """;
    private static final String IN_FORCE =
            COLUMNS + " where p.code = :code and v.id = procedure.in_force(p.id, :day)";
    private static final String BY_ID = COLUMNS + " where v.id = :id";
    private static final String LATEST =
            COLUMNS + " where p.code = :code order by v.number desc limit 1";
    private static final String LATEST_OF_ALL =
            COLUMNS
                    + """
                     where p.code = any(:codes)
                      and v.number = (select max(x.number) from procedure.version x where x.procedure_id = p.id)
                    """;
    private static final String HISTORY =
            """
            select v.id, v.number, v.valid_from, v.imported, v.created_at, v.created_by, v.name
            from procedure.procedure p join procedure.version v on v.procedure_id = p.id
            where p.code = :code
            order by v.number desc
            """;
    // What only resembles the question is shown where nothing answers it.
    private static final String SEARCH =
            """
            with found as (
              select v.id, p.code, v.name, v.field, v.same_day, v.online_level, v.terms, v.search, q.text,
                     v.steps <> '[]' as has_process, v.review <> '{}' as needs_review,
                     case when q.text = '' then 1
                          when procedure.spelled(p.code) = q.text then 4
                          when starts_with(procedure.spelled(p.code), q.text) then 3
                          when strpos(v.search, q.text) > 0 then 2
                          when ' ' || v.search like all (
                                 select '% ' || word || '%' from unnest(string_to_array(q.text, ' ')) word) then 1
                          else 0 end as grade
              from procedure.procedure p
              join procedure.version v on v.id = procedure.in_force(p.id, :today)
              cross join (
                select btrim(regexp_replace(procedure.spelled(:text), '[%_\\\\\\s]+', ' ', 'g')) as text) q
              where (q.text = '' or v.id in (select procedure.answering(q.text))
                     or starts_with(procedure.spelled(p.code), q.text))
                and (:field::text is null or v.field = :field)
                and (:level::text is null or v.levels = '{}' or :level = any(v.levels))
                and (not :unclear or v.review <> '{}')
                and (not :withoutProcess or v.steps = '[]')),
            answers as (
              select * from (select *, max(grade) over () as best from found) f where grade > 0 or best = 0)
            select *, count(*) over () as total
            from answers
            order by grade desc,
                     case when text <> '' then public.strict_word_similarity(text, search) end desc,
                     case when text <> '' then length(search) end,
                     field, name, code
            limit :limit offset :offset
            """;
    private static final String FIELDS =
            """
            select v.field, count(*) as procedures,
                   count(*) filter (where v.levels = '{}' or v.levels && '{DISTRICT,COMMUNE}') as nearby
            from procedure.procedure p join procedure.version v on v.id = procedure.in_force(p.id, :today)
            where v.field <> ''
            group by v.field
            order by v.field
            """;
    private static final String ADD_PROCEDURE =
            "insert into procedure.procedure (code) values (:code) on conflict do nothing returning id";
    private static final String REVISED =
            """
            update procedure.procedure set version = version + 1
            where code = :code and version = :read
            returning id
            """;
    private static final String ADD_VERSION =
            """
            insert into procedure.version
              (procedure_id, number, valid_from, imported, name, field, levels, same_day, pause_rule, online_level,
               terms, term_texts, components, fees, steps, publication, review, created_by)
            values
              (:procedure,
               (select coalesce(max(number), 0) + 1 from procedure.version where procedure_id = :procedure),
               :validFrom, :imported, :name, :field, :levels, :sameDay, :pauseRule, :onlineLevel,
               :terms::jsonb, :termTexts::jsonb, :components::jsonb, :fees::jsonb, :steps::jsonb,
               :publication::jsonb, :review, :by)
            returning id
            """;
    private static final String DEFAULT_PROCESS =
            """
            select d.steps
            from organization.unit_closure c join procedure.default_process d on d.unit_id = c.ancestor_id
            where c.descendant_id = :unit
            order by c.depth
            limit 1
            """;
    private static final String OWN_DEFAULT_PROCESS =
            "select steps from procedure.default_process where unit_id = :unit";
    private static final String SET_DEFAULT_PROCESS =
            """
            insert into procedure.default_process (unit_id, steps, changed_by)
            values (:unit, :steps::jsonb, :by)
            on conflict (unit_id) do update
            set steps = excluded.steps, changed_by = excluded.changed_by, changed_at = clock_timestamp()
            """;
    private static final String DROP_DEFAULT_PROCESS =
            "delete from procedure.default_process where unit_id = :unit";
    private static final String UNITS_WITH_DEFAULT_PROCESS =
            """
            select d.unit_id, u.code, u.name, jsonb_array_length(d.steps) as steps
            from procedure.default_process d join organization.unit u on u.id = d.unit_id
            where exists (select 1 from organization.unit_closure c
                          where c.descendant_id = d.unit_id and c.ancestor_id = any(:scopes))
            order by u.name, u.code
            """;
    private static final String LOCK_IMPORT = "select pg_advisory_xact_lock(704260)";
    private static final String IMPORTED_ROWS =
            "select code, imported_row::text from procedure.procedure where code = any(:codes)";
    private static final String STORE_IMPORTED_ROWS =
            """
            insert into procedure.procedure as p (code, imported_row)
            select r.code, r.row from jsonb_to_recordset(:rows::jsonb) as r (code text, row jsonb)
            on conflict (code) do update set imported_row = excluded.imported_row, version = p.version + 1
            """;
    private static final String STORE_IMPORTED_VERSIONS =
            """
            insert into procedure.version
              (procedure_id, number, valid_from, imported, name, field, levels, same_day, pause_rule, online_level,
               terms, term_texts, components, fees, steps, publication, review, created_by)
            select p.id,
                   (select coalesce(max(x.number), 0) + 1 from procedure.version x where x.procedure_id = p.id),
                   :validFrom, true, r.name, r.field, r.levels, r."sameDay", r."pauseRule", r."onlineLevel",
                   r.terms, r."termTexts", r.components, r.fees, r.steps, r.publication, r.review, :by
            from jsonb_to_recordset(:rows::jsonb) as r
              (code text, name text, field text, levels text[], "sameDay" boolean, "pauseRule" text,
               "onlineLevel" text, terms jsonb, "termTexts" jsonb, components jsonb, fees jsonb, steps jsonb,
               publication jsonb, review text[])
            join procedure.procedure p on p.code = r.code
            """;

    record StoredTerm(int amount, String unit) {}

    record StoredFee(
            String name,
            List<String> channels,
            @Nullable Long amount,
            @Nullable String per,
            @Nullable String note) {}

    record StoredStep(String name, @Nullable Long unit, String role, @Nullable Long minutes) {}

    /// A version on its way into the table.
    record StoredVersion(
            String code,
            String name,
            String field,
            List<String> levels,
            boolean sameDay,
            String pauseRule,
            String onlineLevel,
            Map<String, StoredTerm> terms,
            Map<String, String> termTexts,
            List<Component> components,
            List<StoredFee> fees,
            List<StoredStep> steps,
            Publication publication,
            List<String> review) {
        static StoredVersion of(NewProcedure procedure, List<String> review) {
            return new StoredVersion(
                    procedure.code(),
                    procedure.name(),
                    procedure.field(),
                    procedure.levels().stream().sorted().map(Level::name).toList(),
                    procedure.sameDay(),
                    procedure.pauseRule().name(),
                    procedure.onlineLevel().name(),
                    procedure.terms().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            each -> each.getKey().name(),
                                            each ->
                                                    new StoredTerm(
                                                            each.getValue().amount(),
                                                            each.getValue().unit().name()))),
                    procedure.termTexts().entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            each -> each.getKey().name(), Map.Entry::getValue)),
                    procedure.components(),
                    procedure.fees().stream()
                            .map(fee ->
                                    new StoredFee(
                                            fee.name(),
                                            fee.channels().stream()
                                                    .sorted()
                                                    .map(Channel::name)
                                                    .toList(),
                                            fee.amount(),
                                            fee.per(),
                                            fee.note()))
                            .toList(),
                    stored(procedure.steps()),
                    procedure.publication(),
                    review);
        }
    }

    record ImportedRow(String code, Map<String, String> row) {}

    /// A version together with the key and row version of its procedure.
    record Edited(ProcedureVersion version, int rowVersion) {}

    record VersionLine(
            long id,
            int number,
            LocalDate validFrom,
            boolean imported,
            java.time.Instant createdAt,
            String createdBy,
            String name) {}

    /// @param nearby how many are carried out by communes and districts
    record FieldCount(String field, long procedures, long nearby) {}

    record UnitWithProcess(long unit, String code, String name, int steps) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ProcedureSql(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<ProcedureVersion> inForce(String code, LocalDate day) {
        return jdbc.sql(IN_FORCE)
                .param("code", code)
                .param("day", day)
                .query((row, n) -> version(row))
                .optional();
    }

    Optional<ProcedureVersion> version(long id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, n) -> version(row)).optional();
    }

    Optional<Edited> latest(String code) {
        return jdbc.sql(LATEST)
                .param("code", code)
                .query((row, n) -> new Edited(version(row), row.getInt("row_version")))
                .optional();
    }

    Map<String, ProcedureVersion> latest(List<String> codes) {
        return jdbc
                .sql(LATEST_OF_ALL)
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) -> version(row))
                .list()
                .stream()
                .collect(Collectors.toMap(ProcedureVersion::code, version -> version));
    }

    List<VersionLine> history(String code) {
        return jdbc.sql(HISTORY)
                .param("code", code)
                .query((row, n) ->
                        new VersionLine(
                                row.getLong("id"),
                                row.getInt("number"),
                                row.getObject("valid_from", LocalDate.class),
                                row.getBoolean("imported"),
                                row.getObject("created_at", java.time.OffsetDateTime.class)
                                        .toInstant(),
                                row.getString("created_by"),
                                row.getString("name")))
                .list();
    }

    ListPage<ProcedureSummary> search(ProcedureFilter filter, LocalDate today, int page, int size) {
        int checked = ListPage.checkedSize(size);
        int from = Math.max(0, page);
        long[] total = new long[1];
        List<ProcedureSummary> items =
                jdbc.sql(SEARCH)
                        .param("text", filter.text())
                        .param("field", filter.field())
                        .param("level", filter.level() == null ? null : filter.level().name())
                        .param("unclear", filter.unclear())
                        .param("withoutProcess", filter.withoutProcess())
                        .param("today", today)
                        .param("limit", checked)
                        .param("offset", (long) from * checked)
                        .query((row, n) -> {
                            total[0] = row.getLong("total");
                            return summary(row);
                        })
                        .list();
        return items.isEmpty() && from > 0
                ? search(filter, today, 0, size)
                : new ListPage<>(items, from, checked, total[0]);
    }

    List<FieldCount> fields(LocalDate today) {
        return jdbc.sql(FIELDS)
                .param("today", today)
                .query((row, n) ->
                        new FieldCount(
                                row.getString("field"),
                                row.getLong("procedures"),
                                row.getLong("nearby")))
                .list();
    }

    Optional<Long> addProcedure(String code) {
        return jdbc.sql(ADD_PROCEDURE)
                .param("code", code)
                .query((row, n) -> row.getLong(1))
                .optional();
    }

    Optional<Long> revised(String code, int read) {
        return jdbc.sql(REVISED)
                .param("code", code)
                .param("read", read)
                .query((row, n) -> row.getLong(1))
                .optional();
    }

    long addVersion(long procedure, NewProcedure wanted, List<String> review, String by) {
        StoredVersion stored = StoredVersion.of(wanted, review);
        return jdbc.sql(ADD_VERSION)
                .param("procedure", procedure)
                .param("validFrom", wanted.validFrom())
                .param("imported", wanted.imported())
                .param("name", stored.name())
                .param("field", stored.field())
                .param("levels", stored.levels().toArray(String[]::new))
                .param("sameDay", stored.sameDay())
                .param("pauseRule", stored.pauseRule())
                .param("onlineLevel", stored.onlineLevel())
                .param("terms", json.writeValueAsString(stored.terms()))
                .param("termTexts", json.writeValueAsString(stored.termTexts()))
                .param("components", components(stored.components()))
                .param("fees", json.writeValueAsString(stored.fees()))
                .param("steps", json.writeValueAsString(stored.steps()))
                .param("publication", json.writeValueAsString(stored.publication()))
                .param("review", review.toArray(String[]::new))
                .param("by", by)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private String components(List<Component> components) {
        return json.writeValueAsString(components);
    }

    Optional<List<ProcessStep>> defaultProcess(UnitId unit) {
        return steps(DEFAULT_PROCESS, unit);
    }

    Optional<List<ProcessStep>> ownDefaultProcess(UnitId unit) {
        return steps(OWN_DEFAULT_PROCESS, unit);
    }

    private Optional<List<ProcessStep>> steps(String sql, UnitId unit) {
        return jdbc.sql(sql)
                .param("unit", unit.value())
                .query((row, n) -> steps(row.getString("steps")))
                .optional();
    }

    void setDefaultProcess(UnitId unit, List<ProcessStep> steps, String by) {
        if (steps.isEmpty()) {
            jdbc.sql(DROP_DEFAULT_PROCESS).param("unit", unit.value()).update();
        } else {
            jdbc.sql(SET_DEFAULT_PROCESS)
                    .param("unit", unit.value())
                    .param("steps", json.writeValueAsString(stored(steps)))
                    .param("by", by)
                    .update();
        }
    }

    List<UnitWithProcess> unitsWithDefaultProcess(Long[] scopes) {
        return jdbc.sql(UNITS_WITH_DEFAULT_PROCESS)
                .param("scopes", scopes)
                .query((row, n) ->
                        new UnitWithProcess(
                                row.getLong("unit_id"),
                                row.getString("code"),
                                row.getString("name"),
                                row.getInt("steps")))
                .list();
    }

    /// Two imports at once go one after the other.
    void lockImport() {
        jdbc.sql(LOCK_IMPORT).query((row, n) -> 0).list();
    }

    /// What each of the codes was last imported from; no entry for a code that is not there, an
    /// empty row for one that was never imported.
    Map<String, Map<String, String>> importedRows(List<String> codes) {
        return jdbc
                .sql(IMPORTED_ROWS)
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) -> {
                    String text = row.getString("imported_row");
                    return Map.entry(
                            row.getString("code"),
                            text == null
                                    ? Map.<String, String>of()
                                    : json.readValue(
                                            text, new TypeReference<Map<String, String>>() {}));
                })
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    void storeImport(
            List<ImportedRow> rows, List<StoredVersion> versions, LocalDate validFrom, String by) {
        int procedures =
                jdbc.sql(STORE_IMPORTED_ROWS).param("rows", json.writeValueAsString(rows)).update();
        int stored =
                jdbc.sql(STORE_IMPORTED_VERSIONS)
                        .param("rows", json.writeValueAsString(versions))
                        .param("validFrom", validFrom)
                        .param("by", by)
                        .update();
        if (procedures != rows.size() || stored != versions.size()) {
            throw new IllegalStateException(
                    "stored %d procedures and %d versions of %d"
                            .formatted(procedures, stored, rows.size()));
        }
    }

    private ProcedureSummary summary(ResultSet row) throws SQLException {
        return new ProcedureSummary(
                row.getLong("id"),
                row.getString("code"),
                row.getString("name"),
                row.getString("field"),
                row.getBoolean("same_day"),
                OnlineLevel.valueOf(row.getString("online_level")),
                terms(row.getString("terms")),
                row.getBoolean("has_process"),
                row.getBoolean("needs_review"));
    }

    private ProcedureVersion version(ResultSet row) throws SQLException {
        List<String> review = texts(row, "review");
        Map<Channel, String> termTexts = new EnumMap<>(Channel.class);
        json.readValue(row.getString("term_texts"), new TypeReference<Map<String, String>>() {})
                .forEach((channel, text) -> termTexts.put(Channel.valueOf(channel), text));
        List<Fee> fees =
                json
                        .readValue(row.getString("fees"), new TypeReference<List<StoredFee>>() {})
                        .stream()
                        .map(fee ->
                                new Fee(
                                        fee.name(),
                                        fee.channels().stream()
                                                .map(Channel::valueOf)
                                                .collect(Collectors.toSet()),
                                        fee.amount(),
                                        fee.per(),
                                        fee.note()))
                        .toList();
        Set<Level> levels = new LinkedHashSet<>();
        texts(row, "levels").forEach(level -> levels.add(Level.valueOf(level)));
        return new ProcedureVersion(
                row.getLong("id"),
                row.getString("code"),
                row.getInt("number"),
                row.getString("name"),
                row.getString("field"),
                row.getObject("valid_from", LocalDate.class),
                row.getBoolean("same_day"),
                PauseRule.valueOf(row.getString("pause_rule")),
                OnlineLevel.valueOf(row.getString("online_level")),
                terms(row.getString("terms")),
                json.readValue(
                        row.getString("components"), new TypeReference<List<Component>>() {}),
                fees,
                steps(row.getString("steps")),
                !review.isEmpty(),
                review,
                termTexts,
                levels,
                json.readValue(row.getString("publication"), Publication.class),
                row.getBoolean("imported"));
    }

    private Map<Channel, Term> terms(String text) {
        Map<Channel, Term> terms = new EnumMap<>(Channel.class);
        json.readValue(text, new TypeReference<Map<String, StoredTerm>>() {})
                .forEach((channel, term) ->
                        terms.put(
                                Channel.valueOf(channel),
                                new Term(term.amount(), TermUnit.valueOf(term.unit()))));
        return terms;
    }

    private List<ProcessStep> steps(String text) {
        List<StoredStep> stored = json.readValue(text, new TypeReference<List<StoredStep>>() {});
        return java.util.stream.IntStream.range(0, stored.size())
                .mapToObj(i -> {
                    StoredStep step = stored.get(i);
                    return new ProcessStep(
                            i + 1,
                            step.name(),
                            step.unit() == null ? null : new UnitId(step.unit()),
                            Role.valueOf(step.role()),
                            step.minutes());
                })
                .toList();
    }

    private static List<StoredStep> stored(List<ProcessStep> steps) {
        return steps.stream()
                .map(step ->
                        new StoredStep(
                                step.name(),
                                step.unit() == null ? null : step.unit().value(),
                                step.role().name(),
                                step.minutes()))
                .toList();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return Arrays.asList((String[]) row.getArray(column).getArray());
    }
}
