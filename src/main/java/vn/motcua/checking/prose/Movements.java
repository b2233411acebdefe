package vn.motcua.checking.prose;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Arithmetic.Amount;
import vn.motcua.checking.claim.Arithmetic.Judged;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Measure;

/// Changes that are stated both as an amount and in percent, percentages whose base stands behind
/// them, moves in a ranking, and states that together exceed their whole.
final class Movements {
    private static final Pattern VERB =
            Pattern.compile("(tăng|giảm)(?:\\s+(?:thêm|được|đi))?\\s*$");
    private static final Pattern RATE =
            Pattern.compile(
                    "^[^,;.()\\d]{0,40}(?:\\(\\s*(?:tương ứng |tương đương )?(?:với )?|,?\\s*tương (?:ứng|đương) (?:với )?)(?:tăng|giảm|[-+–])?\\s*$");
    private static final Pattern BASE_AFTER =
            Pattern.compile(
                    "^[\\s%*_]*(?:(?:so với|so|trên|của|trong)\\s+(?:tổng(?: số)?|chỉ tiêu|kế hoạch|dự toán|mục tiêu|số|nhiệm vụ)|kế hoạch|dự toán|chỉ tiêu)[^,;.()\\d]{0,50}\\(?\\s*(?:là|:)?\\s*$");
    private static final Pattern AGAINST =
            Pattern.compile("so với (?:tổng|kế hoạch|dự toán|chỉ tiêu|mục tiêu)[^,;.\\d]{0,80}$");
    private static final Pattern STEPS =
            Pattern.compile(
                    "(tăng|giảm|thăng|lùi|tụt)\\s+(\\d{1,2})\\s+(?:bậc|hạng|thứ bậc)[^.;]{0,50}?từ (?:vị trí )?(?:xếp )?(?:thứ |hạng |thứ hạng )?(?:thứ )?(\\d{1,2})(?:\\s?/\\s?\\d{1,2})?(?:[^.;\\d]{0,40}?)(?:lên|xuống|còn|đến)[^.;\\d]{0,25}?(\\d{1,2})(?!\\d)");
    private static final Pattern DONE =
            Pattern.compile("(?:hoàn thành|giải quyết|xử lý|thực hiện|trả lời)[^,;.()]{0,25}$");
    private static final Pattern DOING =
            Pattern.compile("(?:đang|chưa)(?:\\s+\\p{L}+){1,4}\\s*(?:là|có|:)?\\s*$");

    private Movements() {}

    static void find(Passage passage, Claims claims) {
        List<Passage.Sentence> sentences = passage.sentences();
        for (int s = 0; s < sentences.size(); s++) {
            rated(passage, s, claims);
            baseAfter(passage, sentences.get(s), claims);
            against(passage, sentences.get(s), claims);
            exceeded(passage, sentences.get(s), claims);
        }
        steps(passage, claims);
    }

    /// "xảy ra 15 vụ. So với cùng kỳ giảm 5 vụ (giảm 25%)".
    private static void rated(Passage passage, int number, Claims claims) {
        Passage.Sentence sentence = passage.sentences().get(number);
        List<Figure> figures = sentence.figures();
        for (int i = 0; i + 1 < figures.size(); i++) {
            Figure change = figures.get(i);
            Figure percent = figures.get(i + 1);
            Matcher verb =
                    VERB.matcher(
                            passage.lower(
                                    Math.max(sentence.start(), change.start() - 24),
                                    change.start()));
            if (change.role() != Figure.Role.ALONE
                    || !change.exact()
                    || !amount(change)
                    || !percent.is(Measure.PERCENT)
                    || !percent.exact()
                    || passage.isExplained(percent)
                    || !verb.find()
                    || !RATE.matcher(passage.between(change, percent)).find()) {
                continue;
            }
            boolean up = verb.group(1).equals("tăng");
            List<Figure> nows = candidates(passage, number, change);
            @Nullable Figure fits = null;
            for (Figure now : nows) {
                if (judge(change, now, percent, up).verdict() != Verdict.WRONG) {
                    fits = now;
                    break;
                }
                if (Ratios.judge(change, now, percent).verdict() == Verdict.OK) {
                    passage.explain(percent);
                    Ratios.claim(passage, change, now, percent, Kind.RATIO, true, claims);
                    break;
                }
            }
            if (passage.isExplained(percent) || nows.isEmpty()) {
                continue;
            }
            boolean certain = nows.size() == 1 && !change.noun().isEmpty();
            Figure now = fits == null ? nows.getFirst() : fits;
            report(passage, change, now, percent, up, certain, claims);
        }
    }

    private static boolean amount(Figure figure) {
        return figure.is(Measure.COUNT) || figure.is(Measure.MONEY) || figure.is(Measure.PHYSICAL);
    }

