package vn.motcua.checking.reading;

import java.util.List;

/// A table as a grid: merged cells have their text at the first position and are empty elsewhere.
public record Table(String title, List<List<Cell>> rows) {
    public Table {
        rows = rows.stream().map(List::copyOf).toList();
    }

    public int width() {
        return rows.stream().mapToInt(List::size).max().orElse(0);
    }

    public String text(int row, int column) {
        List<Cell> cells = rows.get(row);
        return column < cells.size() ? cells.get(column).text() : "";
    }

    public Place place(int row, int column) {
        List<Cell> cells = rows.get(row);
        return cells.get(Math.min(column, cells.size() - 1)).place();
    }
}
