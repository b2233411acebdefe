package vn.motcua.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JournalSql {
    private static final String APPEND =
            """
            insert into audit.entry (at, by_username, action, kind, record, detail)
            values (clock_timestamp(), :by, :action, :kind, :record, :detail)
            """;
    private static final String FILTER =
            """
             from audit.entry
             where (:by::text is null or by_username = :by)
               and (:action::text is null or action = :action or starts_with(action, :action || '.'))
               and (:record::text is null or record = :record)
               and (:from::timestamptz is null or at >= :from)
               and (:to::timestamptz is null or at < :to)
               and (:authors::text[] is null or by_username = any(:authors))
            """;
    private static final String LIST =
            "select id, at, by_username, action, kind, record, detail"
                    + FILTER
                    + " order by id desc limit :limit offset :offset";
    private static final String COUNT = "select count(*)" + FILTER;
    // Only entries of transactions that have ended are sealed: an id below every running
    // transaction's horizon cannot be joined later by a smaller one.
    private static final String UNSEALED =
            """
            select id, at, by_username, action, kind, record, detail
            from audit.entry e
            where not exists (select 1 from audit.seal_entry s where s.entry_id = e.id)
              and e.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
            order by id
            limit :limit
            """;
    private static final String LAST_SEAL =
            "select number, hash from audit.seal order by number desc limit 1";
    private static final String LOCK = "select pg_advisory_xact_lock(704251)";
    private static final String ADD_SEAL =
            """
            insert into audit.seal (number, sealed_at, entries, previous_hash, hash)
            values (:number, clock_timestamp(), :entries, :previous, :hash)
            """;
    private static final String ADD_SEAL_ENTRIES =
            """
            insert into audit.seal_entry (entry_id, seal_number)
            select unnest(:ids::bigint[]), :number
            """;
    private static final String SEALS =
            "select number, entries, previous_hash, hash from audit.seal order by number";
    private static final String SEALED_ENTRIES =
            """
            select e.id, e.at, e.by_username, e.action, e.kind, e.record, e.detail
            from audit.seal_entry s left join audit.entry e on e.id = s.entry_id
            where s.seal_number = :number
            order by s.entry_id
            """;

    record Entry(
            long id,
            Instant at,
            String by,
            String action,
            String kind,
            String record,
            @Nullable String detail) {}

    /// What a reader asks for; `authors` are those whose entries he may read, null: everyone.
    record Filter(
            @Nullable String by,
            @Nullable String action,
            @Nullable String record,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable List<String> authors) {}

    record Seal(long number, int entries, String previousHash, String hash) {}

    private final JdbcClient jdbc;

    JournalSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void append(String by, String action, String kind, String record, @Nullable String detail) {
        jdbc.sql(APPEND)
                .param("by", by)
                .param("action", action)
                .param("kind", kind)
                .param("record", record)
                .param("detail", detail)
                .update();
    }

    List<Entry> list(Filter filter, int limit, long offset) {
        return filtered(LIST, filter)
                .param("limit", limit)
                .param("offset", offset)
                .query((row, n) -> entry(row))
                .list();
    }

    long count(Filter filter) {
        return filtered(COUNT, filter).query((row, n) -> row.getLong(1)).single();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("by", filter.by())
                .param("action", filter.action())
                .param("record", filter.record())
                .param("from", moment(filter.from()))
                .param("to", moment(filter.to()))
                .param(
                        "authors",
                        filter.authors() == null ? null : filter.authors().toArray(String[]::new));
    }

    private static @Nullable OffsetDateTime moment(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    void lockSeals() {
        jdbc.sql(LOCK).query((row, n) -> 0).single();
    }

    List<Entry> unsealed(int limit) {
        return jdbc.sql(UNSEALED).param("limit", limit).query((row, n) -> entry(row)).list();
    }

    @Nullable Seal lastSeal() {
        return jdbc.sql(LAST_SEAL)
                .query((row, n) -> new Seal(row.getLong("number"), 0, "", row.getString("hash")))
                .optional()
                .orElse(null);
    }

    void addSeal(Seal seal, List<Long> entries) {
        jdbc.sql(ADD_SEAL)
                .param("number", seal.number())
                .param("entries", seal.entries())
                .param("previous", seal.previousHash())
                .param("hash", seal.hash())
                .update();
        jdbc.sql(ADD_SEAL_ENTRIES)
                .param("ids", entries.toArray(Long[]::new))
                .param("number", seal.number())
                .update();
    }

    List<Seal> seals() {
        return jdbc.sql(SEALS)
                .query((row, n) ->
                        new Seal(
                                row.getLong("number"),
                                row.getInt("entries"),
                                row.getString("previous_hash"),
                                row.getString("hash")))
                .list();
    }

    List<Entry> sealedEntries(long number) {
        return jdbc.sql(SEALED_ENTRIES)
                .param("number", number)
                .query((row, n) -> row.getObject("id") == null ? MISSING : entry(row))
                .list();
    }

    static final Entry MISSING = new Entry(-1, Instant.EPOCH, "", "", "", "", null);

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("by_username"),
                row.getString("action"),
                row.getString("kind"),
                row.getString("record"),
                row.getString("detail"));
    }
}
