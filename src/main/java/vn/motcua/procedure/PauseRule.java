package vn.motcua.procedure;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What a wait for the citizen does to the term.
public enum PauseRule {
    /// The wait does not count; the rest of the term goes on afterwards.
    PAUSE("Không tính thời gian chờ"),
    /// The whole term begins anew when the dossier is complete.
    RESTART("Tính lại từ đầu khi đủ hồ sơ");

    private final String label;

    PauseRule(String label) {
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
