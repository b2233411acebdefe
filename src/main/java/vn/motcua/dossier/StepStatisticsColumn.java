package vn.motcua.dossier;

import java.util.Arrays;
import java.util.Optional;

/// The counted columns of the step statistics. Each is one condition on a step run as at the close:
/// it both counts the cell and lists the runs behind it.
enum StepStatisticsColumn {
    FINISHED("finished", "Bước đã xong trong kỳ", "ended"),
    LATE("late", "Bước xong trễ hạn", "ended and late"),
    OPEN("open", "Bước đang làm", "open"),
    OPEN_OVERDUE("openOverdue", "Bước đang làm đã quá hạn", "open and due_at < :close");

    private final String field;
    private final String label;
    private final String condition;

    StepStatisticsColumn(String field, String label, String condition) {
        this.field = field;
        this.label = label;
        this.condition = condition;
    }

    String field() {
        return field;
    }

    String label() {
        return label;
    }

    String condition() {
        return condition;
    }

    static Optional<StepStatisticsColumn> of(String field) {
        return Arrays.stream(values()).filter(column -> column.field.equals(field)).findFirst();
    }
}
