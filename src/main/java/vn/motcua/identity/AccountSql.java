package vn.motcua.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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
    private static final String GRANTS =
            """
            select role, unit_id from identity.role_grant where account_id = :id order by role, unit_id
            """;
    private static final String LIST =
            COLUMNS
                    + """
                     where (:text = '' or username like '%' || lower(:text) || '%'
                            or public.fold(full_name) like '%' || public.fold(:text) || '%')
                    order by username limit :limit offset :offset
                    """;
    private static final String COUNT =
            """
            select count(*) from identity.account
            where (:text = '' or username like '%' || lower(:text) || '%'
                   or public.fold(full_name) like '%' || public.fold(:text) || '%')
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
                  then now() + make_interval(mins => :minutes) else locked_until end
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
            update identity.token t set last_used_at = now()
            from identity.account a
            where t.hash = :hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
              and a.id = t.account_id and a.enabled
            returning a.username
            """;
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

    List<Grant> grants(long account) {
        return jdbc.sql(GRANTS)
                .param("id", account)
                .query((row, n) ->
                        new Grant(Role.valueOf(row.getString("role")), row.getLong("unit_id")))
                .list();
    }

    List<Account> list(String text, int limit, long offset) {
        return jdbc.sql(LIST)
                .param("text", text)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> account(row))
                .list();
    }

    long count(String text) {
        return jdbc.sql(COUNT).param("text", text).query((row, n) -> row.getLong(1)).single();
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
        return jdbc.sql(BY_TOKEN)
                .param("hash", hash)
                .query((row, n) -> row.getString(1))
                .optional();
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
