package vn.motcua.checking.prose;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
import vn.motcua.checking.claim.Mend;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Hedge;
import vn.motcua.checking.reading.Measure;
import vn.motcua.checking.reading.Nouns;

/// Percentages beside the two quantities that they are made of.
final class Ratios {
    private static final Pattern LINK =
            Pattern.compile(
                    "(?:đạt|chiếm|tỷ lệ|tỉ lệ|tỷ trọng|bằng|tương ứng|tương đương|=|là|được|hoàn thành|chỉ số)[\\s:(]*(?:với|tỷ lệ|tỉ lệ|mức|là|được|đạt|chỉ số|kết quả)?[\\s:(]*(?:tỷ lệ|tỉ lệ)?[\\s:(]*(?:gần|trên|khoảng|hơn|dưới)?[\\s(]*$");
    private static final Pattern CHANGE =
            Pattern.compile(
                    "(?:tăng|giảm|vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn|cắt giảm|hụt|bổ sung)(?:\\s+\\p{L}+){0,3}[\\s:(]*(?:gần|trên|khoảng|hơn)?\\s*$");
    private static final Pattern TARGET =
            Pattern.compile(
                    "(?:chỉ tiêu|mục tiêu|kế hoạch giao|yêu cầu|quy định|phấn đấu)[^,;.]{0,30}$");
    private static final Pattern OUT_OF =
            Pattern.compile(
                    "(?:trên|trong) tổng(?: số| cộng)?|so với tổng(?: số)?|trong số|/\\s*tổng");
    private static final Pattern INTRODUCED =
            Pattern.compile("(?:trong|trên|với) tổng(?: số)?\\s*$");
    private static final Pattern PAIRED =
            Pattern.compile(
                    "(?:phát ra|gửi đi|phát hành)[^;]*thu (?:về|được|lại)|(?:cấp|tạo)[^;]*kích hoạt|(?:kinh phí|vốn|ngân sách)[^;]*(?:cấp|giao|phân bổ|bố trí|phê duyệt)[^;]*(?:đã chi|giải ngân|thực hiện|sử dụng|quyết toán)");
    private static final Pattern OUT_OF_END =
            Pattern.compile(
                    "(?:(?:trên|trong|/|so với) tổng(?: số| cộng)?|trong số|/)(?:\\s+\\p{L}+){0,4}\\s*(?:là|có)?\\s*$");
    private static final Pattern PLAN =
            Pattern.compile(
                    "kế hoạch|\\bkh\\b|dự toán|chỉ tiêu|được giao|giao vốn|nghị quyết|tổng số|tổng vốn|nhiệm vụ");
    private static final Pattern OF_PLAN =
            Pattern.compile(
                    "^[\\s%*_]*(?:so với |của |so )?(?:dự toán|kế hoạch|kh(?!\\p{L})|chỉ tiêu|nghị quyết|nq(?!\\p{L})|mục tiêu|cùng kỳ|năm |nhiệm vụ|phương án)");
    private static final Pattern COMPARED =
            Pattern.compile("^\\s*%?\\s*(?:so với|so cùng kỳ|cùng kỳ)");

    private Ratios() {}

    static void find(Passage passage, Claims claims) {
        for (Passage.Sentence sentence : passage.sentences()) {
            fractions(passage, sentence, claims);
        }
    }

    /// Percentages that no stricter rule explained: a quantity, one before it, and their
    /// percentage.
    static void findLoose(Passage passage, Claims claims) {
        for (Passage.Sentence sentence : passage.sentences()) {
            loose(passage, sentence, claims);
        }
        sharedBase(passage, claims);
    }

