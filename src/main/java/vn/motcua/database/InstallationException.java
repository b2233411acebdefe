package vn.motcua.database;

/// The installation cannot run as it is; the message is one clear line for the person at the
/// terminal.
public final class InstallationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InstallationException(String line) {
        super(line);
    }

    InstallationException(String line, Throwable cause) {
        super(line, cause);
    }
}
