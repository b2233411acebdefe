package vn.motcua.dossier;

import java.util.Arrays;
import java.util.Optional;

/// What one row of the statistics stands for.
enum StatisticsGrouping {
    UNIT("unit", "Theo đơn vị tiếp nhận", "unit_id"),
    RESPONSIBLE_UNIT("responsibleUnit", "Theo đơn vị đang xử lý", "responsible_unit_id"),
    PROCEDURE("procedure", "Theo thủ tục", "procedure_version_id"),
    FIELD("field", "Theo lĩnh vực", "procedure_version_id"),
    CHANNEL("channel", "Theo cách nộp", "channel");

    private final String code;
    private final String label;
    private final String key;

    StatisticsGrouping(String code, String label, String key) {
        this.code = code;
        this.label = label;
        this.key = key;
    }

    String code() {
        return code;
    }

    String label() {
        return label;
    }

    /// The SQL column that is grouped by first.
    String key() {
        return key;
    }

    boolean byUnit() {
        return this == UNIT || this == RESPONSIBLE_UNIT;
    }

    static Optional<StatisticsGrouping> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
