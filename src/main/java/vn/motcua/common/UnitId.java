package vn.motcua.common;

/// Key of a unit: one code within one span of validity.
public record UnitId(long value) {}