    private static void fractions(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> figures = sentence.figures();
        for (int i = 0; i + 1 < figures.size(); i++) {
            Figure top = figures.get(i);
            if (top.role() != Figure.Role.TOP || top.is(Measure.RANK)) {
                continue;
            }
            Figure bottom = figures.get(i + 1);
            if (bottom.value().signum() == 0 || relative(passage, top, bottom)) {
                continue;
            }
            @Nullable Figure after = after(passage, figures, i + 2, top, bottom);
            @Nullable Figure before = before(passage, figures, i - 1, top);
            List<Figure> choices = new ArrayList<>();
            if (before != null && parenthesis(passage, before, top)) {
                choices.add(before);
                if (after != null) {
                    choices.add(after);
                }
            } else {
                if (after != null) {
                    choices.add(after);
                }
                if (before != null && passage.between(before, top).length() <= 40) {
                    choices.add(before);
                }
            }
            @Nullable Figure chosen = null;
            for (Figure choice : choices) {
                if (chosen == null && judge(top, bottom, choice).verdict() != Verdict.WRONG) {
                    chosen = choice;
                }
            }
            if (chosen == null && !choices.isEmpty()) {
                chosen = choices.getFirst();
            }
            if (chosen == null || passage.isExplained(chosen)) {
                bound(passage, top, bottom, claims);
                continue;
            }
            Figure between = inner(figures, bottom, chosen);
            boolean doubtful = between != null && otherwise(figures, top, bottom, chosen);
            passage.explain(chosen);
            if (doubtful) {
                continue;
            }
            claim(passage, top, bottom, chosen, Kind.RATIO, between == null, claims);
        }
    }

    /// "giảm gần 1/4 so với tháng trước": a change, not a part of a whole.
    private static boolean relative(Passage passage, Figure top, Figure bottom) {
        return bottom.value().compareTo(BigDecimal.TEN) <= 0
                && CHANGE.matcher(passage.lower(top.start() - 40, top.start())).find();
    }

    private static @Nullable Figure inner(List<Figure> figures, Figure bottom, Figure percent) {
        for (Figure figure : figures) {
            if (figure.start() > bottom.end()
                    && figure.end() < percent.start()
                    && !figure.is(Measure.TIME)
                    && figure.depth() <= percent.depth()) {
                return figure;
            }
        }
        return null;
    }

    /// Does another pair in the sentence explain the percentage?
    private static boolean otherwise(
            List<Figure> figures, Figure top, Figure bottom, Figure percent) {
        if (judge(top, bottom, percent).verdict() != Verdict.WRONG) {
            return false;
        }
        for (Figure a : figures) {
            for (Figure b : figures) {
                if (a != b
                        && a.end() < percent.start()
                        && b.value().signum() > 0
                        && a.is(b.measure())
                        && !a.is(Measure.PERCENT)
                        && judge(a, b, percent).verdict() == Verdict.OK) {
                    return true;
                }
            }
        }
        return true;
    }

    private static @Nullable Figure after(
            Passage passage, List<Figure> figures, int from, Figure top, Figure bottom) {
        for (int j = from; j < figures.size(); j++) {
            Figure figure = figures.get(j);
            if (figure.role() == Figure.Role.TOP && !figure.is(Measure.RANK)) {
                return null;
            }
            String gap = passage.lower(bottom.end(), figure.start());
            if (!figure.is(Measure.PERCENT)) {
                if (gap.length() > 200) {
                    return null;
                }
                continue;
            }
            boolean linked =
                    LINK.matcher(gap).find()
                            || gap.length() <= 18
                            || gap.matches(".{0,40}[(,-]\\s*");
            if (CHANGE.matcher(gap).find() || gap.length() > 220 || !linked) {
                return null;
            }
            if (gap.contains(";") && gap.length() > 90) {
                return null;
            }
            if (COMPARED.matcher(passage.lower(figure.end(), figure.end() + 20)).find()) {
                return null;
            }
            boolean threshold = !figure.exact() && figure.hedge() != Hedge.ABOUT;
            if (threshold
                    && !gap.contains("chiếm")
                    && !gap.matches(
                            "[^(]{0,40}\\(\\s*(?:đạt|chiếm)?\\s*(?:tỷ lệ)?\\s*(?:trên|hơn|dưới)?\\s*")) {
                return null;
            }
            if (otherThing(passage, figure, top)) {
                return null;
            }
            if (TARGET.matcher(gap).find() && gap.length() > 40) {
                return null;
            }
            if (j + 1 < figures.size()
                    && figures.get(j + 1).role() == Figure.Role.TOP
                    && parenthesis(passage, figure, figures.get(j + 1))
                    && figures.get(j + 1).depth() > figure.depth()) {
                return null;
            }
            return figure;
        }
        return null;
    }

