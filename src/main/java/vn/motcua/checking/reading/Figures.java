package vn.motcua.checking.reading;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the figures of a text and leaves out what only looks like one: dates, numbers of
/// documents, articles of law, telephone numbers, codes and numbering.
public final class Figures {
    private static final String YEAR = "(?:19|20)\\d{2}";
    private static final Pattern NUMBER =
            Pattern.compile(
                    "\\d{1,3}(?:\\.\\d{3})+,\\d+|\\d{1,3}(?:,\\d{3})+\\.\\d+|\\d{1,3}(?:\\.\\d{3}){2,}"
                            + "|\\d{1,3}(?:,\\d{3}){2,}|\\d+(?:[.,]\\d+)?");
    private static final int AROUND = 64;
    private static final Pattern ADDRESS =
            Pattern.compile("https?://\\S+|www\\.\\S+|\\S+@\\S+\\.\\S+");
    private static final List<Pattern> NOT_FIGURES =
            List.of(
                    exact("\\[?footnoteRef:\\d+\\]?|\\[\\d+:|\\[\\d+\\]|\\[\\^\\d+\\]:?"),
                    exact("(?<!\\d)\\d{1,2}\\s?[/.-]\\s?\\d{1,2}\\s?[/.-]\\s?" + YEAR + "(?!\\d)"),
                    exact("(?<![\\d.,])" + YEAR + "\\s*[-–/]\\s*" + YEAR + "(?![\\d.,]*\\d)"),
                    exact("(?<![\\d.,/])(?:0?[1-9]|1[0-2])\\s?/\\s?" + YEAR + "(?!\\d|[.,]\\d|/)"),
                    exact(
                            "\\d+[a-z]?(?:\\s?/\\s?\\d{2,4})?\\s?/\\s?[A-ZĐ][\\p{L}\\d&.]*(?:\\s?[-–]\\s?[A-ZĐ][\\p{L}\\d&.]*)*"),
                    exact("\\d+\\s?[-–]\\s?[A-ZĐ]{1,4}\\s?/\\s?[A-ZĐ]{2,}"),
                    exact(
                            "(?<![\\d.,])0\\d{1,3}[. -]?\\d{3}[. -]?\\d{3,4}(?:[. -]?\\d{2,3})?(?![\\d,])"),
                    exact("(?<![\\d.,])\\d\\.\\d{6}(?:\\.\\d+)*(?![\\d])"),
                    exact(
                            "[A-Z]\\d{2}(?:\\.\\d+)*-\\d{6}-\\d+|\\d{3}\\.\\d{2}\\.\\d{2}\\.[A-Z]\\d+"),
                    exact("(?<!\\d)1[89]00[ .]?\\d{4,6}(?!\\d)"),
                    exact("(?<=[A-Za-zĐ])\\d+[\\d.]*(?![\\d])|[A-Z]{1,5}[-_]\\d+[\\d.-]*"),
                    exact("(?m)^[\\s*_>#+-]*\\(?\\d{1,2}(?:\\.\\d{1,2})*[.)](?!\\d)\\s*"),
                    exact("(?m)^[\\s*_>#+-]*\\d{1,2}(?:\\.\\d{1,2})+\\.?\\s+(?=[*_]*[A-ZĐÀ-Ỹ])"),
                    exact("(?:(?<=[;:.,]\\s)|(?<=[;:.(]))\\(\\d{1,2}\\)(?=\\s*\\p{L})"),
                    exact("(?<=[;:.]\\s)\\d{1,2}(?:\\.\\d{1,2})*[.)]\\s+(?=\\p{Lu})"),
                    exact("[“\"'‘](?:\\d{1,2}\\s+[\\p{L} ]+[,;]?\\s*(?:và\\s+)?)+[”\"'’]"));
    private static final List<Pattern> NOT_FIGURES_IN_LOWER_CASE =
            List.of(
                    any("ngày\\s+\\d{1,2}\\s+tháng\\s+\\d{1,2}(?:\\s+năm\\s+\\d{4})?"),
                    any("\\d{1,2}\\s+tháng\\s+\\d{1,2}\\s+năm\\s+\\d{4}"),
                    any(
                            "(?:ngày|từ|đến|trước|sau|kể từ|hết)\\s+(?:ngày\\s+)?\\d{1,2}\\s?/\\s?\\d{1,2}(?:/\\d{4})?"
                                    + "(?:\\s?[-–]\\s?\\d{1,2}/\\d{1,2}(?:/\\d{4})?)?(?![\\d./,]*\\d)(?!\\s*(?:hồ sơ|đơn vị|xã|cơ quan|nhiệm vụ|người|tthc|thủ tục|văn bản))"),
                    any(
                            "ngày\\s+\\d{1,2}(?!\\d|[.,]\\d)(?:\\s*(?:,|và|-|đến)\\s*\\d{1,2}\\s?/\\s?\\d{1,2})?"),
                    any(
                            "(?:tháng|quý)\\s+(?:\\d{1,2}|[IVX]+)(?:\\s?/\\s?\\d{4})?(?![\\d.,]*\\d)(?:\\s*[-–]\\s*\\d{1,2}(?:/\\d{4})?(?!\\d))?"),
                    any("năm\\s+(?:học\\s+)?" + YEAR + "(?:\\s*(?:[-–,]|và)\\s*" + YEAR + ")*"),
                    any(
                            "(?:giai đoạn|nhiệm kỳ|thời kỳ|kỳ|niên khóa)\\s+\\d{4}(?:\\s*[-–]\\s*\\d{4})?"),
                    any("\\d{1,2}\\s?(?:h|giờ)\\s?\\d{1,2}(?:\\s?phút)?|24/24|24/7"),
                    any(
                            "(?:điều|khoản|mục|tiểu mục|chương|phụ lục|biểu|biểu mẫu|mẫu|bảng|hình|mẫu số|biểu số|trang|quốc lộ|tỉnh lộ|đường)"
                                    + "\\s+(?:số\\s+)?\\d+(?:[./]\\d+)*[a-zđ]?(?:\\s*(?:,|và)\\s*\\d+(?=\\s*[,;.)]|\\s+(?:điều|luật|nghị|của)))*(?![\\d,]*\\d)"),
                    any(
                            "(?:mức độ|cấp độ|mức)\\s+\\d(?![\\d.,]*\\d)(?:\\s*(?:,|và|-|/)\\s*(?:mức độ\\s+|mức\\s+)?\\d(?![\\d.,]*\\d))*"),
                    any("iso(?:/\\p{L}+)?\\s*\\d{3,5}(?:\\s?[-:]\\s?\\d{4})?|tcvn\\s*[\\d:-]+"),
                    any(
                            "(?:điện thoại|đt|sđt|hotline|fax|tổng đài)\\s*:?\\s*(?:số\\s*)?[\\d. -]{3,}"));
    private static final Pattern NAMED =
            Pattern.compile(
                    "(?<![\\p{L}])(?:quyết định|nghị định|nghị quyết|thông tư|kế hoạch|công văn|báo cáo|chỉ thị|đề án|thông báo"
                            + "|kết luận|tờ trình|chương trình|hướng dẫn|luật|văn bản|giấy mời|quy chế|đoàn kiểm tra|đoàn|tổ|nhóm|thôn|buôn|ấp|tổ dân phố"
                            + "|khu phố|khu|lớp|bước|lần|đợt|vòng|khóa|khoá|hạng|loại|tiêu chí|phường|quận|số|kỳ|lần thứ|thứ|phụ lục|câu|giải|phần)"
                            + "\\s+(?:số\\s*:?\\s*)?(\\d+(?:[.,/-]\\d+)*)");
    private static final Pattern RANK =
            Pattern.compile(
                    "(?:xếp thứ|đứng thứ|xếp hạng|vị trí thứ|vị trí|thứ hạng|thứ|hạng)\\s+(\\d{1,3})(?:\\s?/\\s?(\\d{1,3}))?");
    private static final Pattern FRACTION_BAR = Pattern.compile("\\s?/\\s?(?:tổng số\\s+)?");
    private static final Map<String, BigDecimal> SCALES =
            Map.of(
                    "tỷ", BigDecimal.valueOf(1_000_000_000L),
                    "tỉ", BigDecimal.valueOf(1_000_000_000L),
                    "triệu", BigDecimal.valueOf(1_000_000L),
                    "nghìn", BigDecimal.valueOf(1_000L),
                    "ngàn", BigDecimal.valueOf(1_000L),
                    "tr.đ", BigDecimal.valueOf(1_000_000L),
                    "trđ", BigDecimal.valueOf(1_000_000L));
    private static final Pattern AFTER_SCALE =
            Pattern.compile(
                    "^\\s*(tỷ|tỉ|triệu|nghìn|ngàn|tr\\.đ|trđ)(?![\\p{L}])\\s*(đồng|đ|vnđ|vnd)?(?![\\p{L}])");
    private static final Pattern AFTER_DONG =
            Pattern.compile("^\\s*(?:đồng|đ|vnđ|vnd)(?![\\p{L}])");
    private static final Pattern AFTER_PERCENT = Pattern.compile("^[\\s*_]*(?:%|phần trăm)");
    private static final Pattern AFTER_SCORE =
            Pattern.compile(
                    "^\\s*điểm(?![\\p{L}])(?!\\s*(?:cầu|nóng|du lịch|bưu|trường|thi|dân cư|tiếp|đen|phần trăm|truy cập|bán|phục vụ|giao dịch))");
    private static final Pattern AFTER_STEP =
            Pattern.compile("^\\s*(?:bậc|hạng|thứ bậc|điểm phần trăm|điểm %)(?![\\p{L}])");
    private static final Pattern AFTER_TIME =
            Pattern.compile("^\\s*(?:ngày|giờ|phút|tháng|năm|tuần|quý|giây|tuổi)(?![\\p{L}])");
    private static final Pattern AFTER_PHYSICAL =
            Pattern.compile(
                    "^\\s*(?:km|ha|m2|m²|m3|m³|kg|tấn|tạ|mét|m|lít|kwh|mbps|gb|mb|tb)(?![\\p{L}\\d])");
    private static final Pattern HEDGED =
            Pattern.compile(
                    "(gần|khoảng|khoản|xấp xỉ|độ chừng|ước khoảng|~|≈|trên|hơn|tối thiểu|ít nhất|>|≥|vượt|từ|dưới|không quá|tối đa|<|≤)\\s*[=]?\\s*[*_]*$");
    private static final Pattern FLOORED =
            Pattern.compile("^\\s*%?[\\s\\p{L}]{0,25}?trở (lên|xuống)");
    private static final Pattern WORD_FIGURE =
            Pattern.compile(
                    "(?<![\\p{L}])((?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)(?:\\s+(?:mươi|mốt|một|hai|ba|bốn|lăm|sáu|bảy|tám|chín))*)"
                            + "(?=\\s+(?:hồ sơ|đơn vị|cơ quan|xã|phường|thị trấn|nhiệm vụ|nội dung|lớp|hội nghị|cuộc|người|thủ tục|tthc|văn bản|mô hình|sáng kiến|công chức|viên chức|cán bộ|huyện|thôn|nhóm)(?![\\p{L}]))");

