package vn.motcua.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// PostgreSQL refuses to run as root. When we are root, its programs run in a user namespace of
/// their own, or, where the kernel gives none, as the user `nobody`, who is then given the data.
final class Unprivileged {
    private static final int NOBODY = 65534;
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final boolean NAMESPACE = ROOT && succeeds("unshare", "--user", "true");
    private static final boolean NEW_SESSION = succeeds("setsid", "true");

    private Unprivileged() {}

    /// The command as it must be started; in a session of its own, so that Ctrl+C at the terminal
    /// reaches us first and the database last.
    static List<String> command(List<String> plain) {
        List<String> command = new ArrayList<>();
        if (NEW_SESSION) {
            command.add("setsid");
        }
        if (NAMESPACE) {
            command.addAll(List.of("unshare", "--user"));
        } else if (ROOT) {
            command.addAll(
                    List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        command.addAll(plain);
        return command;
    }

    static void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        own(directory);
    }

    /// Gives a file to the user that the database runs as, where that is another than ours.
    static void own(Path path) throws IOException {
        if (ROOT) {
            int owner = NAMESPACE ? 0 : NOBODY;
            Files.setAttribute(path, "unix:uid", owner, LinkOption.NOFOLLOW_LINKS);
            Files.setAttribute(path, "unix:gid", owner, LinkOption.NOFOLLOW_LINKS);
        }
    }

    /// Gives the whole cluster to that user, where it belonged to another: the kernel may allow
    /// user namespaces at one start and refuse them at the next.
    static void adopt(Path cluster) throws IOException {
        if (!ROOT || !Files.exists(cluster)) {
            return;
        }
        int owner = NAMESPACE ? 0 : NOBODY;
        if (owner == (int) Files.getAttribute(cluster, "unix:uid")) {
            return;
        }
        try (var paths = Files.walk(cluster)) {
            for (Path path : paths.toList()) {
                own(path);
            }
        }
    }

    /// Lets that user pass through our directory to its own.
    static void letThrough(Path directory) throws IOException {
        if (ROOT && !NAMESPACE) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        }
    }

    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(command).start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException fault) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