    private static @Nullable Figure before(
            Passage passage, List<Figure> figures, int at, Figure top) {
        if (at < 0) {
            return null;
        }
        Figure figure = figures.get(at);
        if (!figure.is(Measure.PERCENT) || !figure.exact()) {
            return null;
        }
        String gap = passage.between(figure, top);
        if (gap.length() > 130
                || gap.contains(";")
                || COMPARED.matcher(gap).find()
                || OUT_OF.matcher(gap).find()) {
            return null;
        }
        if (CHANGE.matcher(passage.lower(figure.start() - 30, figure.start())).find()) {
            return null;
        }
        return figure;
    }

    /// "18/20 đơn vị đạt 100% hồ sơ đúng hạn": all of something else.
    private static boolean otherThing(Passage passage, Figure percent, Figure top) {
        String noun =
                Nouns.opening(
                        passage.lower(percent.end(), percent.end() + 40)
                                .replaceFirst("^[\\s%*_]+", ""));
        return Arithmetic.same(percent.value(), Arithmetic.HUNDRED)
                && !noun.isEmpty()
                && !noun.equals(top.noun());
    }

    private static boolean parenthesis(Passage passage, Figure percent, Figure top) {
        String gap = passage.between(percent, top);
        return gap.length() <= 130 && gap.contains("(") && top.depth() > percent.depth();
    }

    private static void bound(Passage passage, Figure top, Figure bottom, Claims claims) {
        String gap = passage.between(top, bottom);
        if (bottom.is(Measure.SCORE)
                && gap.length() <= 3
                && top.value().compareTo(bottom.value()) > 0) {
            claims.add(
                    new Claim(
                            Kind.BOUND,
                            Basis.AS_PRINTED,
                            Verdict.WRONG,
                            passage.place(top),
                            passage.quote(top, bottom),
                            List.of(top.value(), bottom.value()),
                            Arithmetic.show(top.value()),
                            "≤ " + Arithmetic.show(bottom.value()),
                            "Điểm đạt "
                                    + Arithmetic.show(top.value())
                                    + " lớn hơn điểm tối đa "
                                    + Arithmetic.show(bottom.value())
                                    + "."));
            return;
        }
        boolean counted = top.is(Measure.COUNT) && !top.noun().isEmpty() && gap.length() <= 3;
        if (!counted || top.decimals() > 0 || bottom.decimals() > 0) {
            return;
        }
        boolean over = top.value().compareTo(bottom.value()) > 0;
        boolean closed =
                List.of("hồ sơ", "đơn vị", "xã", "thôn", "thủ tục", "người", "văn bản")
                        .contains(top.noun());
        if (over && (!closed || bottom.value().compareTo(BigDecimal.valueOf(12)) <= 0)) {
            return;
        }
        claims.add(
                new Claim(
                        Kind.BOUND,
                        Basis.AS_PRINTED,
                        over ? Verdict.SUSPECT : Verdict.OK,
                        passage.place(top),
                        passage.quote(top, bottom),
                        List.of(top.value(), bottom.value()),
                        Arithmetic.show(top.value()),
                        "≤ " + Arithmetic.show(bottom.value()),
                        Arithmetic.show(top.value())
                                + " lớn hơn tổng "
                                + Arithmetic.show(bottom.value())
                                + " mà nó là một phần."));
    }

    static Judged judge(Figure top, Figure bottom, Figure percent) {
        return Arithmetic.ratio(amount(top), amount(bottom), percent.value(), percent.decimals());
    }

    static Amount amount(Figure figure) {
        if (!figure.scaled() || figure.decimals() > 2) {
            return Amount.exactly(figure.value());
        }
        return new Amount(figure.value(), figure.unit().multiply(new BigDecimal("0.5")));
    }

