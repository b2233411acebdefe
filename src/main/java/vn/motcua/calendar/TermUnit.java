package vn.motcua.calendar;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a term is counted in. In JSON and in the database it is its code, such as `working_days`.
public enum TermUnit {
    WORKING_DAYS("ngày làm việc"),
    DAYS("ngày"),
    HOURS("giờ"),
    MONTHS("tháng");

    private final String label;

    TermUnit(String label) {
        this.label = label;
    }

    /// The Vietnamese name, as it stands after a number.
    public String label() {
        return label;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The unit with this code; empty where there is none.
    public static Optional<TermUnit> ofCode(String code) {
        return Arrays.stream(values()).filter(unit -> unit.code().equals(code)).findFirst();
    }
}
