package vn.motcua.dossier;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;

/// One row of the step statistics. Minutes are working minutes as stored when the step ended;
/// shares are used of allowed minutes in percent, of the runs whose process allows a time. All to
/// one decimal, half up, null where there is nothing to take them of.
///
/// @param key a unit's code, a username (empty: nobody has claimed it), a procedure's code, a
///   step's name or a field
public record StepStatisticsRow(
        String key,
        String name,
        long finished,
        long late,
        @Nullable BigDecimal meanMinutes,
        @Nullable BigDecimal p90Minutes,
        @Nullable BigDecimal meanShare,
        @Nullable BigDecimal medianShare,
        @Nullable BigDecimal p90Share,
        long open,
        long openOverdue) {

    /// Late of the finished, in percent.
    @JsonProperty
    public @Nullable BigDecimal lateRate() {
        return Vietnamese.share(late, finished, 1);
    }

    StepStatisticsRow named(String newKey, String newName) {
        return new StepStatisticsRow(
                newKey,
                newName,
                finished,
                late,
                meanMinutes,
                p90Minutes,
                meanShare,
                medianShare,
                p90Share,
                open,
                openOverdue);
    }

    static StepStatisticsRow empty(String key, String name) {
        return new StepStatisticsRow(key, name, 0, 0, null, null, null, null, null, 0, 0);
    }

    long count(StepStatisticsColumn column) {
        return switch (column) {
            case FINISHED -> finished;
            case LATE -> late;
            case OPEN -> open;
            case OPEN_OVERDUE -> openOverdue;
        };
    }
}