    static void claim(
            Passage passage,
            Figure top,
            Figure bottom,
            Figure percent,
            Kind kind,
            boolean firm,
            Claims claims) {
        Judged judged = judge(top, bottom, percent);
        Verdict verdict = judged.verdict();
        String exact = Arithmetic.showExact(judged.exact(), percent.decimals());
        BigDecimal factor = Arithmetic.commonFactor(List.of(top, bottom));
        BigDecimal upper = Arithmetic.in(top.value(), factor);
        BigDecimal lower = Arithmetic.in(bottom.value(), factor);
        String equation = Arithmetic.show(upper) + "/" + Arithmetic.show(lower) + " = " + exact;
        String stated = percent.raw().replace('.', ',') + "%";
        if (!percent.exact()) {
            verdict = approximately(percent, judged.exact());
            stated =
                    passage.text()
                                    .substring(Math.max(0, percent.start() - 6), percent.end())
                                    .strip()
                            + "%";
        }
        String message =
                switch (verdict) {
                    case OK -> equation + ", đúng.";
                    case ROUNDING ->
                            equation
                                    + ", làm tròn là "
                                    + Arithmetic.showPercent(judged.exact(), percent.decimals())
                                    + (judged.cut()
                                            ? "; số in "
                                                    + stated
                                                    + " bị cắt bớt chứ không làm tròn."
                                            : "; số in " + stated + " lệch một đơn vị cuối.");
                    case WRONG, SUSPECT ->
                            equation + ", không phải " + stated + "." + mend(top, bottom, percent);
                };
        if (verdict == Verdict.WRONG && !firm) {
            verdict = Verdict.SUSPECT;
        }
        boolean misplaced = verdict == Verdict.WRONG && powerOfTen(judged.exact(), percent.value());
        claims.add(
                new Claim(
                        misplaced && top.scaled() ? Kind.UNIT : kind,
                        Basis.AS_PRINTED,
                        verdict,
                        passage.place(percent),
                        passage.quote(
                                top.start() < percent.start() ? top : percent,
                                percent.start() > bottom.start() ? percent : bottom),
                        List.of(upper, lower),
                        stated,
                        Arithmetic.showPercent(judged.exact(), Math.max(percent.decimals(), 1)),
                        message));
    }

    private static boolean powerOfTen(BigDecimal exact, BigDecimal stated) {
        if (exact.signum() <= 0 || stated.signum() <= 0) {
            return false;
        }
        for (int power : new int[] {-6, -3, -2, -1, 1, 2, 3, 6}) {
            if (Arithmetic.close(exact.scaleByPowerOfTen(power), stated, 1)) {
                return true;
            }
        }
        return false;
    }

    private static Verdict approximately(Figure percent, BigDecimal exact) {
        BigDecimal unit = BigDecimal.ONE.movePointLeft(percent.decimals());
        return switch (percent.hedge()) {
            case ABOVE ->
                    exact.add(unit).compareTo(percent.value()) >= 0 ? Verdict.OK : Verdict.WRONG;
            case BELOW ->
                    exact.subtract(unit).compareTo(percent.value()) <= 0
                            ? Verdict.OK
                            : Verdict.WRONG;
            case ABOUT, NONE ->
                    Arithmetic.close(exact, percent.value(), 5) ? Verdict.OK : Verdict.SUSPECT;
        };
    }

    private static String mend(Figure top, Figure bottom, Figure percent) {
        BigDecimal rest = bottom.value().subtract(top.value());
        if (rest.signum() > 0) {
            BigDecimal other = Arithmetic.percent(rest, bottom.value());
            if (Arithmetic.near(percent.value(), percent.decimals(), other).verdict()
                    != Verdict.WRONG) {
                return " "
                        + Arithmetic.show(percent.value())
                        + "% là phần còn lại: "
                        + Arithmetic.show(rest)
                        + "/"
                        + Arithmetic.show(bottom.value())
                        + " = "
                        + Arithmetic.showPercent(other, 2)
                        + ".";
            }
        }
        BigDecimal exact = Arithmetic.percent(top.value(), bottom.value());
        if (powerOfTen(exact, percent.value())) {
            return " Lệch theo bội số của 10: có thể nhầm đơn vị tính hoặc dấu phẩy.";
        }
        BigDecimal rounded = exact.setScale(percent.decimals(), java.math.RoundingMode.HALF_UP);
        Optional<String> slip = Mend.slip(percent.value(), rounded);
        if (slip.isPresent()) {
            return " Có thể " + slip.get() + ".";
        }
        BigDecimal count =
                percent.value()
                        .multiply(bottom.value())
                        .divide(Arithmetic.HUNDRED, 0, java.math.RoundingMode.HALF_UP);
        if (top.is(Measure.COUNT)
                && Mend.slip(top.value(), count).isPresent()
                && Arithmetic.near(
                                        percent.value(),
                                        percent.decimals(),
                                        Arithmetic.percent(count, bottom.value()))
                                .verdict()
                        == Verdict.OK) {
            return " Có thể tử số " + Mend.slip(top.value(), count).orElse("") + ".";
        }
        return "";
    }

