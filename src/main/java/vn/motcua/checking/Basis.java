package vn.motcua.checking;

/// Where a claim comes from.
public enum Basis {
    /// The place itself states the relation.
    AS_PRINTED,
    /// Two places name the same quantity.
    CROSS_TEXT,
    /// The figures around it obey a relation that nobody wrote down.
    INFERRED;

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
