package vn.motcua.dossier;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a person may do to a dossier, in the words of the API.
public enum Action {
    ACCEPT("Tiếp nhận", "đã tiếp nhận hồ sơ trực tuyến"),
    DECLINE("Không tiếp nhận", "đã từ chối tiếp nhận"),
    CLAIM("Nhận việc", "đã nhận việc"),
    COMPLETE_STEP("Hoàn thành bước", "đã hoàn thành bước"),
    RECALL("Thu hồi", "đã thu hồi bước vừa chuyển"),
    REQUEST_SUPPLEMENT("Yêu cầu bổ sung", "đã yêu cầu bổ sung giấy tờ"),
    RECEIVE_SUPPLEMENT("Nhận bổ sung", "đã nhận giấy tờ bổ sung"),
    SUSPEND("Tạm dừng", "đã tạm dừng"),
    RESUME("Tiếp tục", "đã cho tiếp tục"),
    TRANSFER("Chuyển đơn vị", "đã chuyển đơn vị xử lý"),
    REFUSE("Trả lại", "đã trả lại vì không đủ điều kiện"),
    WITHDRAW("Rút hồ sơ", "đã ghi nhận việc rút hồ sơ"),
    STOP("Dừng giải quyết", "đã dừng giải quyết"),
    EXTEND("Gia hạn", "đã gia hạn"),
    RETURN_RESULT("Trả kết quả", "đã trả kết quả"),
    CORRECT("Sửa kết thúc nhầm", "đã sửa việc kết thúc nhầm và mở lại hồ sơ");

    private final String label;
    private final String told;

    Action(String label, String told) {
        this.label = label;
        this.told = told;
    }

    /// The imperative on its button.
    public String label() {
        return label;
    }

    /// The past tense of the timeline, to follow a person's name.
    public String told() {
        return told;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether a reason must be given.
    boolean needsNote() {
        return switch (this) {
            case DECLINE,
                    REQUEST_SUPPLEMENT,
                    SUSPEND,
                    TRANSFER,
                    REFUSE,
                    WITHDRAW,
                    STOP,
                    EXTEND,
                    RECALL,
                    CORRECT ->
                    true;
            case ACCEPT, CLAIM, COMPLETE_STEP, RECEIVE_SUPPLEMENT, RESUME, RETURN_RESULT -> false;
        };
    }

    public static Optional<Action> of(String code) {
        return Arrays.stream(values()).filter(action -> action.code().equals(code)).findFirst();
    }
}
