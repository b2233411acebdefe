package vn.motcua.dossier;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The states of a dossier with their national numbers 1–10, the outcome that statistics count them
/// under, and the acts that each allows. Căn cứ: danh mục trạng thái hồ sơ trên Cổng Dịch vụ công
/// quốc gia.
public enum State {
    FILED(1, "Mới đăng ký", null, Action.ACCEPT, Action.DECLINE, Action.WITHDRAW),
    ACCEPTED(
            2,
            "Được tiếp nhận",
            Outcome.PENDING,
            Action.CLAIM,
            Action.COMPLETE_STEP,
            Action.REQUEST_SUPPLEMENT,
            Action.SUSPEND,
            Action.TRANSFER,
            Action.REFUSE,
            Action.WITHDRAW,
            Action.STOP,
            Action.EXTEND),
    DECLINED(3, "Không được tiếp nhận", null),
    PROCESSING(
            4,
            "Đang xử lý",
            Outcome.PENDING,
            Action.CLAIM,
            Action.COMPLETE_STEP,
            Action.RECALL,
            Action.REQUEST_SUPPLEMENT,
            Action.SUSPEND,
            Action.TRANSFER,
            Action.REFUSE,
            Action.WITHDRAW,
            Action.STOP,
            Action.EXTEND),
    AWAITING_SUPPLEMENT(
            5,
            "Yêu cầu bổ sung giấy tờ",
            Outcome.SUSPENDED,
            Action.RECEIVE_SUPPLEMENT,
            Action.WITHDRAW,
            Action.STOP),
    SUSPENDED(8, "Tạm dừng xử lý", Outcome.SUSPENDED, Action.RESUME, Action.WITHDRAW, Action.STOP),
    WITHDRAWN(7, "Công dân yêu cầu rút hồ sơ", Outcome.WITHDRAWN, Action.CORRECT),
    REFUSED(8, "Trả lại, không đủ điều kiện", Outcome.REFUSED, Action.CORRECT),
    STOPPED(8, "Dừng xử lý", Outcome.STOPPED, Action.CORRECT),
    COMPLETED(9, "Đã xử lý xong", Outcome.RESOLVED, Action.RETURN_RESULT, Action.CORRECT),
    RETURNED(10, "Đã trả kết quả", Outcome.RESOLVED, Action.CORRECT);

    private final int national;
    private final String label;
    private final @Nullable Outcome outcome;
    private final Set<Action> actions;

    State(int national, String label, @Nullable Outcome outcome, Action... actions) {
        this.national = national;
        this.label = label;
        this.outcome = outcome;
        this.actions = Set.of(actions);
    }

    /// The number of the national portal's list of states.
    public int national() {
        return national;
    }

    public String label() {
        return label;
    }

    /// Empty while the dossier is not accepted: such a one is not counted.
    public Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    boolean allows(Action action) {
        return actions.contains(action);
    }

    Set<Action> actions() {
        return actions;
    }
}
