package vn.motcua.dossier;

import java.util.Arrays;
import java.util.Optional;

/// How many days a pending dossier is over its due day. One that passed its due moment on the day
/// of the close itself is taken for one day over.
enum OverdueAge {
    ALL("tat-ca", "Tổng số", "true"),
    UP_TO_5("1-5", "1–5 ngày", "days <= 5"),
    UP_TO_15("6-15", "6–15 ngày", "days between 6 and 15"),
    UP_TO_30("16-30", "16–30 ngày", "days between 16 and 30"),
    LONGER("tren-30", "Trên 30 ngày", "days > 30");

    private final String code;
    private final String label;
    private final String condition;

    OverdueAge(String code, String label, String condition) {
        this.code = code;
        this.label = label;
        this.condition = condition;
    }

    String code() {
        return code;
    }

    String label() {
        return label;
    }

    /// The SQL condition on the days over due.
    String condition() {
        return condition;
    }

    static Optional<OverdueAge> of(String code) {
        return Arrays.stream(values()).filter(age -> age.code.equals(code)).findFirst();
    }
}
