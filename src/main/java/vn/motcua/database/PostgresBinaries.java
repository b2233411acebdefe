package vn.motcua.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
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

/// The programs of PostgreSQL (initdb, pg_ctl, postgres), unpacked once beside the data.
final class PostgresBinaries {
    private PostgresBinaries() {}

    /// The directory that holds `bin/` and `lib/`, complete: it is named by the digest of the
    /// archive and moved into place only when all of it is written.
    static Path unpack(Path data) throws IOException {
        String resource = "/postgres-" + EmbeddedPostgres.platform() + ".txz";
        Path ready = data.resolve("programs-" + digest(resource));
        if (Files.isDirectory(ready)) {
            return ready;
        }
        Path fresh = Files.createTempDirectory(data, "programs-new");
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
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
        removeOlder(data, ready);
        Files.move(fresh, ready, StandardCopyOption.ATOMIC_MOVE);
        return ready;
    }

    private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("entry outside the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Path parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static void removeOlder(Path data, Path ready) throws IOException {
        try (var others = Files.newDirectoryStream(data, "programs-????????????????")) {
            for (Path other : others) {
                if (!other.equals(ready)) {
                    try (var paths = Files.walk(other)) {
                        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                            Files.delete(path);
                        }
                    }
                }
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
