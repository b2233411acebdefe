package vn.motcua.organization;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import vn.motcua.common.UnitId;

@Repository
class UnitSql {
    private static final String COLUMNS =
            """
            select u.id, u.code, u.name, u.tier, u.parent_id, p.code as parent_code,
                   coalesce(u.agency, u.code) as agency, u.aliases, u.valid_from, u.valid_to,
                   u.position
            from organization.unit u left join organization.unit p on p.id = u.parent_id
            """;
    private static final String BY_ID = COLUMNS + " where u.id = :id";
    private static final String BY_IDS = COLUMNS + " where u.id = any(:ids)";
    private static final String BY_CODE =
            COLUMNS
                    + """
                     where u.code = :code and u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
                    order by u.valid_from desc limit 1
                    """;
    private static final String BY_CODE_WITHIN =
            COLUMNS
                    + """
                     where u.code = :code and u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
                       and exists (select 1 from organization.unit_closure c
                                   where c.descendant_id = u.id and c.ancestor_id = any(:scopes))
                    order by u.valid_from desc limit 1
                    """;
    private static final String WITH_CODES =
            COLUMNS
                    + """
                     where u.code = any(:codes)
                       and exists (select 1 from organization.unit_closure c
                                   where c.descendant_id = u.id and c.ancestor_id = any(:scopes))
                    """;
    private static final String WITHIN =
            """
            select exists (select 1 from organization.unit_closure
                           where descendant_id = :id and ancestor_id = any(:scopes))
            """;
    private static final String IN_FORCE =
            COLUMNS
                    + """
                     where u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
                      and (:scopes::bigint[] is null or exists (
                             select 1 from organization.unit_closure c
                             where c.descendant_id = u.id and c.ancestor_id = any(:scopes)))
                    order by (select max(depth) from organization.unit_closure d where d.descendant_id = u.id),
                             p.code nulls first, u.position, u.code
                    """;
    private static final String CHILDREN =
            COLUMNS
                    + """
                     where u.parent_id = :parent and u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
                    order by u.position, u.code
                    """;
    private static final String BY_KEY = COLUMNS + " where u.code = :code and u.valid_from = :from";
    private static final String INSERT =
            """
            insert into organization.unit
              (code, valid_from, valid_to, name, tier, parent_id, agency, aliases, position)
            values (:code, :from, :to, :name, :tier, :parent, :agency, :aliases,
                    (select coalesce(max(position), 0) + 1 from organization.unit
                     where parent_id is not distinct from :parent))
            on conflict (code, valid_from) do nothing
            returning id
            """;
    private static final String INSERT_ALL =
            """
            insert into organization.unit
              (code, valid_from, valid_to, name, tier, parent_id, aliases, position)
            select code, valid_from, valid_to, name, tier, parent_id,
                   case when aliases = '' then '{}' else string_to_array(aliases, '|') end, position
            from unnest(:codes::text[], :from::date[], :to::date[], :names::text[], :tiers::text[],
                        :parents::bigint[], :aliases::text[], :positions::int[])
              as u (code, valid_from, valid_to, name, tier, parent_id, aliases, position)
            order by position
            returning id, code, valid_from
            """;
    private static final String UPDATE =
            """
            update organization.unit
            set name = :name, tier = :tier, parent_id = :parent, valid_to = :to, aliases = :aliases,
                version = version + 1
            where id = :id
            """;
    private static final String EDIT =
            """
            update organization.unit
            set code = :code, valid_from = :from, valid_to = :to, name = :name, tier = :tier,
                parent_id = :parent, agency = :agency, aliases = :aliases, version = version + 1
            where id = :id and version = :version
            """;
    private static final String END =
            """
            update organization.unit set valid_to = :day, version = version + 1
            where id = :id and version = :version
            """;
    private static final String VERSION =
            "select version, agency from organization.unit where id = :id";
    private static final String TAKEN =
            """
            select exists (select 1 from organization.unit
                           where code = :code and valid_from = :from and id <> :id)
            """;
    private static final String ROOTS =
            "select id from organization.unit where parent_id is null order by id";
    private static final String PARENTS =
            "select id, parent_id from organization.unit where parent_id is not null";
    private static final String BY_CODES = COLUMNS + " where u.code = any(:codes)";
    private static final String SUBTREES =
            """
            select distinct descendant_id from organization.unit_closure
            where ancestor_id = any(:scopes)
            """;
    private static final String CHILD_COUNTS =
            """
            select parent_id, count(*) as children from organization.unit
            where parent_id = any(:ids) and valid_from <= :on and (valid_to is null or valid_to >= :on)
            group by parent_id
            """;
    private static final String AT_THE_TOP =
            """
             where u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
              and exists (select 1 from organization.unit_closure c
                          where c.descendant_id = u.id and c.ancestor_id = any(:scopes))
              and not exists (
                select 1 from organization.unit above
                join organization.unit_closure c on c.descendant_id = above.id
                where above.id = u.parent_id and c.ancestor_id = any(:scopes)
                  and above.valid_from <= :on and (above.valid_to is null or above.valid_to >= :on))
            """;
    private static final String TOPS =
            COLUMNS + AT_THE_TOP + " order by u.position, u.code limit :limit offset :offset";
    private static final String COUNT_TOPS =
            "select count(*) from organization.unit u" + AT_THE_TOP;
    // Of all units that could be meant, those whose spelling comes nearest: letter by letter, then
    // without marks, then without "UBND", then without the word for the kind of unit.
    private static final String BY_NAME =
            """
            with ranked as (
              select u.id,
                     min(case
                       when lower(n) = lower(:spelling) then 0
                       when organization.plain_name(n) = organization.plain_name(:spelling) then 1
                       when regexp_replace(organization.plain_name(n), '^(ubnd|uy ban nhan dan) ', '')
                          = regexp_replace(organization.plain_name(:spelling), '^(ubnd|uy ban nhan dan) ', '')
                         then 2
                       else 3 end) as rank
              from organization.unit u, unnest(array_append(u.aliases, u.name)) n
              where u.bare_names @> array[organization.bare_name(:spelling)]
                and organization.bare_name(n) = organization.bare_name(:spelling)
                and u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
                and (:scopes::bigint[] is null or exists (
                      select 1 from organization.unit_closure c
                      where c.descendant_id = u.id and c.ancestor_id = any(:scopes)))
              group by u.id
            )
            """
                    + COLUMNS
                    + """
                     join ranked r on r.id = u.id and r.rank = (select min(rank) from ranked)
                    order by u.code, u.valid_from
                    """;
    private static final String HEIRS =
            COLUMNS
                    + """
                     join organization.succession s on s.successor_id = u.id
                    where s.predecessor_id = :id order by s.on_day, u.position, u.code
                    """;
    private static final String FOREBEARS =
            COLUMNS
                    + """
                     join organization.succession s on s.predecessor_id = u.id
                    where s.successor_id = :id order by s.on_day, u.position, u.code
                    """;
    private static final String REBUILD_CLOSURE = "select organization.rebuild_closure()";
    private static final String ADD_SUCCESSION =
            """
            insert into organization.succession (predecessor_id, successor_id, on_day, kind)
            values (:predecessor, :successor, :day, :kind)
            on conflict (predecessor_id, successor_id) do update
            set on_day = excluded.on_day, kind = excluded.kind
            """;
    private static final String SUCCESSIONS =
            """
            select s.on_day, s.kind, p.id as predecessor_id, p.name as predecessor,
                   q.id as successor_id, q.name as successor
            from organization.succession s
            join organization.unit p on p.id = s.predecessor_id
            join organization.unit q on q.id = s.successor_id
            where s.predecessor_id = :id or s.successor_id = :id
            order by s.on_day
            """;
    private static final String SEARCH =
            COLUMNS
                    + """
                     where u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
                      and (:parent::bigint is null or u.parent_id = :parent)
                      and (:text = '' or u.code = :text or u.search like '%' || public.fold(:text) || '%'
                           or exists (select 1 from unnest(u.aliases) a
                                      where public.fold(a) like '%' || public.fold(:text) || '%'))
                      and exists (select 1 from organization.unit_closure c
                                  where c.descendant_id = u.id and c.ancestor_id = any(:scopes))
                    order by u.position, u.code
                    limit :limit offset :offset
                    """;
    private static final String SEARCH_COUNT =
            """
            select count(*) from organization.unit u
            where u.valid_from <= :on and (u.valid_to is null or u.valid_to >= :on)
              and (:parent::bigint is null or u.parent_id = :parent)
              and (:text = '' or u.code = :text or u.search like '%' || public.fold(:text) || '%'
                   or exists (select 1 from unnest(u.aliases) a
                              where public.fold(a) like '%' || public.fold(:text) || '%'))
              and exists (select 1 from organization.unit_closure c
                          where c.descendant_id = u.id and c.ancestor_id = any(:scopes))
            """;

