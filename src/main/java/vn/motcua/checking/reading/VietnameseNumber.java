package vn.motcua.checking.reading;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads and writes numbers as Vietnamese reports print them: 8.803; 94,5; and 91.30 with a decimal
/// point.
public final class VietnameseNumber {
    private static final Pattern POINT_GROUPS = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?");
    private static final Pattern COMMA_GROUPS = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("\\d+(?:[.,]\\d+)?");

    private VietnameseNumber() {}

    /// What the surroundings let the mark before three last digits mean.
    public enum Leaning {
        /// Counts: three digits after a mark are thousands, whichever the mark.
        THOUSANDS,
        /// Percentages and points: one mark is a decimal mark.
        DECIMALS,
        /// Anything else: a point groups thousands, a comma starts decimals.
        VIETNAMESE
    }

    public static Optional<BigDecimal> parse(String raw, Leaning leaning) {
        String digits = raw.strip();
        boolean oneMark = digits.chars().filter(c -> c == '.' || c == ',').count() == 1;
        if (leaning == Leaning.DECIMALS && oneMark && PLAIN.matcher(digits).matches()) {
            return Optional.of(new BigDecimal(digits.replace(',', '.')));
        }
        boolean zeroFirst = digits.startsWith("0") && oneMark;
        if (POINT_GROUPS.matcher(digits).matches() && !zeroFirst) {
            return Optional.of(new BigDecimal(digits.replace(".", "").replace(',', '.')));
        }
        boolean commaGroups = COMMA_GROUPS.matcher(digits).matches() && !zeroFirst;
        if (commaGroups && (!oneMark || leaning == Leaning.THOUSANDS)) {
            return Optional.of(new BigDecimal(digits.replace(",", "")));
        }
        if (PLAIN.matcher(digits).matches()) {
            return Optional.of(new BigDecimal(digits.replace(',', '.')));
        }
        return Optional.empty();
    }

    /// Writes a number with a point between thousands and a decimal comma.
    public static String format(BigDecimal number) {
        BigDecimal plain = number.stripTrailingZeros();
        if (plain.scale() < 0) {
            plain = plain.setScale(0);
        }
        String text = plain.abs().toPlainString();
        int mark = text.indexOf('.');
        String whole = mark < 0 ? text : text.substring(0, mark);
        String rest = mark < 0 ? "" : "," + text.substring(mark + 1);
        StringBuilder grouped = new StringBuilder();
        for (int i = 0; i < whole.length(); i++) {
            if (i > 0 && (whole.length() - i) % 3 == 0) {
                grouped.append('.');
            }
            grouped.append(whole.charAt(i));
        }
        return (plain.signum() < 0 ? "-" : "") + grouped + rest;
    }
}
