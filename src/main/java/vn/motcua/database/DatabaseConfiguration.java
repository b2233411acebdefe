package vn.motcua.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import vn.motcua.common.InstallationException;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    private static final int PATIENCE_SECONDS = 20;

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(
            name = "motcua.database-url",
            matchIfMissing = true,
            havingValue = "none")
    @ConditionalOnMissingBean(javax.sql.DataSource.class)
    EmbeddedPostgres embeddedPostgres(DatabaseSettings settings) {
        return EmbeddedPostgres.start(settings.dataOrDefault());
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(javax.sql.DataSource.class)
    HikariDataSource dataSource(DatabaseSettings settings, List<EmbeddedPostgres> embedded) {
        HikariDataSource pool = new HikariDataSource();
        if (embedded.isEmpty()) {
            tryOut(settings);
            pool.setJdbcUrl(settings.databaseUrl());
            pool.setUsername(settings.databaseUser());
            pool.setPassword(settings.databasePassword());
        } else {
            EmbeddedPostgres server = embedded.getFirst();
            pool.setJdbcUrl(server.jdbcUrl());
            pool.setUsername(EmbeddedPostgres.USER);
            pool.setPassword(server.password());
        }
        pool.setMaximumPoolSize(settings.connectionsOrDefault());
        pool.setPoolName("motcua");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.setConnectionInitSql("set timezone to 'Asia/Ho_Chi_Minh'");
        return pool;
    }

    private static void tryOut(DatabaseSettings settings) {
        String url = String.valueOf(settings.databaseUrl());
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new InstallationException(
                    "Địa chỉ cơ sở dữ liệu phải có dạng jdbc:postgresql://máy:cổng/tên, không phải "
                            + url);
        }
        DriverManager.setLoginTimeout(PATIENCE_SECONDS);
        try (var connection =
                        DriverManager.getConnection(
                                url, settings.databaseUser(), settings.databasePassword());
                var statement = connection.createStatement();
                var encoding = statement.executeQuery("show server_encoding")) {
            if (encoding.next() && !"UTF8".equals(encoding.getString(1))) {
                throw new InstallationException(
                        "Cơ sở dữ liệu phải dùng bảng mã UTF8, không phải "
                                + encoding.getString(1));
            }
        } catch (SQLException fault) {
            String reason = String.valueOf(fault.getMessage()).lines().findFirst().orElse("");
            throw new InstallationException(
                    "Không kết nối được cơ sở dữ liệu " + url + ": " + reason, fault);
        }
    }
}
