package vn.motcua.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where a unit stands. Districts end on 30/06/2025 (two tiers of local government since
/// 01/07/2025); history keeps them.
public enum Tier {
    PROVINCE("Cấp tỉnh"),
    DISTRICT("Cấp huyện"),
    COMMUNE("Cấp xã"),
    OFFICE("Cơ quan, phòng ban"),
    SERVICE("Đơn vị sự nghiệp");

    private final String label;

    Tier(String label) {
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