    /// "đạt 28% dự toán": its base is a plan, not the total beside it.
    static boolean planned(Passage passage, Figure percent) {
        return OF_PLAN.matcher(passage.lower(percent.end(), percent.end() + 40)).find();
    }

    private record Rated(Figure top, Figure percent) {}

    /// Several percentages of one paragraph that share a base tell the base of the others.
    private static void sharedBase(Passage passage, Claims claims) {
        List<Rated> rated = new ArrayList<>();
        for (Passage.Sentence sentence : passage.sentences()) {
            for (int i = 0; i < sentence.figures().size(); i++) {
                Figure percent = sentence.figures().get(i);
                String lead =
                        passage.lower(
                                Math.max(sentence.start(), percent.start() - 40), percent.start());
                if (!percent.is(Measure.PERCENT)
                        || !percent.exact()
                        || percent.value().compareTo(Arithmetic.HUNDRED) >= 0
                        || !linked(lead)
                        || planned(passage, percent)) {
                    continue;
                }
                Figure top = numerator(passage, sentence.figures(), i);
                if (top != null
                        && top.exact()
                        && top.is(Measure.COUNT)
                        && top.value().signum() > 0) {
                    rated.add(new Rated(top, percent));
                }
            }
        }
        @Nullable Figure best = null;
        long most = 1;
        for (Figure base : passage.figures()) {
            if (!base.is(Measure.COUNT)
                    || base.role() == Figure.Role.TOP
                    || base.value().signum() <= 0) {
                continue;
            }
            long support =
                    rated.stream()
                            .filter(r ->
                                    r.top().start() != base.start() && r.percent().decimals() > 0)
                            .filter(r -> judge(r.top(), base, r.percent()).verdict() == Verdict.OK)
                            .count();
            if (support > most) {
                most = support;
                best = base;
            }
        }
        if (best == null) {
            return;
        }
        for (Rated r : rated) {
            if (passage.isExplained(r.percent()) || r.top().start() == best.start()) {
                continue;
            }
            Verdict verdict = judge(r.top(), best, r.percent()).verdict();
            if (verdict == Verdict.WRONG) {
                boolean elsewhere =
                        passage.figures().stream()
                                .anyMatch(b ->
                                        b.is(Measure.COUNT)
                                                && b.value().signum() > 0
                                                && b.start() != r.top().start()
                                                && judge(r.top(), b, r.percent()).verdict()
                                                        != Verdict.WRONG);
                boolean alike = !r.top().noun().isEmpty() && r.top().noun().equals(best.noun());
                if (elsewhere || !alike || r.top().value().compareTo(best.value()) > 0) {
                    continue;
                }
            }
            passage.explain(r.percent());
            claim(passage, r.top(), best, r.percent(), Kind.RATIO, false, claims);
        }
    }

