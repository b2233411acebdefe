package vn.motcua.identity;

/// What a person may do, on a unit and everything under it.
public enum Role {
    ADMINISTRATOR("Quản trị"),
    COUNTER("Tiếp nhận và trả kết quả"),
    HANDLER("Xử lý"),
    APPROVER("Lãnh đạo duyệt"),
    CLERK("Văn thư"),
    REPORTER("Tổng hợp, báo cáo"),
    APPRAISER("Thẩm định"),
    MONITOR("Giám sát (chỉ xem)");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    /// The Vietnamese name shown to people.
    public String label() {
        return label;
    }
}
