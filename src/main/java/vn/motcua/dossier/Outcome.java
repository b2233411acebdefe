package vn.motcua.dossier;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// Where a counted dossier stands: exactly one of these at any moment.
public enum Outcome {
    PENDING('p', "Đang giải quyết"),
    SUSPENDED('s', "Tạm dừng"),
    RESOLVED('r', "Đã giải quyết"),
    REFUSED('x', "Trả lại, không đủ điều kiện"),
    WITHDRAWN('w', "Hủy, rút"),
    STOPPED('t', "Dừng giải quyết");

    private final char letter;
    private final String label;

    Outcome(char letter, String label) {
        this.letter = letter;
        this.label = label;
    }

    /// The letter under which it is stored.
    char letter() {
        return letter;
    }

    public String label() {
        return label;
    }

    public boolean ended() {
        return this != PENDING && this != SUSPENDED;
    }

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Outcome> of(String code) {
        return Arrays.stream(values()).filter(outcome -> outcome.code().equals(code)).findFirst();
    }

    static Outcome of(char letter) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.letter == letter)
                .findFirst()
                .orElseThrow();
    }
}
