package vn.motcua.checking.reading;

/// One cell of a table; empty text where a merged cell continues.
public record Cell(Place place, String text) {}
