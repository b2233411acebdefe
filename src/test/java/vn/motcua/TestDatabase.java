package vn.motcua;

import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/// One PostgreSQL cluster for the test run, one database for each application context.
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {
    private static final AtomicInteger COUNT = new AtomicInteger();

    private static final class Cluster {
        static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setLocaleConfig("locale-provider", "icu")
                        .setLocaleConfig("icu-locale", "vi")
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException fault) {
                throw new UncheckedIOException(fault);
            }
        }
    }

    /// A fresh, empty database on the shared cluster.
    public static HikariDataSource freshDatabase() {
        String name = "test_" + COUNT.incrementAndGet();
        try (var connection = Cluster.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException fault) {
            throw new IllegalStateException(fault);
        }
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(Cluster.SERVER.getJdbcUrl("postgres", name));
        pool.setUsername("postgres");
        pool.setMaximumPoolSize(12);
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        return pool;
    }

    @Bean(destroyMethod = "close")
    @Primary
    DataSource testDataSource() {
        return freshDatabase();
    }
}
