package vn.motcua.checking.prose;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Measure;

/// The shares of a structure make a hundred percent together.
final class Shares {
    private static final Pattern STRUCTURE = Pattern.compile("cơ cấu|tỷ trọng|tỉ trọng");
    private static final Pattern PART =
            Pattern.compile("(?:chiếm|là|đạt|:)(?:\\s+(?:tỷ trọng|tỉ trọng|tỷ lệ|tỉ lệ))?\\s*$");
    private static final Pattern NESTED =
            Pattern.compile("trong đó|tăng|giảm|so với|mục tiêu|phấn đấu");
    private static final BigDecimal FAR = BigDecimal.TEN;

    private Shares() {}

    static void find(Passage passage, Claims claims) {
        for (Passage.Sentence sentence : passage.sentences()) {
            String text = passage.lower(sentence.start(), sentence.end());
            if (STRUCTURE.matcher(text).find() && !NESTED.matcher(text).find()) {
                structure(passage, sentence, claims);
            }
        }
    }

    private static void structure(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> percents =
                sentence.figures().stream().filter(f -> f.is(Measure.PERCENT)).toList();
        boolean parts =
                percents.size() >= 3
                        && percents.size() == sentence.figures().size()
                        && percents.stream()
                                .allMatch(p ->
                                        p.exact()
                                                && PART.matcher(
                                                                passage.lower(
                                                                        p.start() - 20, p.start()))
                                                        .find());
        if (!parts) {
            return;
        }
        List<BigDecimal> values = percents.stream().map(Figure::value).toList();
        BigDecimal sum = Arithmetic.sum(values);
        BigDecimal off = sum.subtract(Arithmetic.HUNDRED).abs();
        BigDecimal slack = Arithmetic.sum(percents.stream().map(Figure::unit).toList());
        boolean right = off.multiply(BigDecimal.TWO).compareTo(slack) <= 0;
        if (!right && off.compareTo(FAR) > 0) {
            return;
        }
        percents.forEach(passage::explain);
        String equation = Arithmetic.plus(values) + " = " + Arithmetic.show(sum) + "%";
        claims.add(
                new Claim(
                        Kind.SUM,
                        Basis.INFERRED,
                        right ? Verdict.OK : Verdict.SUSPECT,
                        passage.place(percents.getLast()),
                        passage.quote(percents.getFirst(), percents.getLast()),
                        values,
                        Arithmetic.show(sum) + "%",
                        "100%",
                        right
                                ? equation + ", đủ 100%."
                                : equation
                                        + ": các tỷ trọng của một cơ cấu phải cộng thành 100%, "
                                        + (sum.compareTo(Arithmetic.HUNDRED) > 0
                                                ? "ở đây thừa "
                                                : "ở đây thiếu ")
                                        + Arithmetic.show(off)
                                        + "%."));
    }
}
