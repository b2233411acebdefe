package vn.motcua.figure;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that waits for a person.
///
/// @param path where it is opened
/// @param what what it is about
/// @param who whom it concerns
/// @param step where it is in its course, such as `2/4 Thẩm định`
/// @param usedShare working time used of that allowed for the step, in percent; null where unknown
/// @param dueAt when this person must be done
/// @param mine claimed by this person, not only by the role
/// @param action label of the likeliest act
/// @param now how it stands against its due moment, in words, such as `quá hạn 2 ngày`
public record WorkItem(
        Group group,
        String path,
        String code,
        String what,
        String who,
        String step,
        @Nullable Integer usedShare,
        @Nullable Instant dueAt,
        boolean mine,
        String action,
        String now) {
    /// Most urgent first.
    public enum Group {
        OVERDUE("Quá hạn"),
        TODAY("Hôm nay"),
        COMING("Sắp tới"),
        WAITING("Chờ người khác");

        private final String label;

        Group(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }
}
