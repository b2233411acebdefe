package vn.motcua.checking.claim;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// The likeliest slip that turns one number into another.
public final class Mend {
    private Mend() {}

    /// Names the slip of the hand between what is printed and what should be; empty when none
    /// explains it.
    public static Optional<String> slip(BigDecimal printed, BigDecimal wanted) {
        if (printed.signum() <= 0 || wanted.signum() <= 0 || Arithmetic.same(printed, wanted)) {
            return Optional.empty();
        }
        String from = digits(printed);
        String to = digits(wanted);
        String arrow = Arithmetic.show(printed) + " → " + Arithmetic.show(wanted);
        if (printed.scale() <= 0 == wanted.scale() <= 0 && from.length() == to.length()) {
            int differences = 0;
            int first = -1;
            int second = -1;
            for (int i = 0; i < from.length(); i++) {
                if (from.charAt(i) != to.charAt(i)) {
                    differences++;
                    second = first < 0 ? second : i;
                    first = first < 0 ? i : first;
                }
            }
            if (differences == 2
                    && from.charAt(first) == to.charAt(second)
                    && from.charAt(second) == to.charAt(first)) {
                return Optional.of("hai chữ số bị đảo: " + arrow);
            }
            if (differences == 1) {
                return Optional.of("một chữ số bị gõ nhầm: " + arrow);
            }
        }
        for (int power : new int[] {1, 2, 3, 6, 9}) {
            if (Arithmetic.same(printed.scaleByPowerOfTen(power), wanted)
                    || Arithmetic.same(wanted.scaleByPowerOfTen(power), printed)) {
                return Optional.of(
                        "lệch đúng "
                                + Arithmetic.show(BigDecimal.ONE.scaleByPowerOfTen(power))
                                + " lần, có thể nhầm đơn vị tính: "
                                + arrow);
            }
        }
        if (Math.abs(from.length() - to.length()) == 1) {
            String longer = from.length() > to.length() ? from : to;
            String shorter = from.length() > to.length() ? to : from;
            for (int i = 0; i < longer.length(); i++) {
                if ((longer.substring(0, i) + longer.substring(i + 1)).equals(shorter)) {
                    return Optional.of(
                            (from.length() > to.length() ? "thừa" : "thiếu")
                                    + " một chữ số: "
                                    + arrow);
                }
            }
        }
        return Optional.empty();
    }

    /// One operand of a sum whose slip would make the sum right.
    public static Optional<String> slipInSum(BigDecimal total, List<BigDecimal> parts) {
        BigDecimal sum = Arithmetic.sum(parts);
        Optional<String> inTotal = slip(total, sum);
        if (inTotal.isPresent()) {
            return inTotal;
        }
        for (BigDecimal part : parts) {
            Optional<String> inPart = slip(part, part.add(total).subtract(sum));
            if (inPart.isPresent() && parts.size() <= 12) {
                return inPart;
            }
        }
        return Optional.empty();
    }

    private static String digits(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString().replace(".", "");
    }
}
