package vn.motcua.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A day that does not follow its weekday.
///
/// @param name the occasion, as it stands after "nghỉ"
/// @param replaces of a make-up day: the day off that it makes up for, whose sessions it works;
///   Monday's where null
/// @param source the document that ordains it
record SpecialDay(
        LocalDate day,
        Kind kind,
        String name,
        @Nullable LocalDate replaces,
        String source,
        Status status,
        int version) {
    enum Kind {
        OFF("Ngày nghỉ"),
        MAKE_UP("Ngày làm bù");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    /// Computed: expected by the law and the lunar calendar while no notice has come.
    enum Status {
        ANNOUNCED("Đã công bố"),
        COMPUTED("Dự kiến");

        private final String label;

        Status(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    boolean off() {
        return kind == Kind.OFF;
    }
}
