package vn.motcua.demo;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class DemonstrationSql {
    private static final String LOCK = "select pg_advisory_xact_lock(704201)";
    private static final String ANY = "select exists (select 1 from demo.loaded)";
    private static final String LOADED =
            "select exists (select 1 from demo.loaded where part = :part)";
    private static final String MARK = "insert into demo.loaded (part) values (:part)";

    private final JdbcClient jdbc;

    DemonstrationSql(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// Until the end of the transaction nobody else loads a part.
    void lock() {
        jdbc.sql(LOCK).query((row, n) -> 0).list();
    }

    boolean any() {
        return jdbc.sql(ANY).query((row, n) -> row.getBoolean(1)).single();
    }

    boolean loaded(String part) {
        return jdbc.sql(LOADED).param("part", part).query((row, n) -> row.getBoolean(1)).single();
    }

    void mark(String part) {
        jdbc.sql(MARK).param("part", part).update();
    }
}
