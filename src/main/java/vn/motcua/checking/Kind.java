package vn.motcua.checking;

/// What a claim relates; the name in lower case is the one of the public interface.
public enum Kind {
    RATIO("tỷ lệ"),
    SHARE("tỷ trọng"),
    SUM("tổng các phần"),
    ROW_TOTAL("tổng hàng"),
    COLUMN_TOTAL("tổng cột"),
    BALANCE("cân đối"),
    BOUND("giới hạn"),
    DIFFERENCE("chênh lệch"),
    RANKING("xếp hạng"),
    LIST_COUNT("số mục liệt kê"),
    SCORE_RULE("chấm điểm"),
    CROSS_CHECK("đối chiếu"),
    UNIT("đơn vị tính"),
    WORDS("số và chữ");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
