package vn.motcua.calendar;

/// What a term is counted in.
public enum TermUnit {
    WORKING_DAYS,
    DAYS,
    HOURS,
    MONTHS
}
