package vn.motcua.checking.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One row of a statistical form, with the rows that stand under it.
final class FormRow {
    private final int row;
    private final int[] code;
    private final String label;
    private final String unit;
    private final int shift;
    private final @Nullable FormRow parent;
    private final List<FormRow> coded = new ArrayList<>();
    private final List<FormRow> listed = new ArrayList<>();

    FormRow(int row, int[] code, String label, String unit, int shift, @Nullable FormRow parent) {
        this.row = row;
        this.code = code;
        this.label = label;
        this.unit = unit;
        this.shift = shift;
        this.parent = parent;
    }

    int row() {
        return row;
    }

    int[] code() {
        return code;
    }

    String label() {
        return label;
    }

    String lowerLabel() {
        return label.toLowerCase(Locale.ROOT).replaceFirst("^[-+\\s]+", "").strip();
    }

    String unit() {
        return unit;
    }

    /// How many cells the row was typed too far to the left.
    int shift() {
        return shift;
    }

    @Nullable FormRow parent() {
        return parent;
    }

    /// Rows with a longer code.
    List<FormRow> coded() {
        return coded;
    }

    /// Rows without a code, under "trong đó".
    List<FormRow> listed() {
        return listed;
    }

    boolean isRate() {
        return unit.contains("%")
                || lowerLabel().startsWith("tỷ lệ")
                || lowerLabel().startsWith("tỉ lệ");
    }

    /// "Có = 1; Không = 0": a choice, not a quantity.
    boolean isChoice() {
        return unit.contains("=");
    }
}