    record Key(long id, String code, LocalDate validFrom) {}

    record Edition(int version, @Nullable String agency) {}

    record Succession(
            LocalDate on,
            String kind,
            long predecessorId,
            String predecessor,
            long successorId,
            String successor) {
        /// What happened, in words.
        String words() {
            return switch (kind) {
                case "merge" -> "sáp nhập";
                case "split" -> "chia tách";
                case "rename" -> "đổi tên";
                default -> "chuyển";
            };
        }
    }

    private final JdbcClient jdbc;

    UnitSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Unit> byId(long id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, n) -> unit(row)).optional();
    }

    List<Unit> byIds(Long[] ids) {
        return jdbc.sql(BY_IDS).param("ids", ids).query((row, n) -> unit(row)).list();
    }

    Optional<Unit> byCode(String code, LocalDate on) {
        return jdbc.sql(BY_CODE)
                .param("code", code)
                .param("on", on)
                .query((row, n) -> unit(row))
                .optional();
    }

    Optional<Unit> byKey(String code, LocalDate validFrom) {
        return jdbc.sql(BY_KEY)
                .param("code", code)
                .param("from", validFrom)
                .query((row, n) -> unit(row))
                .optional();
    }

    Optional<Unit> byCodeWithin(String code, LocalDate on, Long[] scopes) {
        return jdbc.sql(BY_CODE_WITHIN)
                .param("code", code)
                .param("on", on)
                .param("scopes", scopes)
                .query((row, n) -> unit(row))
                .optional();
    }

    List<Unit> withCodes(String[] codes, Long[] scopes) {
        return jdbc.sql(WITH_CODES)
                .param("codes", codes)
                .param("scopes", scopes)
                .query((row, n) -> unit(row))
                .list();
    }

    boolean within(long id, Long[] scopes) {
        return jdbc.sql(WITHIN)
                .param("id", id)
                .param("scopes", scopes)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    List<Unit> inForce(LocalDate on, Long @Nullable [] scopes) {
        return jdbc.sql(IN_FORCE)
                .param("on", on)
                .param("scopes", scopes)
                .query((row, n) -> unit(row))
                .list();
    }

    List<Unit> children(long parent, LocalDate on) {
        return jdbc.sql(CHILDREN)
                .param("parent", parent)
                .param("on", on)
                .query((row, n) -> unit(row))
                .list();
    }

    List<Unit> search(
            String text,
            @Nullable Long parent,
            LocalDate on,
            Long[] scopes,
            int limit,
            long offset) {
        return jdbc.sql(SEARCH)
                .param("text", text)
                .param("parent", parent)
                .param("on", on)
                .param("scopes", scopes)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> unit(row))
                .list();
    }

    long count(String text, @Nullable Long parent, LocalDate on, Long[] scopes) {
        return jdbc.sql(SEARCH_COUNT)
                .param("text", text)
                .param("parent", parent)
                .param("on", on)
                .param("scopes", scopes)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    Optional<Long> insert(NewUnit unit) {
        return jdbc.sql(INSERT)
                .param("code", unit.code())
                .param("from", unit.validFrom())
                .param("to", unit.validTo(), Types.DATE)
                .param("name", unit.name())
                .param("tier", unit.tier().name())
                .param("parent", key(unit.parent()), Types.BIGINT)
                .param("agency", unit.agency())
                .param("aliases", unit.aliases().toArray(String[]::new))
                .query((row, n) -> row.getLong(1))
                .optional();
    }

    /// Stores many at once; the keys in the order of no particular one.
    List<Key> insertAll(List<NewUnit> units, List<Integer> positions) {
        return jdbc.sql(INSERT_ALL)
                .param("codes", units.stream().map(NewUnit::code).toArray(String[]::new))
                .param(
                        "from",
                        units.stream().map(unit -> "" + unit.validFrom()).toArray(String[]::new))
                .param(
                        "to",
                        units.stream()
                                .map(unit -> unit.validTo() == null ? null : "" + unit.validTo())
                                .toArray(String[]::new))
                .param("names", units.stream().map(NewUnit::name).toArray(String[]::new))
                .param(
                        "tiers",
                        units.stream().map(unit -> unit.tier().name()).toArray(String[]::new))
                .param(
                        "parents",
                        units.stream().map(unit -> key(unit.parent())).toArray(Long[]::new))
                .param(
                        "aliases",
                        units.stream()
                                .map(unit -> String.join("|", unit.aliases()))
                                .toArray(String[]::new))
                .param("positions", positions.toArray(Integer[]::new))
                .query((row, n) ->
                        new Key(
                                row.getLong("id"),
                                row.getString("code"),
                                row.getObject("valid_from", LocalDate.class)))
                .list();
    }

    private static @Nullable Long key(@Nullable UnitId unit) {
        return unit == null ? null : unit.value();
    }

    void update(
            long id,
            String name,
            Tier tier,
            @Nullable UnitId parent,
            @Nullable LocalDate to,
            List<String> aliases) {
        int changed =
                jdbc.sql(UPDATE)
                        .param("id", id)
                        .param("name", name)
                        .param("tier", tier.name())
                        .param("parent", key(parent))
                        .param("to", to)
                        .param("aliases", aliases.toArray(String[]::new))
                        .update();
        if (changed != 1) {
            throw new IllegalStateException("unit " + id + " is gone");
        }
    }

    boolean edit(long id, int version, NewUnit unit) {
        return jdbc.sql(EDIT)
                        .param("id", id)
                        .param("version", version)
                        .param("code", unit.code())
                        .param("from", unit.validFrom())
                        .param("to", unit.validTo())
                        .param("name", unit.name())
                        .param("tier", unit.tier().name())
                        .param("parent", key(unit.parent()))
                        .param("agency", unit.agency())
                        .param("aliases", unit.aliases().toArray(String[]::new))
                        .update()
                == 1;
    }

    boolean end(long id, int version, LocalDate day) {
        return jdbc.sql(END).param("id", id).param("version", version).param("day", day).update()
                == 1;
    }

    /// What the editor of a unit holds beside the unit itself.
    Edition edition(long id) {
        return jdbc.sql(VERSION)
                .param("id", id)
                .query((row, n) -> new Edition(row.getInt("version"), row.getString("agency")))
                .single();
    }

    boolean taken(String code, LocalDate from, long otherThan) {
        return jdbc.sql(TAKEN)
                .param("code", code)
                .param("from", from)
                .param("id", otherThan)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    List<Long> roots() {
        return jdbc.sql(ROOTS).query((row, n) -> row.getLong(1)).list();
    }

    Map<Long, Long> parents() {
        Map<Long, Long> parents = new HashMap<>();
        jdbc.sql(PARENTS)
                .query((row, n) -> parents.put(row.getLong("id"), row.getLong("parent_id")) == null)
                .list();
        return parents;
    }

    List<Unit> byCodes(Collection<String> codes) {
        return jdbc.sql(BY_CODES)
                .param("codes", codes.toArray(String[]::new))
                .query((row, n) -> unit(row))
                .list();
    }

    Set<Long> subtrees(Long[] scopes) {
        return new HashSet<>(
                jdbc.sql(SUBTREES)
                        .param("scopes", scopes)
                        .query((row, n) -> row.getLong(1))
                        .list());
    }

    Map<Long, Integer> childCounts(List<Unit> units, LocalDate on) {
        Map<Long, Integer> counts = new HashMap<>();
        jdbc.sql(CHILD_COUNTS)
                .param("ids", units.stream().map(unit -> unit.id().value()).toArray(Long[]::new))
                .param("on", on)
                .query((row, n) ->
                        counts.put(row.getLong("parent_id"), row.getInt("children")) == null)
                .list();
        return counts;
    }

    /// The uppermost units in force that the scopes reach.
    List<Unit> tops(LocalDate on, Long[] scopes, int limit, long offset) {
        return jdbc.sql(TOPS)
                .param("on", on)
                .param("scopes", scopes)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> unit(row))
                .list();
    }

    long countTops(LocalDate on, Long[] scopes) {
        return jdbc.sql(COUNT_TOPS)
                .param("on", on)
                .param("scopes", scopes)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    List<Unit> byName(String spelling, LocalDate on, Long @Nullable [] scopes) {
        return jdbc.sql(BY_NAME)
                .param("spelling", spelling)
                .param("on", on)
                .param("scopes", scopes)
                .query((row, n) -> unit(row))
                .list();
    }

    List<Unit> successors(long id) {
        return jdbc.sql(HEIRS).param("id", id).query((row, n) -> unit(row)).list();
    }

    List<Unit> predecessors(long id) {
        return jdbc.sql(FOREBEARS).param("id", id).query((row, n) -> unit(row)).list();
    }

    void rebuildClosure() {
        jdbc.sql(REBUILD_CLOSURE).query((row, n) -> 0).list();
    }

    void addSuccession(long predecessor, long successor, LocalDate day, String kind) {
        jdbc.sql(ADD_SUCCESSION)
                .param("predecessor", predecessor)
                .param("successor", successor)
                .param("day", day)
                .param("kind", kind)
                .update();
    }

    List<Succession> successions(long id) {
        return jdbc.sql(SUCCESSIONS)
                .param("id", id)
                .query((row, n) ->
                        new Succession(
                                row.getObject("on_day", LocalDate.class),
                                row.getString("kind"),
                                row.getLong("predecessor_id"),
                                row.getString("predecessor"),
                                row.getLong("successor_id"),
                                row.getString("successor")))
                .list();
    }

    private static Unit unit(ResultSet row) throws SQLException {
        Long parent = row.getObject("parent_id", Long.class);
        Array aliases = row.getArray("aliases");
        return new Unit(
                new UnitId(row.getLong("id")),
                row.getString("code"),
                row.getString("name"),
                Tier.valueOf(row.getString("tier")),
                parent == null ? null : new UnitId(parent),
                row.getString("parent_code"),
                row.getString("agency"),
                List.of((String[]) aliases.getArray()),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getInt("position"));
    }
}