    private Figures() {}

    private static Pattern exact(String regex) {
        return Pattern.compile(regex);
    }

    /// Matched against the text in lower case.
    private static Pattern any(String regex) {
        return Pattern.compile("(?<![\\p{L}])(?:" + regex.replace("IVX", "ivx") + ")");
    }

    private static String lower(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = Character.toLowerCase(chars[i]);
        }
        return new String(chars);
    }

    public static List<Figure> in(String text) {
        String lower = lower(text);
        List<Raw> raws = new ArrayList<>();
        List<int[]> windows = windows(text);
        BitSet taken = windows.isEmpty() ? new BitSet() : masked(text, lower, windows);
        if (!windows.isEmpty()) {
            ranks(lower, taken, raws);
            Matcher matcher = NUMBER.matcher(text);
            while (matcher.find()) {
                int start = matcher.start();
                int end = matcher.end();
                if (!taken.get(start)
                        && !taken.get(end - 1)
                        && !touchesLetters(lower, start, end)) {
                    raws.add(new Raw(start, end, false, null));
                }
            }
        }
        Matcher words = WORD_FIGURE.matcher(lower);
        while (words.find()) {
            Optional<BigDecimal> value = NumberWords.parse(words.group(1));
            if (value.isPresent()
                    && !taken.get(words.start(1))
                    && !namesYear(lower, words.start(1), words.group(1))) {
                raws.add(new Raw(words.start(1), words.end(1), false, value.get()));
            }
        }
        if (raws.isEmpty()) {
            return List.of();
        }
        raws.sort((one, other) -> one.start - other.start);
        return figures(text, lower, raws);
    }

    /// The stretches of text around digits, outside which no number can stand.
    private static List<int[]> windows(String text) {
        List<int[]> windows = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                continue;
            }
            int from = Math.max(0, i - AROUND);
            int to = Math.min(text.length(), i + AROUND);
            if (!windows.isEmpty() && windows.getLast()[1] >= from) {
                windows.getLast()[1] = to;
            } else {
                windows.add(new int[] {from, to});
            }
        }
        return windows;
    }

    private static boolean namesYear(String text, int start, String word) {
        return word.equals("năm") && !text.substring(Math.max(0, start - 1), start).equals("(");
    }

    private static void ranks(String text, BitSet taken, List<Raw> raws) {
        Matcher rank = RANK.matcher(text);
        while (rank.find()) {
            if (rank.group(2) != null && !taken.get(rank.start(1))) {
                raws.add(new Raw(rank.start(1), rank.end(1), true, null));
                raws.add(new Raw(rank.start(2), rank.end(2), true, null));
                taken.set(rank.start(), rank.end());
            }
        }
    }

    private static BitSet masked(String text, String lower, List<int[]> windows) {
        BitSet taken = new BitSet(text.length());
        if (text.contains("http") || text.contains("www.") || text.contains("@")) {
            mark(ADDRESS, text, 0, text.length(), taken);
        }
        for (int[] window : windows) {
            NOT_FIGURES.forEach(p -> mark(p, text, window[0], window[1], taken));
            NOT_FIGURES_IN_LOWER_CASE.forEach(p -> mark(p, lower, window[0], window[1], taken));
        }
        BitSet ranks = new BitSet(text.length());
        Matcher rank = RANK.matcher(lower);
        while (rank.find()) {
            if (rank.group(2) != null) {
                ranks.set(rank.start(1), rank.end());
            }
        }
        for (int[] window : windows) {
            Matcher named = within(NAMED, lower, window[0], window[1]);
            while (named.find()) {
                if (ranks.get(named.start(1)) || totals(lower, named.start())) {
                    continue;
                }
                String after =
                        lower.substring(
                                named.end(1), Math.min(lower.length(), named.end(1) + AROUND));
                if (!quantity(after) || named.group().contains("thứ")) {
                    taken.set(named.start(1), named.end(1));
                }
            }
        }
        return taken;
    }

    private static Matcher within(Pattern pattern, String text, int from, int to) {
        return pattern.matcher(text)
                .region(from, to)
                .useTransparentBounds(true)
                .useAnchoringBounds(false);
    }

    private static void mark(Pattern pattern, String text, int from, int to, BitSet taken) {
        Matcher matcher = within(pattern, text, from, to);
        while (matcher.find()) {
            taken.set(matcher.start(), matcher.end());
        }
    }

    private static boolean totals(String text, int start) {
        String before = text.substring(Math.max(0, start - 8), start);
        return before.endsWith("chỉ ")
                || before.endsWith("tổng ")
                || before.endsWith("con ")
                || before.endsWith("với ");
    }

    private static boolean quantity(String after) {
        return !Nouns.opening(after).isEmpty()
                || AFTER_SCALE.matcher(after).find()
                || AFTER_DONG.matcher(after).find()
                || AFTER_PERCENT.matcher(after).find();
    }

    private static boolean touchesLetters(String text, int start, int end) {
        boolean before = start > 0 && Character.isLetter(text.charAt(start - 1));
        boolean inside =
                start > 1
                        && (text.charAt(start - 1) == '.' || text.charAt(start - 1) == ',')
                        && Character.isLetterOrDigit(text.charAt(start - 2));
        if (before || (inside && Character.isDigit(text.charAt(start - 2)))) {
            return true;
        }
        if (end >= text.length() || !Character.isLetter(text.charAt(end))) {
            return false;
        }
        String after = text.substring(end);
        return !(AFTER_DONG.matcher(after).find()
                || AFTER_SCALE.matcher(after).find()
                || AFTER_PHYSICAL.matcher(after).find()
                || !Nouns.opening(after).isEmpty());
    }

    private static List<Figure> figures(String text, String lower, List<Raw> raws) {
        List<Figure> figures = new ArrayList<>();
        int[] depths = depths(text);
        for (int i = 0; i < raws.size(); i++) {
            Raw raw = raws.get(i);
            boolean top =
                    i + 1 < raws.size()
                            && raw.rank == raws.get(i + 1).rank
                            && FRACTION_BAR
                                    .matcher(text.substring(raw.end, raws.get(i + 1).start))
                                    .matches();
            boolean bottom = !figures.isEmpty() && figures.getLast().role() == Figure.Role.TOP;
            if (bottom && top) {
                top = false;
            }
            Figure.Role role =
                    bottom ? Figure.Role.BOTTOM : top ? Figure.Role.TOP : Figure.Role.ALONE;
            int unitEnd = top ? raws.get(i + 1).end : raw.end;
            Figure figure = figure(text, lower, raw, role, unitEnd, bottom, depths[raw.start]);
            if (figure == null) {
                if (bottom) {
                    figures.removeLast();
                }
                continue;
            }
            figures.add(figure);
        }
        if (!figures.isEmpty() && figures.getLast().role() == Figure.Role.TOP) {
            figures.removeLast();
        }
        return figures;
    }

    /// How many parentheses are open at each character; only those that close count.
    public static int[] depths(String text) {
        int[] steps = new int[text.length() + 2];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[') {
                open.push(i);
            } else if ((c == ')' || c == ']') && !open.isEmpty()) {
                steps[open.pop()]++;
                steps[i + 1]--;
            }
        }
        for (int i = 1; i < steps.length; i++) {
            steps[i] += steps[i - 1];
        }
        return steps;
    }

    private static @Nullable Figure figure(
            String text,
            String lower,
            Raw raw,
            Figure.Role role,
            int unitEnd,
            boolean bottom,
            int depth) {
        String digits = text.substring(raw.start, raw.end);
        String after = lower.substring(unitEnd, Math.min(lower.length(), unitEnd + 80));
        String before = lower.substring(Math.max(0, raw.start - 14), raw.start);
        Matcher scale = AFTER_SCALE.matcher(after);
        Measure measure = Measure.COUNT;
        BigDecimal factor = BigDecimal.ONE;
        String noun = "";
        VietnameseNumber.Leaning leaning = VietnameseNumber.Leaning.VIETNAMESE;
        if (raw.rank) {
            measure = Measure.RANK;
        } else if (AFTER_PERCENT.matcher(after).find()) {
            measure = Measure.PERCENT;
            leaning = VietnameseNumber.Leaning.DECIMALS;
        } else if (scale.find()) {
            factor = SCALES.getOrDefault(scale.group(1), BigDecimal.ONE);
            String rest = after.substring(scale.end());
            noun = Nouns.opening(rest);
            boolean money = scale.group(2) != null || noun.isEmpty();
            measure = money ? Measure.MONEY : Measure.COUNT;
        } else if (AFTER_DONG.matcher(after).find()) {
            measure = Measure.MONEY;
            leaning = VietnameseNumber.Leaning.THOUSANDS;
        } else if (AFTER_STEP.matcher(after).find()) {
            measure = Measure.STEP;
        } else if (AFTER_SCORE.matcher(after).find()) {
            measure = Measure.SCORE;
            leaning = VietnameseNumber.Leaning.DECIMALS;
        } else if (AFTER_TIME.matcher(after).find() && raw.value == null) {
            measure = Measure.TIME;
        } else if (AFTER_PHYSICAL.matcher(after).find()) {
            measure = Measure.PHYSICAL;
        } else {
            noun = Nouns.opening(after);
            if (!noun.isEmpty()) {
                leaning = VietnameseNumber.Leaning.THOUSANDS;
            }
            if (raw.value == null
                    && noun.isEmpty()
                    && plainYear(digits)
                    && role == Figure.Role.ALONE) {
                return null;
            }
            if (noun.isEmpty()) {
                String clause = clauseBefore(lower, raw.start);
                noun = Nouns.last(clause);
            }
        }
        BigDecimal value;
        if (raw.value != null) {
            value = raw.value;
        } else {
            Optional<BigDecimal> parsed = VietnameseNumber.parse(digits, leaning);
            if (parsed.isEmpty()) {
                return null;
            }
            value = parsed.get();
        }
        int decimals = Math.max(0, value.scale());
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals).multiply(factor);
        return new Figure(
                value.multiply(factor),
                unit,
                digits,
                raw.start,
                raw.end,
                measure,
                noun,
                bottom ? Hedge.NONE : hedge(before, after),
                decimals,
                depth,
                role);
    }

    private static String clauseBefore(String text, int start) {
        int from = start;
        while (from > 0 && ";.(\n".indexOf(text.charAt(from - 1)) < 0 && start - from < 120) {
            from--;
        }
        return text.substring(from, start);
    }

    private static boolean plainYear(String digits) {
        return digits.matches("(?:19[5-9]|20[0-4])\\d");
    }

    private static Hedge hedge(String before, String after) {
        Matcher floored = FLOORED.matcher(after);
        if (floored.find()) {
            return floored.group(1).equals("lên") ? Hedge.ABOVE : Hedge.BELOW;
        }
        Matcher matcher = HEDGED.matcher(before);
        if (!matcher.find()) {
            return Hedge.NONE;
        }
        if (matcher.start() > 0 && Character.isLetter(before.charAt(matcher.start() - 1))) {
            return Hedge.NONE;
        }
        return switch (matcher.group(1)) {
            case "trên", "hơn", "tối thiểu", "ít nhất", ">", "≥", "vượt" -> Hedge.ABOVE;
            case "dưới", "không quá", "tối đa", "<", "≤" -> Hedge.BELOW;
            case "từ" -> Hedge.NONE;
            default -> Hedge.ABOUT;
        };
    }

    private record Raw(int start, int end, boolean rank, @Nullable BigDecimal value) {}
}
