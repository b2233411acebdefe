package vn.motcua.audit;

import java.util.Map;

/// What the journal's actions are called on its page; an action without a word stands for itself.
final class JournalWords {
    private static final Map<String, String> WORDS =
            Map.ofEntries(
                    Map.entry("account.create", "Thêm tài khoản"),
                    Map.entry("account.update", "Sửa tài khoản"),
                    Map.entry("account.password", "Đổi mật khẩu"),
                    Map.entry("account.password-reset", "Cấp lại mật khẩu"),
                    Map.entry("account.unlock", "Mở khóa tài khoản"),
                    Map.entry("account.act-for", "Chuyển đơn vị làm việc"),
                    Map.entry("account.reach-root", "Giao vai trò ở đơn vị gốc mới"),
                    Map.entry("token.issue", "Cấp mã truy cập"),
                    Map.entry("token.revoke", "Thu hồi mã truy cập"),
                    Map.entry("unit.create", "Thêm đơn vị"),
                    Map.entry("unit.update", "Sửa đơn vị"),
                    Map.entry("unit.end", "Kết thúc hiệu lực đơn vị"),
                    Map.entry("unit.import", "Nhập đơn vị từ tệp"),
                    Map.entry("procedure.create", "Thêm thủ tục"),
                    Map.entry("procedure.revise", "Sửa thủ tục"),
                    Map.entry("procedure.import", "Nhập danh mục thủ tục"),
                    Map.entry("procedure.default-process", "Đặt quy trình mặc định"),
                    Map.entry("calendar.add-day", "Thêm ngày nghỉ, làm bù"),
                    Map.entry("calendar.change-day", "Sửa ngày nghỉ, làm bù"),
                    Map.entry("calendar.remove-day", "Bỏ ngày nghỉ, làm bù"),
                    Map.entry("calendar.set-hours", "Đặt giờ làm việc"),
                    Map.entry("calendar.inherit-hours", "Bỏ giờ làm việc riêng"),
                    Map.entry("dossier.receive", "Nhận hồ sơ"),
                    Map.entry("dossier.accept", "Tiếp nhận hồ sơ trực tuyến"),
                    Map.entry("dossier.decline", "Không tiếp nhận hồ sơ"),
                    Map.entry("dossier.claim", "Nhận việc"),
                    Map.entry("dossier.complete-step", "Hoàn thành bước"),
                    Map.entry("dossier.recall", "Thu hồi bước"),
                    Map.entry("dossier.request-supplement", "Yêu cầu bổ sung"),
                    Map.entry("dossier.receive-supplement", "Nhận bổ sung"),
                    Map.entry("dossier.suspend", "Tạm dừng hồ sơ"),
                    Map.entry("dossier.resume", "Tiếp tục hồ sơ"),
                    Map.entry("dossier.transfer", "Chuyển đơn vị xử lý"),
                    Map.entry("dossier.refuse", "Trả lại hồ sơ"),
                    Map.entry("dossier.withdraw", "Rút hồ sơ"),
                    Map.entry("dossier.stop", "Dừng giải quyết"),
                    Map.entry("dossier.extend", "Gia hạn"),
                    Map.entry("dossier.return-result", "Trả kết quả"),
                    Map.entry("dossier.import", "Nhập hồ sơ từ tệp"));

    private JournalWords() {}

    static String of(String action) {
        return WORDS.getOrDefault(action, action);
    }
}