    private static List<Figure> candidates(Passage passage, int number, Figure change) {
        List<Figure> nows = new ArrayList<>();
        for (int s = Math.max(0, number - 1); s <= number; s++) {
            for (Figure figure : passage.sentences().get(s).figures()) {
                String lead = passage.lower(figure.start() - 24, figure.start());
                if (figure.start() < change.start()
                        && figure.role() == Figure.Role.ALONE
                        && figure.is(change.measure())
                        && figure.exact()
                        && figure.value().signum() > 0
                        && figure.noun().equals(change.noun())
                        && !VERB.matcher(lead).find()) {
                    nows.add(figure);
                }
            }
        }
        return nows.reversed();
    }

    private static Judged judge(Figure change, Figure now, Figure percent, boolean up) {
        Amount part = Ratios.amount(change);
        Amount whole = Ratios.amount(now);
        BigDecimal before =
                up ? whole.value().subtract(part.value()) : whole.value().add(part.value());
        if (before.signum() <= 0) {
            return new Judged(Verdict.WRONG, BigDecimal.ZERO, false);
        }
        return Arithmetic.ratio(
                part,
                new Amount(before, part.slack().add(whole.slack())),
                percent.value(),
                percent.decimals());
    }

    private static void report(
            Passage passage,
            Figure change,
            Figure now,
            Figure percent,
            boolean up,
            boolean certain,
            Claims claims) {
        Judged judged = judge(change, now, percent, up);
        if (judged.exact().signum() <= 0) {
            return;
        }
        passage.explain(percent);
        BigDecimal factor = Arithmetic.commonFactor(List.of(change, now));
        BigDecimal part = Arithmetic.in(change.value(), factor);
        BigDecimal after = Arithmetic.in(now.value(), factor);
        Verdict verdict =
                judged.verdict() == Verdict.WRONG && !certain ? Verdict.SUSPECT : judged.verdict();
        String stated = Arithmetic.show(percent.value()) + "%";
        String equation =
                "Kỳ trước là "
                        + Arithmetic.show(after)
                        + (up ? " − " : " + ")
                        + Arithmetic.show(part)
                        + " = "
                        + Arithmetic.show(up ? after.subtract(part) : after.add(part))
                        + "; "
                        + Arithmetic.show(part)
                        + "/"
                        + Arithmetic.show(up ? after.subtract(part) : after.add(part))
                        + " = "
                        + Arithmetic.showExact(judged.exact(), percent.decimals());
        claims.add(
                new Claim(
                        Kind.RATIO,
                        Basis.AS_PRINTED,
                        verdict,
                        passage.place(percent),
                        passage.quote(change, percent),
                        List.of(after, part),
                        stated,
                        Arithmetic.showPercent(judged.exact(), Math.max(1, percent.decimals())),
                        switch (verdict) {
                            case OK -> equation + ", đúng.";
                            case ROUNDING ->
                                    equation
                                            + "; số in "
                                            + stated
                                            + " bị cắt bớt chứ không làm tròn.";
                            case WRONG, SUSPECT -> equation + ", không phải " + stated + ".";
                        }));
    }

    /// "cấp 1.230 tài khoản, đạt 82% so với chỉ tiêu 1.500 tài khoản".
    private static void baseAfter(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> figures = sentence.figures();
        for (int i = 1; i + 1 < figures.size(); i++) {
            Figure percent = figures.get(i);
            Figure base = figures.get(i + 1);
            if (!percent.is(Measure.PERCENT)
                    || passage.isExplained(percent)
                    || base.role() != Figure.Role.ALONE
                    || !base.exact()
                    || base.value().signum() <= 0
                    || !BASE_AFTER.matcher(passage.between(percent, base)).find()
                    || !Ratios.linked(passage.lower(percent.start() - 40, percent.start()))) {
                continue;
            }
            Figure top = figures.get(i - 1);
            boolean fits =
                    top.role() == Figure.Role.ALONE
                            && top.exact()
                            && top.is(base.measure())
                            && amount(top)
                            && passage.between(top, percent).length() <= 120
                            && !passage.between(top, percent).contains(";");
            boolean alike =
                    top.is(Measure.MONEY)
                            || (top.is(Measure.PHYSICAL)
                                    && unit(passage, top).equals(unit(passage, base)))
                            || (!top.noun().isEmpty() && top.noun().equals(base.noun()));
            if (fits && (alike || Ratios.judge(top, base, percent).verdict() == Verdict.OK)) {
                passage.explain(percent);
                Ratios.claim(passage, top, base, percent, Kind.RATIO, true, claims);
            }
        }
    }

    private static String unit(Passage passage, Figure figure) {
        return passage.lower(figure.end(), figure.end() + 20)
                .strip()
                .replaceFirst("(?s)[^\\p{L}\\d].*", "");
    }

