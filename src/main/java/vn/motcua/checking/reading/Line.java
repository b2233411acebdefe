package vn.motcua.checking.reading;

/// One line of the report, in NFC; `table` when it belongs to a table.
public record Line(Place place, String text, boolean table) {}
