package vn.motcua.procedure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// How a dossier is filed.
public enum Channel {
    IN_PERSON("Trực tiếp"),
    ONLINE_FULL("Trực tuyến toàn trình"),
    ONLINE_PARTIAL("Trực tuyến một phần"),
    ONLINE_OTHER("Trực tuyến khác"),
    POST("Bưu chính công ích");

    static final Set<Channel> ONLINE =
            java.util.Collections.unmodifiableSet(
                    EnumSet.of(ONLINE_FULL, ONLINE_PARTIAL, ONLINE_OTHER));

    private final String label;

    Channel(String label) {
        this.label = label;
    }

    /// The Vietnamese name shown to people.
    public String label() {
        return label;
    }

    /// The name in JSON and files, such as `in_person`.
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean online() {
        return ONLINE.contains(this);
    }

    public static Optional<Channel> fromCode(String code) {
        return Arrays.stream(values()).filter(channel -> channel.code().equals(code)).findFirst();
    }

    @JsonCreator
    static Channel of(String code) {
        return fromCode(code).orElseThrow(() -> new IllegalArgumentException(code));
    }
}
