package vn.motcua.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;
import vn.motcua.common.InstallationException;

/// The programs of PostgreSQL (initdb, pg_ctl, postgres), unpacked once beside the data.
final class PostgresBinaries {
    private PostgresBinaries() {}

    /// The directory that holds `bin/` and `lib/`, complete: it is named by the digest of the
    /// archive and moved into place only when all of it is written.
    static Path unpack(Path data) throws IOException {
        String resource = "/postgres-" + EmbeddedPostgres.platform() + ".txz";
        Path ready = data.resolve("programs-" + digest(resource));
        removeOthers(data, ready);
        if (Files.isDirectory(ready)) {
            return ready;
        }
        Path fresh = Files.createTempDirectory(data, "programs-new");
        try {
            unpack(resource, fresh);
            Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException | RuntimeException fault) {
            remove(fresh);
            throw fault;
        }
        return ready;
    }

    private static void unpack(String resource, Path fresh) throws IOException {
        openToAll(fresh, true);
        try (InputStream raw = open(resource);
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(
                                new XZInputStream(new BufferedInputStream(raw)))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                write(tar, entry, fresh);
            }
        }
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        makeDirectories(root, entry.isDirectory() ? target : target.resolveSibling("."));
        if (entry.isDirectory()) {
            return;
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        openToAll(target, (entry.getMode() & 0100) != 0);
    }

    private static void makeDirectories(Path root, Path wanted) throws IOException {
        Path at = root;
        for (Path step : root.relativize(wanted.normalize())) {
            at = at.resolve(step);
            if (!Files.isDirectory(at)) {
                Files.createDirectory(at);
                openToAll(at, true);
            }
        }
    }

    /// The user that the database runs as may be another than ours, whatever our umask is.
    private static void openToAll(Path path, boolean executable) throws IOException {
        Files.setPosixFilePermissions(
                path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    /// Programs of other versions, and what a start that was killed half-way has left.
    private static void removeOthers(Path data, Path ready) throws IOException {
        try (var others = Files.newDirectoryStream(data, "programs-*")) {
            for (Path other : others) {
                if (!other.equals(ready)) {
                    remove(other);
                }
            }
        }
    }

    static void remove(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (var paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String digest(String resource) throws IOException {
        try (DigestInputStream in =
                new DigestInputStream(open(resource), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static InputStream open(String resource) {
        InputStream in = PostgresBinaries.class.getResourceAsStream(resource);
        if (in == null) {
            throw new InstallationException(
                    "Bản dựng này không có PostgreSQL cho "
                            + EmbeddedPostgres.platform()
                            + "; hãy dùng --database-url.");
        }
        return in;
    }
}
