package vn.motcua.dossier;

import java.util.Arrays;
import java.util.Optional;

/// What one row of the step statistics stands for.
enum StepStatisticsGrouping {
    UNIT("unit", "Theo đơn vị thực hiện", "coalesce(p.child_id, :unit)::text", "null::text"),
    OFFICER("officer", "Theo người thực hiện", "coalesce(r.officer, '')", "null::text"),
    PROCEDURE("procedure", "Theo thủ tục", "v.code", "v.name"),
    STEP("step", "Theo bước", "r.name", "r.name"),
    FIELD("field", "Theo lĩnh vực", "v.field", "v.field");

    private final String code;
    private final String label;
    private final String key;
    private final String shown;

    StepStatisticsGrouping(String code, String label, String key, String shown) {
        this.code = code;
        this.label = label;
        this.key = key;
        this.shown = shown;
    }

    String code() {
        return code;
    }

    String label() {
        return label;
    }

    /// The SQL expression that identifies the row; that of units is their key.
    String key() {
        return key;
    }

    /// The SQL expression that names the row; null where it is found by the key.
    String shown() {
        return shown;
    }

    static Optional<StepStatisticsGrouping> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
