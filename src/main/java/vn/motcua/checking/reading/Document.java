package vn.motcua.checking.reading;

import java.util.List;

/// A report as it was read: its lines in order, and its tables.
public record Document(String name, List<Line> lines, List<Table> tables) {
    public Document {
        lines = List.copyOf(lines);
        tables = List.copyOf(tables);
    }
}
