package vn.motcua.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// @param data directory of the installation: embedded database and stored files
/// @param databaseUrl JDBC URL of a server to use instead of the embedded one
@ConfigurationProperties("motcua")
record DatabaseSettings(
        @Nullable Path data,
        @Nullable String databaseUrl,
        @Nullable String databaseUser,
        @Nullable String databasePassword,
        @Nullable Integer connections) {
    Path dataOrDefault() {
        return data == null ? Path.of("data") : data;
    }

    int connectionsOrDefault() {
        return connections == null ? 16 : connections;
    }
}
