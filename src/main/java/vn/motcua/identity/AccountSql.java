package vn.motcua.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class AccountSql {
    private static final String COLUMNS =
            """
            select id, username, full_name, email, title, password_hash, must_change_password, enabled,
                   failures, locked_until, acting_unit_id, version
            from identity.account
            """;
    private static final String BY_USERNAME = COLUMNS + " where username = lower(:username)";
    private static final String BY_ID = COLUMNS + " where id = :id";
    private static final String NAMES =
            "select username, full_name from identity.account where username = any(:usernames)";
    private static final String GRANTS =
            """
            select role, unit_id from identity.role_grant where account_id = :id order by role, unit_id
            """;
    // An account is an administrator's to edit when all its grants lie within his scopes.
    private static final String WITHIN_SCOPES =
            """
             not exists (
               select 1 from identity.role_grant g
               where g.account_id = a.id and not exists (
                 select 1 from organization.unit_closure c
                 where c.descendant_id = g.unit_id and c.ancestor_id = any(:scopes)))
            """;
    private static final String FILTER =
            """
             from identity.account a
             where (:text = '' or a.username like '%' || lower(:text) || '%'
                    or public.fold(a.full_name) like '%' || public.fold(:text) || '%')
               and (:role::text is null or exists (
                     select 1 from identity.role_grant r where r.account_id = a.id and r.role = :role))
               and
            """;
    private static final String LIST =
            """
            select id, username, full_name, email, title, password_hash, must_change_password, enabled,
                   failures, locked_until, acting_unit_id, version
            """
                    + FILTER
                    + WITHIN_SCOPES
                    + " order by a.username limit :limit offset :offset";
    private static final String COUNT = "select count(*)" + FILTER + WITHIN_SCOPES;
    private static final String ADMINISTRABLE =
            "select exists (select 1 from identity.account a where a.id = :id and"
                    + WITHIN_SCOPES
                    + ")";
    private static final String USERNAMES =
            "select a.username from identity.account a where" + WITHIN_SCOPES;
    private static final String GRANTS_OF_ALL =
            """
            select account_id, role, unit_id from identity.role_grant
            where account_id = any(:ids) order by account_id, role, unit_id
            """;
    private static final String OUTSIDE =
            """
            select unit from unnest(:units::bigint[]) as unit
            where not exists (
              select 1 from organization.unit_closure c
              where c.descendant_id = unit and c.ancestor_id = any(:scopes))
            """;
    private static final String UNLOCK =
            """
            update identity.account set failures = 0, locked_until = null, version = version + 1
            where id = :id
            """;
    private static final String REACH =
            """
            insert into identity.role_grant (account_id, role, unit_id)
            select g.account_id, g.role, root
            from (select account_id, role from identity.role_grant
                  where unit_id = any(:old) group by account_id, role
                  having count(*) = cardinality(:old::bigint[])) g
            cross join unnest(:new::bigint[]) as root
            where exists (
              select 1 from identity.role_grant a
              where a.account_id = g.account_id and a.role = 'ADMINISTRATOR' and a.unit_id = any(:old)
              group by a.account_id having count(*) = cardinality(:old::bigint[]))
            on conflict do nothing
            returning (select username from identity.account where id = account_id)
            """;
    private static final String INSERT =
            """
            insert into identity.account (username, full_name, email, title, password_hash, must_change_password)
            values (lower(:username), :name, :email, :title, :hash, :mustChange)
            on conflict (username) do nothing
            returning id
            """;
    private static final String UPDATE =
            """
            update identity.account
            set full_name = :name, email = :email, title = :title, enabled = :enabled, version = version + 1
            where id = :id and version = :version
            """;
    private static final String SET_PASSWORD =
            """
            update identity.account
            set password_hash = :hash, must_change_password = :mustChange, failures = 0,
                locked_until = null, version = version + 1
            where id = :id
            """;
    private static final String CLEAR_GRANTS =
            "delete from identity.role_grant where account_id = :id";
    private static final String ADD_GRANT =
            """
            insert into identity.role_grant (account_id, role, unit_id) values (:id, :role, :unit)
            on conflict do nothing
            """;
    // The failure that reaches the limit locks; the count starts anew after a lock has run out.
    private static final String FAILED =
            """
            update identity.account
            set failures = case when locked_until < now() then 1 else failures + 1 end,
                locked_until = case
                  when (case when locked_until < now() then 1 else failures + 1 end) >= :limit
                  then now() + make_interval(mins => :minutes)
                  when locked_until < now() then null else locked_until end
            where username = lower(:username)
            """;
    private static final String SUCCEEDED =
            """
            update identity.account set failures = 0, locked_until = null
            where username = lower(:username) and failures > 0
            """;
    private static final String ACT_FOR =
            "update identity.account set acting_unit_id = :unit where id = :id";
    private static final String ADD_TOKEN =
            """
            insert into identity.token (account_id, name, hash, expires_at)
            values (:account, :name, :hash, :expires)
            """;
    private static final String TOKENS =
            """
            select id, name, created_at, expires_at, last_used_at, revoked_at
            from identity.token where account_id = :account order by id desc
            """;
    private static final String REVOKE =
            """
            update identity.token set revoked_at = now()
            where id = :id and account_id = :account and revoked_at is null
            """;
    private static final String BY_TOKEN =
            """
            select t.id, a.username
            from identity.token t join identity.account a on a.id = t.account_id
            where t.hash = :hash and t.revoked_at is null
              and (t.expires_at is null or t.expires_at > now()) and a.enabled
            """;
    // The last use is known to the minute: not every call writes.
    private static final String USED =
            """
            update identity.token set last_used_at = now()
            where id = :id and (last_used_at is null or last_used_at < now() - interval '1 minute')
            """;
    private static final String ACTING =
            """
            select a.acting_unit_id from identity.account a
            where a.id = :id and exists (
              select 1 from organization.unit_closure c
              join identity.role_grant g on g.unit_id = c.ancestor_id
              where g.account_id = a.id and c.descendant_id = a.acting_unit_id)
            """;
    private static final String LOCK_FIRST_ACCOUNT = "select pg_advisory_xact_lock(704252)";
    private static final String ANY = "select exists (select 1 from identity.account)";

    record Account(
            long id,
            String username,
            String fullName,
            @Nullable String email,
            @Nullable String title,
            String passwordHash,
            boolean mustChangePassword,
            boolean enabled,
            int failures,
            @Nullable Instant lockedUntil,
            @Nullable Long actingUnit,
            int version) {}

    record Token(
            long id,
            String name,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    private final JdbcClient jdbc;

    AccountSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Account> byUsername(String username) {
        return jdbc.sql(BY_USERNAME)
                .param("username", username)
                .query((row, n) -> account(row))
                .optional();
    }

    Optional<Account> byId(long id) {
        return jdbc.sql(BY_ID).param("id", id).query((row, n) -> account(row)).optional();
    }

    Map<String, String> names(Collection<String> usernames) {
        Map<String, String> names = new HashMap<>();
        jdbc.sql(NAMES)
                .param("usernames", usernames.toArray(String[]::new))
                .query(row -> {
                    names.put(row.getString("username"), row.getString("full_name"));
                });
        return names;
    }

    List<Grant> grants(long account) {
        return jdbc.sql(GRANTS)
                .param("id", account)
                .query((row, n) ->
                        new Grant(Role.valueOf(row.getString("role")), row.getLong("unit_id")))
                .list();
    }

    List<Account> list(String text, @Nullable String role, Long[] scopes, int limit, long offset) {
        return jdbc.sql(LIST)
                .param("text", text)
                .param("role", role)
                .param("scopes", scopes)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> account(row))
                .list();
    }

    long count(String text, @Nullable String role, Long[] scopes) {
        return jdbc.sql(COUNT)
                .param("text", text)
                .param("role", role)
                .param("scopes", scopes)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    Map<Long, List<Grant>> grants(List<Long> accounts) {
        Map<Long, List<Grant>> found = new HashMap<>();
        jdbc.sql(GRANTS_OF_ALL)
                .param("ids", accounts.toArray(Long[]::new))
                .query((row, n) ->
                        found.computeIfAbsent(row.getLong("account_id"), key -> new ArrayList<>())
                                .add(
                                        new Grant(
                                                Role.valueOf(row.getString("role")),
                                                row.getLong("unit_id"))))
                .list();
        return found;
    }

    boolean administrable(long id, Long[] scopes) {
        return jdbc.sql(ADMINISTRABLE)
                .param("id", id)
                .param("scopes", scopes)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    List<String> usernames(Long[] scopes) {
        return jdbc.sql(USERNAMES)
                .param("scopes", scopes)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /// Those of the units that lie in none of the subtrees.
    List<Long> outside(Long[] units, Long[] scopes) {
        return jdbc.sql(OUTSIDE)
                .param("units", units)
                .param("scopes", scopes)
                .query((row, n) -> row.getLong(1))
                .list();
    }

    void unlock(long id) {
        jdbc.sql(UNLOCK).param("id", id).update();
    }

    /// Usernames whose grants on all the old roots were extended to the new ones.
    List<String> reach(List<Long> oldRoots, List<Long> newRoots) {
        return jdbc
                .sql(REACH)
                .param("old", oldRoots.toArray(Long[]::new))
                .param("new", newRoots.toArray(Long[]::new))
                .query((row, n) -> row.getString(1))
                .list()
                .stream()
                .distinct()
                .toList();
    }

    Optional<Long> acting(long account) {
        return jdbc.sql(ACTING).param("id", account).query((row, n) -> row.getLong(1)).optional();
    }

    Optional<Long> insert(
            String username,
            String name,
            @Nullable String email,
            @Nullable String title,
            String hash,
            boolean mustChange) {
        return jdbc.sql(INSERT)
                .param("username", username)
                .param("name", name)
                .param("email", email)
                .param("title", title)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .query((row, n) -> row.getLong(1))
                .optional();
    }

    boolean update(
            long id,
            int version,
            String name,
            @Nullable String email,
            @Nullable String title,
            boolean enabled) {
        return jdbc.sql(UPDATE)
                        .param("id", id)
                        .param("version", version)
                        .param("name", name)
                        .param("email", email)
                        .param("title", title)
                        .param("enabled", enabled)
                        .update()
                == 1;
    }

    void setPassword(long id, String hash, boolean mustChange) {
        jdbc.sql(SET_PASSWORD)
                .param("id", id)
                .param("hash", hash)
                .param("mustChange", mustChange)
                .update();
    }

    void setGrants(long account, List<Grant> grants) {
        jdbc.sql(CLEAR_GRANTS).param("id", account).update();
        for (Grant grant : grants) {
            jdbc.sql(ADD_GRANT)
                    .param("id", account)
                    .param("role", grant.role().name())
                    .param("unit", grant.unit())
                    .update();
        }
    }

    void failed(String username, int limit, int minutes) {
        jdbc.sql(FAILED)
                .param("username", username)
                .param("limit", limit)
                .param("minutes", minutes)
                .update();
    }

    void succeeded(String username) {
        jdbc.sql(SUCCEEDED).param("username", username).update();
    }

    void actFor(long account, long unit) {
        jdbc.sql(ACT_FOR).param("id", account).param("unit", unit).update();
    }

    void addToken(long account, String name, String hash, @Nullable Instant expires) {
        jdbc.sql(ADD_TOKEN)
                .param("account", account)
                .param("name", name)
                .param("hash", hash)
                .param("expires", expires == null ? null : expires.atOffset(ZoneOffset.UTC))
                .update();
    }

    List<Token> tokens(long account) {
        return jdbc.sql(TOKENS)
                .param("account", account)
                .query((row, n) ->
                        new Token(
                                row.getLong("id"),
                                row.getString("name"),
                                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                                instant(row, "expires_at"),
                                instant(row, "last_used_at"),
                                instant(row, "revoked_at")))
                .list();
    }

    boolean revoke(long account, long token) {
        return jdbc.sql(REVOKE).param("id", token).param("account", account).update() == 1;
    }

    Optional<String> usernameByToken(String hash) {
        record Known(long id, String username) {}
        Optional<Known> known =
                jdbc.sql(BY_TOKEN)
                        .param("hash", hash)
                        .query((row, n) -> new Known(row.getLong("id"), row.getString("username")))
                        .optional();
        known.ifPresent(token -> jdbc.sql(USED).param("id", token.id()).update());
        return known.map(Known::username);
    }

    /// Two nodes that start together make one first account.
    void lockFirstAccount() {
        jdbc.sql(LOCK_FIRST_ACCOUNT).query((row, n) -> 0).single();
    }

    boolean any() {
        return jdbc.sql(ANY).query((row, n) -> row.getBoolean(1)).single();
    }

    private static Account account(ResultSet row) throws SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("username"),
                row.getString("full_name"),
                row.getString("email"),
                row.getString("title"),
                row.getString("password_hash"),
                row.getBoolean("must_change_password"),
                row.getBoolean("enabled"),
                row.getInt("failures"),
                instant(row, "locked_until"),
                row.getObject("acting_unit_id", Long.class),
                row.getInt("version"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }
}
