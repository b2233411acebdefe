package vn.motcua.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
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
}
