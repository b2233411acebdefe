package vn.motcua.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.motcua.common.InstallationException;

/// A PostgreSQL of our own: a child process on `DIR/postgres`, durable (fsync on), reached over
/// loopback with SCRAM, never run as root. It is kept between starts. A server left behind by a
/// killed JVM is stopped before ours starts; one that dies under us is started again on the same
/// port.
final class EmbeddedPostgres implements AutoCloseable {
    static final String USER = "motcua";
    static final String DATABASE = "motcua";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration RELAUNCHES = Duration.ofSeconds(20);
    private static final long LARGEST_LOG = 10_000_000;
    private static final String WRONG_PASSWORD = "28P01";

    private final Path directory;
    private final Path binaries;
    private final FileChannel lockChannel;
    private final FileLock lock;
    private final String password;
    private final int port;
    private volatile boolean closing;
    private volatile Process server;

    private EmbeddedPostgres(Path directory, FileChannel lockChannel, FileLock lock)
            throws IOException {
        this.directory = directory;
        this.lockChannel = lockChannel;
        this.lock = lock;
        Unprivileged.letThrough(directory);
        this.binaries = PostgresBinaries.unpack(directory);
        this.password = secret();
        stopOrphan();
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            Unprivileged.adopt(cluster());
        } else {
            initialise();
        }
        turnLog();
        this.port = freePort();
        this.server = launch();
        try {
            awaitReady();
        } catch (RuntimeException fault) {
            closing = true;
            stop(server.toHandle());
            throw fault;
        }
        watch(server);
    }

    /// Starts, or says in one line why it cannot.
    static EmbeddedPostgres start(Path data) {
        Path directory = data.toAbsolutePath().normalize();
        try {
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(
                            directory.resolve("motcua.lock"),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new InstallationException(
                        "Thư mục dữ liệu "
                                + directory
                                + " đang được một Motcua khác sử dụng. Hãy dừng chương trình kia"
                                + " hoặc chọn thư mục khác bằng --data.");
            }
            try {
                return new EmbeddedPostgres(directory, channel, lock);
            } catch (IOException | RuntimeException fault) {
                lock.release();
                channel.close();
                throw fault;
            }
        } catch (IOException fault) {
            throw new InstallationException(
                    "Không dùng được thư mục dữ liệu " + directory + ": " + fault.getMessage(),
                    fault);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
    }

    String password() {
        return password;
    }

    long pid() {
        return server.pid();
    }

    @Override
    public void close() {
        closing = true;
        synchronized (this) {
            stop(server.toHandle());
            try {
                lock.release();
                lockChannel.close();
            } catch (IOException fault) {
                LOG.warn("The lock on the data directory could not be released", fault);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameJvm) {
            return null;
        }
    }

    private Path cluster() {
        return directory.resolve("postgres");
    }

    private String secret() throws IOException {
        Path file = directory.resolve("database.secret");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        if (Files.exists(cluster().resolve("PG_VERSION"))) {
            throw new InstallationException(
                    "Thiếu tệp "
                            + file
                            + " (mật khẩu của cơ sở dữ liệu). Hãy chép lại tệp này từ bản sao lưu.");
        }
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        String made = HexFormat.of().formatHex(random);
        Path fresh = directory.resolve("database.secret.new");
        writePrivately(fresh, made);
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        return made;
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }

    private Path log() {
        return directory.resolve("postgres.log");
    }

    private void turnLog() throws IOException {
        if (Files.exists(log()) && Files.size(log()) > LARGEST_LOG) {
            Files.move(
                    log(),
                    directory.resolve("postgres.log.1"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void initialise() throws IOException {
        Path fresh = directory.resolve("postgres.new");
        PostgresBinaries.remove(fresh);
        Path passwordFile = directory.resolve("initial.secret");
        writePrivately(passwordFile, password);
        Unprivileged.own(passwordFile);
        Unprivileged.makeDirectory(fresh);
        try {
            run(
                    List.of(
                            binaries.resolve("bin/initdb").toString(),
                            "--pgdata=" + fresh,
                            "--username=" + USER,
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=icu",
                            "--icu-locale=vi",
                            "--data-checksums"),
                    "initdb");
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.move(fresh, cluster());
    }

    private Process launch() throws IOException {
        long memoryMb =
                ((com.sun.management.OperatingSystemMXBean)
                                        java.lang.management.ManagementFactory
                                                .getOperatingSystemMXBean())
                                .getTotalMemorySize()
                        / (1024 * 1024);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                binaries.resolve("bin/postgres").toString(),
                                "-D",
                                cluster().toString(),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "port=" + port,
                                "-c",
                                "unix_socket_directories=",
                                "-c",
                                "fsync=on",
                                "-c",
                                "synchronous_commit=on",
                                "-c",
                                "max_connections=100",
                                "-c",
                                "shared_buffers=" + Math.clamp(memoryMb / 8, 128, 2048) + "MB",
                                "-c",
                                "effective_cache_size=" + Math.max(512, memoryMb / 2) + "MB",
                                "-c",
                                "work_mem=32MB",
                                "-c",
                                "maintenance_work_mem=256MB",
                                "-c",
                                "max_wal_size=4GB",
                                "-c",
                                "random_page_cost=1.1",
                                "-c",
                                "jit=off",
                                "-c",
                                "timezone=Asia/Ho_Chi_Minh",
                                "-c",
                                "log_timezone=Asia/Ho_Chi_Minh"));
        ProcessBuilder builder = new ProcessBuilder(Unprivileged.command(command));
        builder.directory(directory.toFile());
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        return builder.start();
    }

    private void awaitReady() {
        long started = System.nanoTime();
        while (!closing && !passed(started, PATIENCE)) {
            if (!server.isAlive()) {
                // Children of a killed postmaster may hold its shared memory for a moment.
                if (passed(started, RELAUNCHES)) {
                    break;
                }
                relaunch();
            }
            try (Connection connection =
                            DriverManager.getConnection(
                                    "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                                    USER,
                                    password);
                    var statement = connection.createStatement()) {
                var found =
                        statement.executeQuery(
                                "select 1 from pg_database where datname = '" + DATABASE + "'");
                if (!found.next()) {
                    statement.execute("create database " + DATABASE);
                }
                return;
            } catch (SQLException fault) {
                if (WRONG_PASSWORD.equals(fault.getSQLState())) {
                    throw new InstallationException(
                            "Mật khẩu trong "
                                    + directory.resolve("database.secret")
                                    + " không phải của cơ sở dữ liệu này. Hãy chép lại tệp này từ"
                                    + " bản sao lưu.",
                            fault);
                }
                pause();
            }
        }
        throw new InstallationException(
                "PostgreSQL không khởi động được" + lastWords() + "; xem " + log());
    }

    private static boolean passed(long started, Duration span) {
        return System.nanoTime() - started > span.toNanos();
    }

    private String lastWords() {
        try {
            return Files.readString(log(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains("FATAL:") || line.contains("PANIC:"))
                    .reduce((earlier, later) -> later)
                    .map(line -> ": " + line.replaceFirst("^.*?(FATAL|PANIC): *", ""))
                    .orElse("");
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void relaunch() {
        try {
            pause();
            server = launch();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private void watch(Process watched) {
        var unused = watched.onExit().thenAccept(ended -> revive());
    }

    private synchronized void revive() {
        if (closing) {
            return;
        }
        LOG.error("PostgreSQL has stopped; it is being started again");
        try {
            stopOrphan();
            server = launch();
            awaitReady();
            watch(server);
            LOG.info("PostgreSQL runs again");
        } catch (IOException | RuntimeException fault) {
            if (!closing) {
                LOG.error("PostgreSQL could not be started again", fault);
            }
        }
    }

    private void stopOrphan() throws IOException {
        Path pidFile = cluster().resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
        if (lines.isEmpty()) {
            return;
        }
        try {
            long pid = Long.parseLong(lines.getFirst().strip());
            Optional<ProcessHandle> left = ProcessHandle.of(pid).filter(this::isOurServer);
            if (left.isPresent()) {
                LOG.info("A PostgreSQL left behind (process {}) is being stopped", pid);
                stop(left.get());
            }
        } catch (NumberFormatException unreadable) {
            LOG.warn("postmaster.pid could not be read; PostgreSQL will decide");
        }
    }

    private boolean isOurServer(ProcessHandle process) {
        try {
            String line =
                    new String(
                                    Files.readAllBytes(
                                            Path.of("/proc", "" + process.pid(), "cmdline")),
                                    StandardCharsets.UTF_8)
                            .replace('\0', ' ');
            return line.contains("postgres") && line.contains(cluster().toString());
        } catch (IOException noProc) {
            return process.info()
                    .commandLine()
                    .map(line -> line.contains("postgres"))
                    .orElse(false);
        }
    }

    private void stop(ProcessHandle process) {
        if (!process.isAlive()) {
            return;
        }
        signal(process, "INT");
        if (!ended(process, 30)) {
            signal(process, "QUIT");
            if (!ended(process, 10)) {
                process.destroyForcibly();
                ended(process, 10);
            }
        }
    }

    private static void signal(ProcessHandle process, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
        } catch (IOException fault) {
            process.destroy();
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean ended(ProcessHandle process, int seconds) {
        long started = System.nanoTime();
        while (process.isAlive() && !dead(process)) {
            if (passed(started, Duration.ofSeconds(seconds))) {
                return false;
            }
            pause();
        }
        return true;
    }

    /// A process that nobody has waited for yet still counts as alive for the JVM.
    private static boolean dead(ProcessHandle process) {
        try {
            String stat =
                    Files.readString(
                            Path.of("/proc", "" + process.pid(), "stat"),
                            StandardCharsets.ISO_8859_1);
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException noProc) {
            return false;
        }
    }

    private static void run(List<String> command, String what) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Unprivileged.command(command));
        builder.environment().put("LC_ALL", "C.UTF-8");
        builder.redirectErrorStream(true);
        Process process = builder.start();
        String output;
        try (InputStream in = process.getInputStream()) {
            output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new InstallationException(what + " không chạy được: " + output.strip());
            }
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new InstallationException(what + " bị ngắt", fault);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            throw new InstallationException("bị ngắt khi chờ PostgreSQL", fault);
        }
    }

    static String platform() {
        String os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String arch = System.getProperty("os.arch", "");
        String system = os.contains("mac") ? "darwin" : "linux";
        String machine =
                switch (arch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> arch;
                };
        return system + "-" + machine;
    }
}
