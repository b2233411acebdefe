package vn.motcua.calendar;

/// How long something may take.
public record Term(int amount, TermUnit unit) {}
