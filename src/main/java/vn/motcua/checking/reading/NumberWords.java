package vn.motcua.checking.reading;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads numbers written out in Vietnamese words, as sums of money are.
public final class NumberWords {
    private static final Map<String, Integer> DIGITS =
            Map.ofEntries(
                    Map.entry("không", 0),
                    Map.entry("một", 1),
                    Map.entry("mốt", 1),
                    Map.entry("hai", 2),
                    Map.entry("ba", 3),
                    Map.entry("bốn", 4),
                    Map.entry("tư", 4),
                    Map.entry("năm", 5),
                    Map.entry("lăm", 5),
                    Map.entry("nhăm", 5),
                    Map.entry("sáu", 6),
                    Map.entry("bảy", 7),
                    Map.entry("bẩy", 7),
                    Map.entry("tám", 8),
                    Map.entry("chín", 9));
    private static final Map<String, Long> SCALES =
            Map.of(
                    "nghìn", 1_000L,
                    "ngàn", 1_000L,
                    "triệu", 1_000_000L,
                    "tỷ", 1_000_000_000L,
                    "tỉ", 1_000_000_000L);
    private static final Set<String> SMALL = Set.of("mười", "mươi", "trăm", "linh", "lẻ");

    private NumberWords() {}

    public static boolean isWord(String word) {
        return DIGITS.containsKey(word) || SCALES.containsKey(word) || SMALL.contains(word);
    }

    /// The value of a phrase made only of number words; empty when it is not one.
    public static Optional<BigDecimal> parse(String phrase) {
        List<String> words =
                List.of(
                        phrase.toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}]+", " ")
                                .strip()
                                .split(" "));
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            return Optional.empty();
        }
        long total = 0;
        long group = 0;
        long billions = 0;
        int last = -1;
        boolean any = false;
        for (String word : words) {
            if (DIGITS.containsKey(word)) {
                if (last >= 0) {
                    group += last;
                }
                last = DIGITS.getOrDefault(word, 0);
                any = true;
            } else if (word.equals("mười")) {
                if (last >= 0) {
                    return Optional.empty();
                }
                group += 10;
                any = true;
            } else if (word.equals("mươi")) {
                if (last < 0) {
                    return Optional.empty();
                }
                group += last * 10L;
                last = -1;
            } else if (word.equals("trăm")) {
                if (last < 0) {
                    return Optional.empty();
                }
                group += last * 100L;
                last = -1;
            } else if (word.equals("linh") || word.equals("lẻ")) {
                last = -1;
            } else if (SCALES.containsKey(word)) {
                if (!any) {
                    return Optional.empty();
                }
                long scale = SCALES.getOrDefault(word, 1L);
                group += Math.max(last, 0);
                last = -1;
                if (scale == 1_000_000_000L) {
                    billions = (billions + total + group) * scale;
                    total = 0;
                } else {
                    total += group * scale;
                }
                group = 0;
            } else {
                return Optional.empty();
            }
        }
        if (!any) {
            return Optional.empty();
        }
        return Optional.of(BigDecimal.valueOf(billions + total + group + Math.max(last, 0)));
    }
}