    private static void loose(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> figures = sentence.figures();
        for (int i = 0; i < figures.size(); i++) {
            Figure percent = figures.get(i);
            if (!percent.is(Measure.PERCENT) || passage.isExplained(percent)) {
                continue;
            }
            String lead =
                    passage.lower(
                            Math.max(sentence.start(), percent.start() - 40), percent.start());
            if (!LINK.matcher(lead).find() || CHANGE.matcher(lead).find()) {
                continue;
            }
            if (COMPARED.matcher(passage.lower(percent.end(), percent.end() + 20)).find()) {
                continue;
            }
            @Nullable Figure top = numerator(passage, figures, i);
            if (top == null || !top.exact()) {
                continue;
            }
            int at = figures.indexOf(top);
            boolean outOf =
                    at > 0
                            && figures.get(at - 1).is(top.measure())
                            && figures.get(at - 1).role() == Figure.Role.ALONE
                            && OUT_OF_END.matcher(passage.between(figures.get(at - 1), top)).find();
            if (outOf && top.value().signum() > 0) {
                passage.explain(percent);
                claim(passage, figures.get(at - 1), top, percent, Kind.RATIO, true, claims);
                continue;
            }
            if (complementOfFraction(passage, figures, i, top, percent, claims)) {
                continue;
            }
            List<Figure> bases = bases(passage, figures, i, top);
            @Nullable Figure fits = null;
            for (Figure base : bases) {
                if (judge(top, base, percent).verdict() == Verdict.OK) {
                    fits = base;
                    break;
                }
            }
            List<Figure> near =
                    bases.stream().filter(b -> !passage.between(b, top).contains(";")).toList();
            if (fits == null && near.size() <= 3) {
                for (Figure base : near) {
                    if (judge(top, base, percent).verdict() == Verdict.ROUNDING
                            && percent.decimals() > 0) {
                        fits = base;
                        break;
                    }
                }
            }
            if (fits != null) {
                passage.explain(percent);
                claim(passage, top, fits, percent, Kind.RATIO, true, claims);
                continue;
            }
            if (bases.size() == 1) {
                single(passage, sentence, top, bases.getFirst(), percent, claims);
            } else if (within(passage, top, bases, percent)) {
                passage.explain(percent);
                claim(passage, top, bases.getFirst(), percent, Kind.RATIO, true, claims);
            } else {
                narrowed(passage, sentence, top, bases, percent, claims);
            }
        }
    }

    /// "8.640 văn bản đi, trong đó 8.554 văn bản đi được ký số (đạt 99%)": "trong đó" names the
    /// base.
    private static boolean within(Passage passage, Figure top, List<Figure> bases, Figure percent) {
        if (bases.isEmpty() || bases.getFirst().start() > top.start()) {
            return false;
        }
        String gap = passage.between(bases.getFirst(), top);
        return gap.length() <= 60
                && gap.contains("trong đó")
                && !top.noun().isEmpty()
                && top.noun().equals(bases.getFirst().noun())
                && passage.between(top, percent).length() <= 50
                && !planned(passage, percent)
                && !compared(passage.lower(percent.end(), percent.end() + 20));
    }

    /// "văn bản đến 5.432, văn bản đi 1.856 văn bản; văn bản đi được ký số 1.820 văn bản, đạt …":
    /// the base is the one that the part's own name repeats.
    private static void narrowed(
            Passage passage,
            Passage.Sentence sentence,
            Figure top,
            List<Figure> bases,
            Figure percent,
            Claims claims) {
        String name = name(passage, sentence, top);
        @Nullable Figure only = null;
        for (Figure base : bases) {
            String whole = name(passage, sentence, base);
            boolean repeated =
                    whole.split(" ").length >= 3
                            && !top.noun().isEmpty()
                            && base.noun().equals(top.noun())
                            && name.startsWith(whole + " ");
            if (repeated && only != null) {
                return;
            }
            only = repeated ? base : only;
        }
        if (only != null && passage.between(top, percent).length() <= 40) {
            passage.explain(percent);
            claim(passage, top, only, percent, Kind.RATIO, false, claims);
        }
    }

