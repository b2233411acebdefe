package vn.motcua.procedure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// How far a procedure can be done online; unknown where nobody has said so.
public enum OnlineLevel {
    UNKNOWN("Cần xác định"),
    NONE("Chưa cung cấp trực tuyến"),
    PARTIAL("Trực tuyến một phần"),
    FULL("Trực tuyến toàn trình");

    private final String label;

    OnlineLevel(String label) {
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
