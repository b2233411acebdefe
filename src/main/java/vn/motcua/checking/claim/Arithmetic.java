package vn.motcua.checking.claim;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.VietnameseNumber;

/// Judges stated values against recomputed ones, and writes the arithmetic out.
public final class Arithmetic {
    public static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal HALF = new BigDecimal("0.5");
    private static final BigDecimal TINY = new BigDecimal("0.000001");

    private Arithmetic() {}

    /// A value and how far its printed rounding may hide the true one.
    public record Amount(BigDecimal value, BigDecimal slack) {
        public static Amount exactly(BigDecimal value) {
            return new Amount(value, BigDecimal.ZERO);
        }
    }

    /// The verdict on a stated percentage, with the exact one.
    public record Judged(Verdict verdict, BigDecimal exact, boolean cut) {}

    public static BigDecimal percent(BigDecimal top, BigDecimal bottom) {
        return top.multiply(HUNDRED).divide(bottom, MathContext.DECIMAL64);
    }

    /// Is `stated`, printed with so many decimals, top over bottom in percent?
    public static Judged ratio(Amount top, Amount bottom, BigDecimal stated, int decimals) {
        BigDecimal exact = percent(top.value(), bottom.value());
        BigDecimal low =
                percent(top.value().subtract(top.slack()), bottom.value().add(bottom.slack()));
        BigDecimal least = bottom.value().subtract(bottom.slack());
        BigDecimal high = least.signum() > 0 ? percent(top.value().add(top.slack()), least) : exact;
        return judge(stated, decimals, exact, low, high);
    }

    public static Judged near(BigDecimal stated, int decimals, BigDecimal exact) {
        return judge(stated, decimals, exact, exact, exact);
    }

    private static Judged judge(
            BigDecimal stated, int decimals, BigDecimal exact, BigDecimal low, BigDecimal high) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(decimals);
        BigDecimal half = unit.multiply(HALF).add(TINY);
        if (stated.compareTo(low.subtract(half)) >= 0 && stated.compareTo(high.add(half)) <= 0) {
            return new Judged(Verdict.OK, exact, false);
        }
        BigDecimal off = exact.subtract(stated);
        if (off.signum() > 0 && off.compareTo(unit) < 0) {
            return new Judged(Verdict.ROUNDING, exact, true);
        }
        return new Judged(Verdict.WRONG, exact, false);
    }

    public static BigDecimal sum(Collection<BigDecimal> parts) {
        return parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    public static boolean same(BigDecimal a, BigDecimal b) {
        return a.compareTo(b) == 0;
    }

    /// Within so many hundredths of the larger one.
    public static boolean close(BigDecimal a, BigDecimal b, int hundredths) {
        BigDecimal larger = a.abs().max(b.abs());
        return a.subtract(b)
                        .abs()
                        .multiply(HUNDRED)
                        .compareTo(larger.multiply(BigDecimal.valueOf(hundredths)))
                <= 0;
    }

    public static String show(BigDecimal value) {
        return VietnameseNumber.format(value);
    }

    public static String showPercent(BigDecimal value, int decimals) {
        return VietnameseNumber.format(value.setScale(decimals, RoundingMode.HALF_UP)) + "%";
    }

    /// An exact percentage with enough decimals to see why the stated one differs.
    public static String showExact(BigDecimal value, int decimals) {
        return showPercent(value, Math.max(2, decimals + (decimals >= 2 ? 2 : 1)));
    }

    /// The worth of one printed unit where all figures share it, else 1.
    public static BigDecimal commonFactor(Collection<Figure> figures) {
        BigDecimal factor = null;
        for (Figure figure : figures) {
            if (factor != null && !same(factor, figure.factor())) {
                return BigDecimal.ONE;
            }
            factor = figure.factor();
        }
        return factor == null ? BigDecimal.ONE : factor;
    }

    public static BigDecimal in(BigDecimal value, BigDecimal factor) {
        return value.divide(factor, MathContext.DECIMAL64);
    }

    public static String plus(List<BigDecimal> parts) {
        if (parts.size() > 16) {
            return parts.stream().limit(6).map(Arithmetic::show).collect(Collectors.joining(" + "))
                    + " + … + "
                    + show(parts.getLast())
                    + " ("
                    + parts.size()
                    + " số hạng)";
        }
        return parts.stream().map(Arithmetic::show).collect(Collectors.joining(" + "));
    }
}