    /// "giải ngân 45 tỷ đồng. So với kế hoạch giao (120 tỷ đồng), tỷ lệ đạt 37,5%".
    private static void against(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> figures = sentence.figures();
        for (int i = 0; i + 1 < figures.size(); i++) {
            Figure base = figures.get(i);
            Figure percent = figures.get(i + 1);
            String gap = passage.between(base, percent);
            if (!amount(base)
                    || base.role() != Figure.Role.ALONE
                    || base.value().signum() <= 0
                    || !percent.is(Measure.PERCENT)
                    || !percent.exact()
                    || passage.isExplained(percent)
                    || gap.length() > 70
                    || gap.contains(";")
                    || !Ratios.linked(gap)
                    || !AGAINST.matcher(
                                    passage.lower(
                                            Math.max(sentence.start(), base.start() - 130),
                                            base.start()))
                            .find()) {
                continue;
            }
            List<Figure> tops =
                    passage.figures().stream()
                            .filter(f ->
                                    f.end() < base.start()
                                            && f.is(base.measure())
                                            && f.role() == Figure.Role.ALONE
                                            && f.exact()
                                            && f.depth() == 0
                                            && f.noun().equals(base.noun()))
                            .toList();
            @Nullable Figure fits = null;
            for (Figure top : tops) {
                if (Ratios.judge(top, base, percent).verdict() != Verdict.WRONG) {
                    fits = top;
                }
            }
            if (fits == null && tops.size() == 1) {
                fits = tops.getFirst();
            }
            if (fits != null) {
                passage.explain(percent);
                Ratios.claim(passage, fits, base, percent, Kind.RATIO, tops.size() == 1, claims);
            }
        }
    }

    /// "tăng 4 bậc (từ vị trí thứ 9 lên vị trí thứ 5)".
    private static void steps(Passage passage, Claims claims) {
        Matcher matcher = STEPS.matcher(passage.lower());
        while (matcher.find()) {
            int said = Integer.parseInt(matcher.group(2));
            int from = Integer.parseInt(matcher.group(3));
            int to = Integer.parseInt(matcher.group(4));
            boolean up = matcher.group(1).equals("tăng") || matcher.group(1).equals("thăng");
            int moved = up ? from - to : to - from;
            int start = matcher.start(2);
            @Nullable Figure step = null;
            for (Figure figure : passage.figures()) {
                if (figure.start() == start) {
                    step = figure;
                }
            }
            if (step == null) {
                continue;
            }
            boolean right = moved == said;
            String equation =
                    "Từ thứ "
                            + from
                            + (up ? " lên thứ " : " xuống thứ ")
                            + to
                            + " là "
                            + (moved < 0 ? (up ? "giảm " : "tăng ") : "")
                            + Math.abs(moved)
                            + " bậc";
            claims.add(
                    new Claim(
                            Kind.RANKING,
                            Basis.AS_PRINTED,
                            right ? Verdict.OK : Verdict.WRONG,
                            passage.place(step),
                            passage.quote(step, step),
                            List.of(BigDecimal.valueOf(from), BigDecimal.valueOf(to)),
                            Integer.toString(said),
                            Integer.toString(moved),
                            right
                                    ? equation + ", đúng."
                                    : equation + ", không phải " + said + "."));
        }
    }

    /// "có 56 nhiệm vụ, đã hoàn thành 30 nhiệm vụ; đang triển khai 36 nhiệm vụ".
    private static void exceeded(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> counts =
                sentence.figures().stream()
                        .filter(f ->
                                f.is(Measure.COUNT)
                                        && f.role() == Figure.Role.ALONE
                                        && f.depth() == 0)
                        .toList();
        if (counts.size() != 3 || !counts.stream().allMatch(Figure::exact)) {
            return;
        }
        Figure whole = counts.get(0);
        Figure done = counts.get(1);
        Figure doing = counts.get(2);
        boolean alike =
                !whole.noun().isEmpty()
                        && whole.noun().equals(done.noun())
                        && whole.noun().equals(doing.noun());
        String beforeDone = passage.between(whole, done);
        String beforeDoing = passage.between(done, doing);
        if (!alike
                || whole.noun().equals("hồ sơ")
                || beforeDone.length() > 80
                || beforeDoing.length() > 80
                || !DONE.matcher(beforeDone).find()
                || !DOING.matcher(beforeDoing).find()) {
            return;
        }
        BigDecimal sum = done.value().add(doing.value());
        boolean over = sum.compareTo(whole.value()) > 0;
        if (!over && !Arithmetic.same(sum, whole.value())) {
            return;
        }
        String equation =
                Arithmetic.plus(List.of(done.value(), doing.value()))
                        + " = "
                        + Arithmetic.show(sum);
        claims.add(
                new Claim(
                        Kind.BALANCE,
                        Basis.AS_PRINTED,
                        over ? Verdict.WRONG : Verdict.OK,
                        passage.place(doing),
                        passage.quote(whole, doing),
                        List.of(whole.value(), done.value()),
                        Arithmetic.show(doing.value()),
                        "≤ " + Arithmetic.show(whole.value().subtract(done.value())),
                        over
                                ? equation
                                        + ", nhiều hơn "
                                        + Arithmetic.show(whole.value())
                                        + " là tổng của cả hai."
                                : equation + ", đúng."));
    }
}
