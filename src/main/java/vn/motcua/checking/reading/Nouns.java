package vn.motcua.checking.reading;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The things that administrative reports count, each with its spellings.
public final class Nouns {
    private static final Map<String, String> SPELLINGS = spellings();
    private static final Pattern ANY =
            Pattern.compile(
                    "(?<![\\p{L}\\d])(?<!nông )(?<!hợp tác )(?<!một )(?<!thị )(?<!văn )(?<!trưởng )(?<!hộ kinh )(?:"
                            + String.join(
                                    "|",
                                    SPELLINGS.keySet().stream()
                                            .sorted((a, b) -> b.length() - a.length())
                                            .map(Pattern::quote)
                                            .toList())
                            + ")(?![\\p{L}\\d])");

    private Nouns() {}

    private static Map<String, String> spellings() {
        Map<String, String> all = new LinkedHashMap<>();
        add(all, "hồ sơ", "hồ sơ", "bộ hồ sơ", "hs");
        add(
                all,
                "thủ tục",
                "thủ tục hành chính",
                "thủ tục",
                "tthc",
                "dịch vụ công",
                "dvc",
                "dvctt");
        add(all, "văn bản", "văn bản", "vbqppl", "công văn", "vb");
        add(all, "đơn vị sự nghiệp", "đơn vị sự nghiệp", "đvsn", "đvsncl", "đơn vị sncl");
        add(all, "biên chế", "biên chế", "chỉ tiêu biên chế");
        add(all, "lượt", "lượt người", "lượt");
        add(
                all,
                "người",
                "người",
                "người làm việc",
                "cán bộ",
                "công chức",
                "viên chức",
                "cbcc",
                "cbccvc",
                "lao động",
                "học viên",
                "học sinh",
                "giáo viên",
                "đảng viên",
                "đại biểu",
                "thành viên",
                "cá nhân",
                "nhân viên",
                "công dân",
                "lãnh đạo",
                "đồng chí",
                "nhân khẩu");
        add(
                all,
                "đơn vị",
                "đơn vị",
                "cơ quan",
                "cơ quan, đơn vị",
                "phòng",
                "phòng, ban",
                "sở",
                "tổ chức",
                "trường",
                "trường học",
                "ban");
        add(all, "xã", "xã", "phường", "thị trấn", "huyện", "quận", "xã, phường, thị trấn");
        add(all, "thôn", "thôn", "ấp", "bản", "buôn", "bon", "tổ dân phố", "khu phố", "khu dân cư");
        add(all, "nhiệm vụ", "nhiệm vụ");
        add(all, "nội dung", "nội dung");
        add(all, "hoạt động", "hoạt động");
        add(all, "chỉ tiêu", "chỉ tiêu", "nhóm chỉ tiêu");
        add(all, "tiêu chí", "tiêu chí");
        add(all, "lớp", "lớp", "khóa");
        add(all, "hội nghị", "hội nghị", "hội thảo", "buổi", "cuộc", "đợt");
        add(all, "vụ", "vụ", "vụ việc", "trường hợp", "đơn", "vi phạm");
        add(all, "hành vi", "hành vi");
        add(all, "tài khoản", "tài khoản");
        add(all, "doanh nghiệp", "doanh nghiệp", "dn", "hợp tác xã", "htx");
        add(all, "hộ", "hộ", "hộ gia đình", "hộ kinh doanh", "hộ nghèo");
        add(all, "tin bài", "tin, bài", "tin bài", "tin", "bài", "phóng sự", "bài viết");
        add(
                all,
                "ý kiến",
                "ý kiến",
                "lượt ý kiến",
                "ý kiến, kiến nghị",
                "lượt ý kiến, kiến nghị",
                "kiến nghị",
                "phản ánh",
                "phản ánh, kiến nghị",
                "pakn",
                "câu hỏi");
        add(all, "dự án", "dự án", "công trình");
        add(all, "mô hình", "mô hình");
        add(all, "sáng kiến", "sáng kiến", "đề tài", "giải pháp");
        add(
                all,
                "quyết định",
                "quyết định",
                "báo cáo",
                "tờ trình",
                "nghị quyết",
                "kế hoạch",
                "đề án",
                "thông báo");
        add(all, "phiếu", "phiếu");
        add(all, "lĩnh vực", "lĩnh vực");
        add(all, "chữ ký số", "chữ ký số", "chứng thư số", "chữ ký");
        add(all, "thẻ", "thẻ", "cccd", "căn cước");
        add(all, "tổ", "tổ", "đội", "đoàn", "đoàn kiểm tra");
        add(all, "máy", "máy", "máy tính", "thiết bị", "bộ");
        add(all, "sản phẩm", "sản phẩm");
        return all;
    }

    private static void add(Map<String, String> all, String canonical, String... spellings) {
        for (String spelling : spellings) {
            all.put(spelling, canonical);
        }
    }

    /// The noun that opens the text, within its first words; empty when none does.
    public static String opening(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < lower.length() && at < 3 && !Character.isLetterOrDigit(lower.charAt(at))) {
            at++;
        }
        if (lower.startsWith("số ", at)) {
            at += 3;
        } else if (lower.startsWith("bộ ", at) && !lower.startsWith("bộ hồ sơ", at)) {
            at += 3;
        }
        Matcher matcher =
                ANY.matcher(lower)
                        .region(at, lower.length())
                        .useTransparentBounds(true)
                        .useAnchoringBounds(false);
        return matcher.lookingAt() ? canonical(matcher.group()) : "";
    }

    /// The last noun of the text; empty when there is none.
    public static String last(String text) {
        Matcher matcher = ANY.matcher(text.toLowerCase(Locale.ROOT));
        String found = "";
        while (matcher.find()) {
            found = canonical(matcher.group());
        }
        return found;
    }

    /// The first noun of the text; empty when there is none.
    public static String first(String text) {
        Matcher matcher = ANY.matcher(text.toLowerCase(Locale.ROOT));
        return matcher.find() ? canonical(matcher.group()) : "";
    }

    private static String canonical(String spelling) {
        @Nullable String canonical = SPELLINGS.get(spelling);
        return canonical == null ? spelling : canonical;
    }
}
