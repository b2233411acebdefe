package vn.motcua.checking.claim;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The words of administrative reports that say which part of a whole a figure counts.
public final class Facets {
    private static final Map<String, Pattern> ALL = new LinkedHashMap<>();
    private static final Set<String> FILLERS =
            new HashSet<>(
                    List.of(
                            ("tổng số lượng các của tại trên địa bàn trong năm tháng đầu kỳ báo cáo hiện nay là được đã và có thuộc"
                                            + " do theo với cho đến từ về việc thời điểm quý này đó như một những hệ thống thông tin"
                                            + " tính lũy kế công tác kết quả toàn huyện tỉnh xã thị trấn phường địa phương ubnd ủy ban"
                                            + " nhân dân cơ quan đơn vị chuyên môn giải quyết xong bao gồm cả trực tiếp phát sinh"
                                            + " nay qua đạt gồm thực hiện hành chính thủ tục tthc dvc dịch vụ hồ sơ văn bản vb số"
                                            + " công lập sự nghiệp đvsn đvsncl người làm việc biên chế tỷ lệ tỉ lệ đang cung cấp ban")
                                    .split(" ")));

    static {
        add("together", "tiếp nhận(?:,| và)? (?:xử lý|giải quyết)");
        add("prior", "kỳ trước|tồn đọng|tồn kỳ|chuyển sang|chuyển kỳ|năm trước chuyển");
        add("inperiod", "trong kỳ|mới tiếp nhận|tiếp nhận mới|nhận mới");
        add(
                "notlate",
                "đúng(?:,| và)? trước hạn|đúng hạn(?:,| và) trước hạn|trước(?: hạn)?(?:,| và)? đúng hạn|đúng và trước hạn|trước và đúng hạn");
        add("early", "trước hạn|sớm hạn");
        add("ontime", "đúng hạn");
        add("late", "quá hạn|trễ hạn|trễ hẹn|chậm hạn|chậm muộn");
        add("intime", "trong hạn|còn hạn|chưa đến hạn");
        add("pending", "đang giải quyết|chưa giải quyết|đang xử lý|chưa xử lý|đang trong thời hạn");
        add("returned", "trả lại|không đủ điều kiện|từ chối");
        add("cancelled", "(?:đã )?hủy|(?:đã )?huỷ|rút hồ sơ|xin rút");
        add("suspended", "tạm dừng|chờ bổ sung|dừng xử lý|yêu cầu bổ sung");
        add("paid", "thanh toán trực tuyến");
        add("full", "toàn trình|mức(?: độ)? 4");
        add("partial", "trực tuyến một phần|mức độ một phần|dịch vụ công một phần|mức(?: độ)? 3");
        add("online", "trực tuyến|qua mạng");
        add("direct", "trực tiếp");
        add("post", "bcci|bưu chính");
        add("resolved", "đã (?:được )?giải quyết|giải quyết xong|đã xử lý|giải quyết");
        add("received", "tiếp nhận|đã nhận");
        add("district", "cấp huyện");
        add("commune", "cấp xã");
        add("province", "cấp tỉnh");
        add("electronic", "hoàn toàn(?: dưới dạng)? điện tử|dạng điện tử");
        add("parallel", "song song");
        add("unsigned", "không ký số|chưa ký số");
        add("signed", "ký số|chữ ký số");
        add("incoming", "văn bản đến|vb đến");
        add("outgoing", "văn bản đi|vb đi|ban hành|phát hành");
        add("planned", "kế hoạch|chỉ tiêu giao|phấn đấu|mục tiêu|dự kiến|đề ra");
        add("assigned", "được giao|(?<!\\p{L})giao(?!\\p{L})");
        add("present", "có mặt|hiện có|đang sử dụng|đã bố trí");
        add("halfself", "một phần chi thường xuyên");
        add(
                "selffund",
                "tự (?:bảo|đảm bảo|bảo đảm|đảm)(?: đảm)?(?: \\d+%)? chi thường xuyên|(?:bảo đảm|đảm bảo) chi thường xuyên(?! .{0,3}nhà nước)");
        add("selfinvest", "chi đầu tư");
        add("statefund", "nhà nước (?:bảo đảm|đảm bảo)|ngân sách (?:bảo đảm|đảm bảo)");
        add("disciplined", "kỷ luật");
        add("recruited", "tuyển dụng");
        add("appointed", "bổ nhiệm");
        add("reduced", "tinh giản|cắt giảm");
        add("contract", "hợp đồng");
        add("digitised", "số hóa|số hoá");
        add("shared", "liên thông");
        add("approved", "phê duyệt");
        add("eligible", "đủ điều kiện cung cấp|đủ điều kiện được cung cấp");
        add("integrated", "tích hợp");
        add("new", "công bố mới|thành lập mới|ban hành mới");
        add("done", "hoàn thành");
        add("checked", "kiểm tra|thanh tra");
        add("reviewed", "rà soát");
        add("education", "giáo dục");
        add("civil", "công chức");
        add("officer", "viên chức");
        add("cadre", "cán bộ");
        add("share", "\\d+\\s*%|tỷ lệ|tỉ lệ");
    }

