package vn.motcua.checking;

/// A file that cannot be checked; the message says why in one line that a person can act on.
public final class UnreadableFile extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    public UnreadableFile(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    public String explanation() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    /// The kinds of refusal, stable for programs.
    public enum Reason {
        MISSING,
        EMPTY,
        ENCRYPTED,
        NO_TEXT,
        DAMAGED,
        TOO_LARGE,
        FALSE_TYPE,
        UNKNOWN_TYPE,
        /// Written in TCVN3 or VNI.
        OLD_ENCODING
    }
}
