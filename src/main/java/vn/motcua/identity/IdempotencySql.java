package vn.motcua.identity;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class IdempotencySql {
    // A key unanswered for ten minutes belongs to a server that died: it may be taken again.
    private static final String TAKE =
            """
            insert into identity.idempotency as i (account_id, key, request_hash)
            select id, :key, :hash from identity.account where username = :username
            on conflict (account_id, key) do update
            set request_hash = excluded.request_hash, started_at = now(), status = null,
                content_type = null, location = null, body = null
            where i.started_at < now() - interval '24 hours'
               or (i.status is null and i.started_at < now() - interval '10 minutes')
            returning 1
            """;
    private static final String FIND =
            """
            select i.request_hash, i.status, i.content_type, i.location, i.body
            from identity.idempotency i join identity.account a on a.id = i.account_id
            where a.username = :username and i.key = :key
            """;
    private static final String ANSWER =
            """
            update identity.idempotency i
            set status = :status, content_type = :type, location = :location, body = :body
            from identity.account a
            where a.id = i.account_id and a.username = :username and i.key = :key
            """;
    private static final String RELEASE =
            """
            delete from identity.idempotency i using identity.account a
            where a.id = i.account_id and a.username = :username and i.key = :key
            """;
    private static final String FORGET =
            "delete from identity.idempotency where started_at < now() - interval '24 hours'";

    record Answer(
            String requestHash,
            @Nullable Integer status,
            @Nullable String contentType,
            @Nullable String location,
            byte @Nullable [] body) {}

    private final JdbcClient jdbc;

    IdempotencySql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean take(String username, String key, String hash) {
        return jdbc.sql(TAKE)
                .param("username", username)
                .param("key", key)
                .param("hash", hash)
                .query((row, n) -> 1)
                .optional()
                .isPresent();
    }

    Optional<Answer> find(String username, String key) {
        return jdbc.sql(FIND)
                .param("username", username)
                .param("key", key)
                .query((row, n) -> answer(row))
                .optional();
    }

    void answer(
            String username,
            String key,
            int status,
            @Nullable String type,
            @Nullable String location,
            byte[] body) {
        jdbc.sql(ANSWER)
                .param("username", username)
                .param("key", key)
                .param("status", status)
                .param("type", type)
                .param("location", location)
                .param("body", body)
                .update();
    }

    void release(String username, String key) {
        jdbc.sql(RELEASE).param("username", username).param("key", key).update();
    }

    int forget() {
        return jdbc.sql(FORGET).update();
    }

    private static Answer answer(ResultSet row) throws SQLException {
        return new Answer(
                row.getString("request_hash"),
                row.getObject("status", Integer.class),
                row.getString("content_type"),
                row.getString("location"),
                row.getBytes("body"));
    }
}
