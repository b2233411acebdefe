package vn.motcua.checking.reading;

/// Where something stands in a report.
///
/// @param at the line, the page, or the cell as `sheet!A1`
/// @param index position among the lines of the document, from 0
public record Place(Kind kind, String at, int index) {
    /// How a format numbers its places.
    public enum Kind {
        LINE("dòng "),
        PAGE("trang "),
        CELL("ô ");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public String shown() {
        return kind.prefix + at;
    }
}
