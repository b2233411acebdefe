package vn.motcua.dossier;

import java.util.Arrays;
import java.util.Optional;

/// The columns of the dossier statistics. Each is one condition on where a dossier stands at the
/// close: it both counts the cell and lists the dossiers behind it. `accepted_at`, `due_at`,
/// `channel` and `status` (the letter of `dossier.status_letter`) are as at the close; `:from` is
/// the first moment of the period, `:close` the moment up to which it is known.
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
    RESOLVED("resolved", "Đã giải quyết", "status in ('e', 'o', 'l')"),
    RESOLVED_EARLY("resolvedEarly", "Giải quyết trước hạn", "status = 'e'"),
    RESOLVED_ON_TIME("resolvedOnTime", "Giải quyết đúng hạn", "status = 'o'"),
    RESOLVED_LATE("resolvedLate", "Giải quyết quá hạn", "status = 'l'"),
    PENDING("pending", "Chưa giải quyết", "status = 'p'"),
    PENDING_IN_TIME(
            "pendingInTime",
            "Chưa giải quyết, trong hạn",
            "status = 'p' and (due_at is null or due_at >= :close)"),
    PENDING_OVERDUE(
            "pendingOverdue", "Chưa giải quyết, quá hạn", "status = 'p' and due_at < :close"),
    SUSPENDED("suspended", "Đang tạm dừng", "status = 's'"),
    REFUSED("refused", "Trả lại, không đủ điều kiện", "status = 'x'"),
    WITHDRAWN("withdrawn", "Hủy, rút", "status = 'w'"),
    STOPPED("stopped", "Dừng giải quyết", "status = 't'");

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

    static Optional<StatisticsColumn> of(String field) {
        return Arrays.stream(values()).filter(column -> column.field.equals(field)).findFirst();
    }
}