    private static final Pattern PROPER_NAMES =
            Pattern.compile(
                    "(?:hệ thống|phần mềm|cổng)(?: thông tin| phần mềm| dữ liệu| quản lý| dịch vụ công)*(?: một cửa)?(?: điện tử)? ?(?:giải quyết|tiếp nhận|xử lý)? ?(?:tthc|thủ tục hành chính)?"
                            + "|bộ phận (?:tiếp nhận|tn) ?(?:và|&) ?(?:trả kết quả|tkq)|tn&tkq|bộ phận một cửa|trung tâm (?:phục vụ )?hành chính công|cơ chế một cửa(?:, một cửa liên thông)?");

    private Facets() {}

    private static void add(String name, String pattern) {
        ALL.put(name, Pattern.compile("(?<!\\p{L})(?:" + pattern + ")(?!\\p{L})"));
    }

    /// The facets that a phrase names.
    public static Set<String> of(String phrase) {
        String rest = PROPER_NAMES.matcher(phrase.toLowerCase(Locale.ROOT)).replaceAll(" ");
        Set<String> found = new TreeSet<>();
        for (Map.Entry<String, Pattern> facet : ALL.entrySet()) {
            Matcher matcher = facet.getValue().matcher(rest);
            if (matcher.find()) {
                found.add(facet.getKey());
                if (!facet.getKey().equals("together")) {
                    rest = matcher.replaceAll(" | ");
                }
            }
        }
        return settle(found);
    }

    /// Takes away what the other facets already say.
    public static Set<String> settle(Set<String> named) {
        Set<String> facets = new TreeSet<>(named);
        both(facets, "direct", "online");
        both(facets, "district", "commune");
        if (facets.contains("full") && facets.contains("partial")) {
            facets.remove("full");
            facets.remove("partial");
            facets.add("online");
        } else if (facets.contains("full") || facets.contains("partial")) {
            facets.add("online");
        }
        if (facets.contains("prior")) {
            facets.remove("received");
            facets.remove("inperiod");
        }
        if (facets.contains("online") || facets.contains("direct") || facets.contains("post")) {
            facets.remove("inperiod");
            facets.remove("received");
        }
        if (facets.contains("inperiod")) {
            facets.remove("received");
        }
        boolean judged =
                facets.contains("early")
                        || facets.contains("ontime")
                        || facets.contains("late")
                        || facets.contains("notlate");
        if (judged && !facets.contains("pending")) {
            facets.remove("resolved");
            facets.remove("received");
        }
        if (facets.contains("pending")
                || facets.contains("returned")
                || facets.contains("cancelled")
                || facets.contains("suspended")) {
            facets.remove("resolved");
            facets.remove("received");
        }
        if (facets.contains("resolved")
                && facets.contains("received")
                && !facets.contains("together")) {
            facets.remove("received");
        }
        if (facets.contains("halfself")) {
            facets.remove("selffund");
        }
        if (facets.contains("statefund")) {
            facets.remove("selffund");
        }
        return facets;
    }

    private static void both(Set<String> facets, String one, String other) {
        if (facets.contains(one) && facets.contains(other)) {
            facets.remove(one);
            facets.remove(other);
        }
    }

    /// The telling words of a phrase that are neither facets nor fillers.
    public static Set<String> words(String phrase) {
        String rest = PROPER_NAMES.matcher(phrase.toLowerCase(Locale.ROOT)).replaceAll(" ");
        for (Pattern pattern : ALL.values()) {
            rest = pattern.matcher(rest).replaceAll(" ");
        }
        Set<String> words = new TreeSet<>();
        for (String word : rest.split("[^\\p{L}]+")) {
            if (word.length() > 1 && !FILLERS.contains(word)) {
                words.add(word);
            }
        }
        return words;
    }
}
