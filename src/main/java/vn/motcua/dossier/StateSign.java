package vn.motcua.dossier;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.Vietnamese;

/// A state as people see it: icon, word and colour, with how it stands against its due moment.
record StateSign(String icon, String word, String css) {
    private static final Duration SOON = Duration.ofDays(1);

    static StateSign of(State state, @Nullable Instant due, @Nullable Instant ended, Instant now) {
        return switch (state) {
            case FILED -> new StateSign("◌", "Chờ tiếp nhận", "soon");
            case AWAITING_SUPPLEMENT -> new StateSign("❚❚", "Chờ bổ sung", "waiting");
            case SUSPENDED -> new StateSign("❚❚", "Tạm dừng", "waiting");
            case COMPLETED, RETURNED -> done(state, due, ended);
            case DECLINED, WITHDRAWN, REFUSED, STOPPED -> new StateSign("✕", state.label(), "done");
            case ACCEPTED, PROCESSING -> open(due, now);
        };
    }

    private static StateSign done(State state, @Nullable Instant due, @Nullable Instant ended) {
        String word = state == State.COMPLETED ? "Xong, chờ trả" : "Đã trả kết quả";
        return due != null && ended != null && ended.isAfter(due)
                ? new StateSign("✔", word + " (quá hạn)", "overdue")
                : new StateSign("✔", word, "done");
    }

    private static StateSign open(@Nullable Instant due, Instant now) {
        if (due == null) {
            return new StateSign("●", "Đang xử lý, chưa có hạn", "waiting");
        }
        Duration left = Duration.between(now, due);
        if (left.isNegative()) {
            return new StateSign("▲", "Quá hạn " + Vietnamese.span(left), "overdue");
        }
        return left.compareTo(SOON) < 0
                ? new StateSign("◐", "Sắp đến hạn (còn " + Vietnamese.span(left) + ")", "soon")
                : new StateSign("●", "Đúng hạn (còn " + Vietnamese.span(left) + ")", "on-time");
    }
}
