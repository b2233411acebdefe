package vn.motcua.dossier;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The columns of the dossier statistics. Each is one condition on where a dossier stands at the
/// close: it both counts the cell and lists the dossiers behind it. `accepted_at`, `due_at`,
/// `ended_at`, `channel` and `status` (the letter of `dossier.status_letter`) are as last known;
/// what ended at `:until` or later was pending at the close. `:from` is the first moment of the
/// period, `:until` the first after it, `:close` the moment up to which it is known.
enum StatisticsColumn {
    TOTAL("total", "Tổng số hồ sơ", "true"),
    CARRIED_OVER("carriedOver", "Từ kỳ trước chuyển sang", "accepted_at < :from"),
    RECEIVED("received", "Tiếp nhận trong kỳ", "accepted_at >= :from"),
    RECEIVED_IN_PERSON(
            "receivedInPerson", "Tiếp nhận trực tiếp", "accepted_at >= :from and channel = 'i'"),
    RECEIVED_ONLINE(
            "receivedOnline",
            "Tiếp nhận trực tuyến",
            "accepted_at >= :from and channel in ('f', 'p', 'o')"),
    RECEIVED_BY_POST(
            "receivedByPost", "Tiếp nhận qua bưu chính", "accepted_at >= :from and channel = 'b'"),
    RESOLVED("resolved", "Đã giải quyết", "status in ('e', 'o', 'l') and ended_at < :until"),
    RESOLVED_EARLY("resolvedEarly", "Giải quyết trước hạn", "status = 'e' and ended_at < :until"),
    RESOLVED_ON_TIME("resolvedOnTime", "Giải quyết đúng hạn", "status = 'o' and ended_at < :until"),
    RESOLVED_LATE("resolvedLate", "Giải quyết quá hạn", "status = 'l' and ended_at < :until"),
    PENDING("pending", "Chưa giải quyết", "(status = 'p' or ended_at >= :until)"),
    PENDING_IN_TIME(
            "pendingInTime",
            "Chưa giải quyết, trong hạn",
            "(status = 'p' or ended_at >= :until) and (due_at is null or due_at >= :close)"),
    PENDING_OVERDUE(
            "pendingOverdue",
            "Chưa giải quyết, quá hạn",
            "(status = 'p' or ended_at >= :until) and due_at < :close"),
    SUSPENDED("suspended", "Đang tạm dừng", "status = 's'"),
    REFUSED("refused", "Trả lại, không đủ điều kiện", "status = 'x' and ended_at < :until"),
    WITHDRAWN("withdrawn", "Hủy, rút", "status = 'w' and ended_at < :until"),
    STOPPED("stopped", "Dừng giải quyết", "status = 't' and ended_at < :until");

    private final String field;
    private final String label;
    private final String condition;

    StatisticsColumn(String field, String label, String condition) {
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

    /// The columns that add up to this one, where it is not counted by itself.
    List<StatisticsColumn> parts() {
        return switch (this) {
            case RECEIVED -> List.of(RECEIVED_IN_PERSON, RECEIVED_ONLINE, RECEIVED_BY_POST);
            case RESOLVED -> List.of(RESOLVED_EARLY, RESOLVED_ON_TIME, RESOLVED_LATE);
            case PENDING -> List.of(PENDING_IN_TIME, PENDING_OVERDUE);
            default -> List.of();
        };
    }

    static Optional<StatisticsColumn> of(String field) {
        return Arrays.stream(values()).filter(column -> column.field.equals(field)).findFirst();
    }
}
