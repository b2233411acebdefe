package vn.motcua.checking.reading;

/// What kind of quantity a figure is.
public enum Measure {
    COUNT,
    PERCENT,
    MONEY,
    SCORE,
    STEP,
    TIME,
    RANK,
    PHYSICAL
}
