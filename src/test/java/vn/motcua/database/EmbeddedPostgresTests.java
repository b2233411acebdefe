package vn.motcua.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import vn.motcua.common.InstallationException;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EmbeddedPostgresTests {
    @TempDir static Path data;
    private static EmbeddedPostgres server;

    /// What the orphan test runs in a JVM of its own, which is then killed.
    static final class Child {
        public static void main(String[] args) throws InterruptedException {
            EmbeddedPostgres started = EmbeddedPostgres.start(Path.of(args[0]));
            System.out.println("pid " + started.pid());
            Thread.sleep(600_000);
        }
    }

    @BeforeAll
    static void start() throws SQLException {
        server = EmbeddedPostgres.start(data);
        execute("create table kept (word text)");
        execute("insert into kept values ('Đắk Nông')");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Order(1)
    void isDurableAndAsksForThePassword() throws SQLException {
        assertThat(value("show fsync")).isEqualTo("on");
        assertThat(value("show synchronous_commit")).isEqualTo("on");
        assertThat(value("show full_page_writes")).isEqualTo("on");
        assertThat(value("show data_checksums")).isEqualTo("on");
        assertThat(value("show password_encryption")).isEqualTo("scram-sha-256");
        assertThat(value("show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(
                        value(
                                "select datlocprovider::text || datlocale from pg_database where datname = 'motcua'"))
                .isEqualTo("ivi");
        assertThatThrownBy(() ->
                        DriverManager.getConnection(
                                server.jdbcUrl(), EmbeddedPostgres.USER, "wrong"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        fault -> assertThat(fault.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    @Order(2)
    void doesNotRunAsRootOfOurNamespace() throws IOException {
        Path process = Path.of("/proc", "" + server.pid());
        assertThat(Files.readString(process.resolve("cmdline"))).contains("postgres");
        if ("root".equals(System.getProperty("user.name"))) {
            boolean otherNamespace =
                    !Files.readSymbolicLink(process.resolve("ns/user"))
                            .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/user")));
            boolean otherUser = !Files.readString(process.resolve("status")).contains("Uid:\t0\t");
            assertThat(otherNamespace || otherUser).isTrue();
        }
        assertThat(Files.getPosixFilePermissions(data.resolve("database.secret"))).hasSize(2);
    }

    @Test
    @Order(3)
    void refusesASecondServerOnTheSameDirectory() {
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                .isInstanceOf(InstallationException.class)
                .hasMessage(
                        "Thư mục dữ liệu "
                                + data.toAbsolutePath()
                                + " đang được một Motcua khác sử dụng. Hãy dừng chương trình kia"
                                + " hoặc chọn thư mục khác bằng --data.");
    }

    @Test
    @Order(4)
    void comesBackOnTheSamePortAfterThePostmasterWasKilled() throws Exception {
        String address = server.jdbcUrl();
        long killed = server.pid();
        execute("insert into kept values ('trước khi chết')");
        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        Instant giveUp = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try {
                assertThat(value("select count(*) from kept")).isEqualTo("2");
                break;
            } catch (SQLException notYet) {
                assertThat(Instant.now()).isBefore(giveUp);
                Thread.sleep(100);
            }
        }
        assertThat(server.jdbcUrl()).isEqualTo(address);
        assertThat(server.pid()).isNotEqualTo(killed);
    }

    @Test
    @Order(5)
    void keepsItsDataBetweenStartsAndSaysWhenItsSecretIsWrong() throws Exception {
        server.close();
        Path leftover = Files.createDirectory(data.resolve("programs-new123"));
        server = EmbeddedPostgres.start(data);
        assertThat(value("select word from kept limit 1")).isEqualTo("Đắk Nông");
        assertThat(leftover).doesNotExist();

        server.close();
        Path secret = data.resolve("database.secret");
        String right = Files.readString(secret);
        Files.writeString(secret, "0".repeat(48));
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                .isInstanceOf(InstallationException.class)
                .hasMessageContaining("không phải của cơ sở dữ liệu này");
        Files.delete(secret);
        assertThatThrownBy(() -> EmbeddedPostgres.start(data))
                .isInstanceOf(InstallationException.class)
                .hasMessageContaining("Thiếu tệp " + secret.toAbsolutePath());
        Files.writeString(secret, right);
        server = EmbeddedPostgres.start(data);
        assertThat(value("select count(*) from kept")).isEqualTo("2");
    }

    @Test
    @Order(6)
    void stopsAServerLeftBehindByAKilledJvm() throws Exception {
        server.close();
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Child.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        long orphan;
        try (var lines = jvm.inputReader()) {
            String line = lines.readLine();
            while (line != null && !line.startsWith("pid ")) {
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            orphan = Long.parseLong(line.substring(4));
        }
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(command(orphan)).as("the orphan outlives its JVM").contains("postgres");

        server = EmbeddedPostgres.start(data);

        assertThat(command(orphan)).doesNotContain("postgres");
        assertThat(server.pid()).isNotEqualTo(orphan);
        assertThat(value("select count(*) from kept")).isEqualTo("2");
    }

    private static String command(long pid) {
        try {
            return Files.readString(Path.of("/proc", "" + pid, "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(), EmbeddedPostgres.USER, server.password());
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(String sql) throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement();
                var found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }
}
