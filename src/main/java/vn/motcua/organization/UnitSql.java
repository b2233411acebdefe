package vn.motcua.organization;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
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
            values (:code, :from, :to, :name, :tier, :parent, :agency, :aliases, :position)
            returning id
            """;
    private static final String UPDATE =
            """
            update organization.unit
            set name = :name, tier = :tier, parent_id = :parent, valid_to = :to, aliases = :aliases,
                agency = coalesce(:agency, agency), version = version + 1
            where id = :id
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
            select s.on_day, s.kind, p.id as predecessor_id, p.name as predecessor, q.id as successor_id, q.name as successor
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

    record Succession(
            LocalDate on,
            String kind,
            long predecessorId,
            String predecessor,
            long successorId,
            String successor) {}

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

    long insert(
            String code,
            LocalDate from,
            @Nullable LocalDate to,
            String name,
            Tier tier,
            @Nullable Long parent,
            @Nullable String agency,
            List<String> aliases,
            int position) {
        return jdbc.sql(INSERT)
                .param("code", code)
                .param("from", from)
                .param("to", to)
                .param("name", name)
                .param("tier", tier.name())
                .param("parent", parent)
                .param("agency", agency)
                .param("aliases", aliases.toArray(String[]::new))
                .param("position", position)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    void update(
            long id,
            String name,
            Tier tier,
            @Nullable Long parent,
            @Nullable LocalDate to,
            @Nullable String agency,
            List<String> aliases) {
        int changed =
                jdbc.sql(UPDATE)
                        .param("id", id)
                        .param("name", name)
                        .param("tier", tier.name())
                        .param("parent", parent)
                        .param("to", to)
                        .param("agency", agency)
                        .param("aliases", aliases.toArray(String[]::new))
                        .update();
        if (changed != 1) {
            throw new IllegalStateException("unit " + id + " is gone");
        }
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