    /// The words between the mark before a figure and the figure.
    private static String name(Passage passage, Passage.Sentence sentence, Figure figure) {
        String lead =
                passage.lower(Math.max(sentence.start(), figure.start() - 90), figure.start());
        int cut = 0;
        for (int i = 0; i < lead.length(); i++) {
            cut = ",;:.()".indexOf(lead.charAt(i)) >= 0 ? i + 1 : cut;
        }
        return lead.substring(cut)
                .replaceAll("(?:^|\\s)(?:số|tổng số|trong đó|là|có|được|đạt|và)(?=\\s|$)", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String beforeBaseOf(Passage passage, Passage.Sentence sentence, Figure base) {
        return passage.lower(Math.max(sentence.start(), base.start() - 30), base.start());
    }

    private static void single(
            Passage passage,
            Passage.Sentence sentence,
            Figure top,
            Figure base,
            Figure percent,
            Claims claims) {
        String gap =
                top.start() > base.start()
                        ? passage.between(base, top)
                        : passage.between(top, base);
        boolean outOf =
                OUT_OF.matcher(gap).find()
                        || (base.start() < top.start()
                                && INTRODUCED
                                        .matcher(beforeBaseOf(passage, sentence, base))
                                        .find());
        boolean one =
                sentence.figures().stream()
                                .filter(f -> f.is(top.measure()) && f.end() <= percent.start())
                                .count()
                        == 2;
        String beforeBase =
                passage.lower(Math.max(sentence.start(), base.start() - 60), base.start());
        String afterPercent = passage.lower(percent.end(), percent.end() + 40);
        boolean planned =
                one
                        && PLAN.matcher(beforeBase).find()
                        && PLAN.matcher(afterPercent).find()
                        && (top.is(Measure.MONEY) || top.noun().equals(base.noun()));
        boolean partOf =
                one
                        && gap.contains("trong đó")
                        && top.noun().equals(base.noun())
                        && passage.between(top, percent).length() <= 120;
        boolean paired =
                one
                        && (top.is(Measure.MONEY) || !top.noun().isEmpty())
                        && top.noun().equals(base.noun())
                        && base.start() < top.start()
                        && gap.length() <= 60
                        && passage.between(top, percent).length() <= 60
                        && PAIRED.matcher(passage.lower(sentence.start(), top.start())).find();
        if (outOf || planned || partOf || paired) {
            passage.explain(percent);
            claim(passage, top, base, percent, Kind.RATIO, true, claims);
        }
    }

    /// "6/10 hồ sơ, đạt 60%; 4 hồ sơ chưa xong, chiếm 40%": the base is that of the fraction
    /// before.
    private static boolean complementOfFraction(
            Passage passage,
            List<Figure> figures,
            int at,
            Figure top,
            Figure percent,
            Claims claims) {
        for (int j = at - 1; j > 0; j--) {
            Figure bottom = figures.get(j);
            if (bottom.role() == Figure.Role.BOTTOM
                    && bottom.start() < top.start()
                    && !bottom.is(Measure.RANK)) {
                Figure part = figures.get(j - 1);
                BigDecimal rest = bottom.value().subtract(part.value());
                boolean complement = Arithmetic.same(rest, top.value());
                if (complement) {
                    passage.explain(percent);
                    claim(passage, top, bottom, percent, Kind.RATIO, true, claims);
                }
                return complement;
            }
        }
        return false;
    }

    private static @Nullable Figure numerator(Passage passage, List<Figure> figures, int at) {
        Figure percent = figures.get(at);
        for (int j = at - 1; j >= 0; j--) {
            Figure figure = figures.get(j);
            if (figure.is(Measure.PERCENT)) {
                return null;
            }
            if (figure.depth() > percent.depth() || figure.is(Measure.TIME)) {
                continue;
            }
            boolean usable =
                    figure.role() == Figure.Role.ALONE
                            && (figure.is(Measure.COUNT)
                                    || figure.is(Measure.MONEY)
                                    || figure.is(Measure.SCORE));
            String gap = passage.between(figure, percent);
            return usable && gap.length() <= 160 && !gap.contains(". ") ? figure : null;
        }
        return null;
    }

    private static List<Figure> bases(Passage passage, List<Figure> figures, int at, Figure top) {
        List<Figure> bases = new ArrayList<>();
        for (int j = at - 1; j >= 0; j--) {
            Figure figure = figures.get(j);
            if (figure.start() < top.start()
                    && figure.is(top.measure())
                    && figure.value().signum() > 0
                    && figure.hedge() == Hedge.NONE
                    && (figure.value().compareTo(top.value()) >= 0 || figure.is(Measure.MONEY))) {
                bases.add(figure);
            }
        }
        if (at + 1 < figures.size()) {
            Figure next = figures.get(at + 1);
            Figure percent = figures.get(at);
            String gap = passage.between(percent, next);
            if (next.is(top.measure())
                    && next.role() == Figure.Role.ALONE
                    && next.value().signum() > 0
                    && next.depth() > percent.depth()
                    && gap.length() <= 60
                    && PLAN.matcher(gap).find()) {
                bases.addFirst(next);
            }
        }
        return bases;
    }

    static boolean linked(String lead) {
        return LINK.matcher(lead).find() && !CHANGE.matcher(lead).find();
    }

    static boolean compared(String after) {
        Matcher matcher = COMPARED.matcher(after);
        return matcher.find();
    }
}
