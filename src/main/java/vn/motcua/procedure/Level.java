package vn.motcua.procedure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// A level of government that carries a procedure out (cấp thực hiện).
public enum Level {
    MINISTRY("Cấp bộ"),
    PROVINCE("Cấp tỉnh"),
    DISTRICT("Cấp huyện"),
    COMMUNE("Cấp xã"),
    OTHER("Cơ quan khác");

    private final String label;

    Level(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
