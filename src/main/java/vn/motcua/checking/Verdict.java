package vn.motcua.checking;

/// What the arithmetic says of a claim.
public enum Verdict {
    OK("đúng"),
    ROUNDING("làm tròn"),
    SUSPECT("nghi vấn"),
    WRONG("sai");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
