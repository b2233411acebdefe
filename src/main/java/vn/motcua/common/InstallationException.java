package vn.motcua.common;

/// The installation cannot run as it is; the message is one clear line for the person at the
/// terminal.
public final class InstallationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InstallationException(String line) {
        super(line);
    }

    public InstallationException(String line, Throwable cause) {
        super(line, cause);
    }
}
