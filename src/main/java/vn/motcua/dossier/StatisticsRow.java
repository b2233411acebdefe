package vn.motcua.dossier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;

/// One row of the dossier statistics. Always `total = carriedOver + received = resolved + refused +
/// withdrawn + stopped + pending + suspended`. Rates are percentages to one decimal, half up, null
/// where their base is 0: `onTimeRate` and `lateRate` of the resolved, `onTimeRateWithOverdue` of
/// the resolved and the pending that are overdue.
public record StatisticsRow(
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unit,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String unitName,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,
        long total,
        long carriedOver,
        long received,
        long receivedInPerson,
        long receivedOnline,
        long receivedByPost,
        long resolved,
        long resolvedEarly,
        long resolvedOnTime,
        long resolvedLate,
        long pending,
        long pendingInTime,
        long pendingOverdue,
        long suspended,
        long refused,
        long withdrawn,
        long stopped) {

    static StatisticsRow of(
            @Nullable String unit,
            @Nullable String unitName,
            @Nullable String key,
            @Nullable String name,
            long[] c) {
        return new StatisticsRow(
                unit, unitName, key, name, c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8],
                c[9], c[10], c[11], c[12], c[13], c[14], c[15], c[16]);
    }

    @JsonProperty
    public @Nullable BigDecimal onTimeRate() {
        return Vietnamese.share(resolvedEarly + resolvedOnTime, resolved, 1);
    }

    @JsonProperty
    public @Nullable BigDecimal lateRate() {
        return Vietnamese.share(resolvedLate, resolved, 1);
    }

    @JsonProperty
    public @Nullable BigDecimal onTimeRateWithOverdue() {
        return Vietnamese.share(resolvedEarly + resolvedOnTime, resolved + pendingOverdue, 1);
    }

    /// The count of a column.
    long count(StatisticsColumn column) {
        return switch (column) {
            case TOTAL -> total;
            case CARRIED_OVER -> carriedOver;
            case RECEIVED -> received;
            case RECEIVED_IN_PERSON -> receivedInPerson;
            case RECEIVED_ONLINE -> receivedOnline;
            case RECEIVED_BY_POST -> receivedByPost;
            case RESOLVED -> resolved;
            case RESOLVED_EARLY -> resolvedEarly;
            case RESOLVED_ON_TIME -> resolvedOnTime;
            case RESOLVED_LATE -> resolvedLate;
            case PENDING -> pending;
            case PENDING_IN_TIME -> pendingInTime;
            case PENDING_OVERDUE -> pendingOverdue;
            case SUSPENDED -> suspended;
            case REFUSED -> refused;
            case WITHDRAWN -> withdrawn;
            case STOPPED -> stopped;
        };
    }

    /// What identifies the row: unit code, procedure code, field or channel.
    String rowKey() {
        return unit != null ? unit : key == null ? "" : key;
    }

    String rowName() {
        return unitName != null ? unitName : name == null ? "" : name;
    }
}
