package vn.motcua.checking.prose;

import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Arithmetic.Judged;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.claim.Mend;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Hedge;
import vn.motcua.checking.reading.Measure;

/// Increases, decreases and what remains.
final class Changes {
    private static final Pattern VERB =
            Pattern.compile(
                    "(tăng thêm|tăng|giảm|vượt|cao hơn|thấp hơn|nhiều hơn|ít hơn|cắt giảm|rút ngắn|hơn|kém)(?:\\s+(?:được|thêm|khoảng|là|tới|đi|so với[^,;.()\\d]{0,40}là))*[\\s:(]*$");
    private static final Pattern FROM =
            Pattern.compile("từ(?:\\s+(?:mức|còn|khoảng|tổng số))?\\s*$");
    private static final Pattern TO =
            Pattern.compile(
                    "(?:xuống còn|giảm còn|giảm xuống|tăng lên|lên thành|xuống|còn|lên|đến|thành)(?:\\s+(?:còn|là|mức|thành))?\\s*$");
    private static final Pattern REMAINS =
            Pattern.compile("(?:còn lại|còn thiếu|còn)\\s*(?:là|có|:|khoảng)?\\s*$");
    private static final Pattern UNDONE =
            Pattern.compile(
                    "^(?:\\s*(?:phản ánh, kiến nghị|cơ quan, đơn vị|xã, phường, thị trấn|cán bộ, công chức))?[^,;.()\\d]{0,60}?(?:còn lại|chưa|đang|tiếp tục)");
    private static final Pattern LEFT_BEHIND =
            Pattern.compile(
                    "^\\s*(?:phản ánh, kiến nghị|cơ quan, đơn vị|xã, phường, thị trấn|cán bộ, công chức|[^,;.()\\d]{2,30}?)\\s+còn lại(?!\\p{L})");
    private static final Pattern LOST =
            Pattern.compile("(?:mất|bị trừ|trừ|giảm trừ|bị mất|thiếu)\\s*(?:đi)?\\s*$");

    private Changes() {}

    static void find(Passage passage, Claims claims) {
        for (Passage.Sentence sentence : passage.sentences()) {
            fromTo(passage, sentence.figures(), claims);
            fromTo(passage, withoutAsides(passage, sentence.figures()), claims);
            against(passage, sentence.figures(), claims);
            remains(passage, sentence, claims);
            lost(passage, sentence.figures(), claims);
        }
    }

    /// "từ 1.250 hộ (tỷ lệ 5%) xuống còn 1.000 hộ (tỷ lệ 4%)": the amounts without their rates.
    private static List<Figure> withoutAsides(Passage passage, List<Figure> figures) {
        return figures.stream()
                .filter(f ->
                        !(f.is(Measure.PERCENT)
                                && f.depth() > 0
                                && !VERB.matcher(passage.lower(f.start() - 40, f.start())).find()))
                .toList();
    }

    /// "từ 15 ngày xuống còn 12 ngày (giảm 20%)", "giảm 3 ngày, từ 15 ngày còn 12 ngày".
    private static void fromTo(Passage passage, List<Figure> figures, Claims claims) {
        for (int i = 0; i + 1 < figures.size(); i++) {
            Figure old = figures.get(i);
            Figure now = figures.get(i + 1);
            if (!old.is(now.measure())
                    || old.role() != Figure.Role.ALONE
                    || now.role() != Figure.Role.ALONE
                    || old.value().signum() == 0
                    || !FROM.matcher(passage.lower(old.start() - 20, old.start())).find()) {
                continue;
            }
            String gap = passage.between(old, now);
            if (gap.length() > 60 || !TO.matcher(gap).find() || !Sums.agree(old, now)) {
                continue;
            }
            @Nullable Figure change = null;
            String verb = "";
            if (i + 2 < figures.size()) {
                String after = passage.between(now, figures.get(i + 2));
                Matcher matcher = VERB.matcher(after);
                if (after.length() <= 90 && matcher.find()) {
                    change = figures.get(i + 2);
                    verb = matcher.group(1);
                }
            }
            if (change == null && i > 0) {
                Figure first = figures.get(i - 1);
                Matcher matcher = VERB.matcher(passage.lower(first.start() - 40, first.start()));
                if (passage.between(first, old).length() <= 60 && matcher.find()) {
                    change = first;
                    verb = matcher.group(1);
                }
            }
            if (change != null && !passage.isExplained(change)) {
                compare(passage, old, now, change, verb, true, claims);
            }
        }
    }

    /// "12 hồ sơ, tăng 2 hồ sơ so với cùng kỳ (10 hồ sơ)".
    private static void against(Passage passage, List<Figure> figures, Claims claims) {
        for (int i = 1; i + 1 < figures.size(); i++) {
            Figure change = figures.get(i);
            Matcher verb = VERB.matcher(passage.lower(figures.get(i - 1).end(), change.start()));
            if (passage.isExplained(change) || change.role() != Figure.Role.ALONE || !verb.find()) {
                continue;
            }
            Figure now = figures.get(i - 1);
            if (now.role() == Figure.Role.BOTTOM && i >= 2) {
                continue;
            }
            if (passage.between(now, change).length() > 80
                    || passage.between(now, change).contains(";")) {
                continue;
            }
            Figure old = figures.get(i + 1);
            int skip = i + 1;
            if (old.is(Measure.PERCENT) && !change.is(Measure.PERCENT) && i + 2 < figures.size()) {
                skip = i + 2;
                old = figures.get(skip);
            }
            String gap = passage.lower(figures.get(skip - 1).end(), old.start());
            boolean compared = gap.contains("so với") || gap.contains("cùng kỳ");
            boolean pointed =
                    gap.matches("(?s).*\\([^)]{0,40}$")
                            || gap.matches("(?s).*so với\\s*$")
                            || gap.matches("(?s).*(?:là|đạt|có)\\s*$");
            if (now.is(Measure.PERCENT) && ofBudget(passage, now, old)) {
                continue;
            }
            if (!old.is(now.measure())
                    || !compared
                    || !pointed
                    || gap.length() > 90
                    || gap.contains(";")
                    || old.value().signum() == 0
                    || old.role() != Figure.Role.ALONE
                    || !Sums.agree(old, now)) {
                continue;
            }
            boolean comparable =
                    change.is(Measure.PERCENT)
                            || change.is(now.measure())
                            || (now.is(Measure.PERCENT) && change.is(Measure.STEP));
            if (comparable) {
                compare(passage, old, now, change, verb.group(1), true, claims);
            }
        }
    }

    /// "bằng 32,3% dự toán, giảm 3,7% so với cùng kỳ (đạt 36,2% dự toán)": what fell is the amount,
    /// not the percentage.
    private static boolean ofBudget(Passage passage, Figure now, Figure old) {
        return Ratios.planned(passage, now)
                || Ratios.planned(passage, old)
                || passage.lower(now.end(), now.end() + 30).matches("(?s)^%?\\s*so với.*");
    }

    private static void compare(
            Passage passage,
            Figure old,
            Figure now,
            Figure change,
            String verb,
            boolean firm,
            Claims claims) {
        boolean up =
                verb.startsWith("tăng")
                        || verb.equals("vượt")
                        || verb.startsWith("cao")
                        || verb.startsWith("nhiều")
                        || verb.equals("hơn");
        boolean about = change.hedge() == Hedge.ABOUT || !old.exact() || !now.exact();
        if (about) {
            return;
        }
        boolean share = change.is(Measure.PERCENT) && !now.is(Measure.PERCENT);
        BigDecimal factor =
                Arithmetic.commonFactor(share ? List.of(old, now) : List.of(old, now, change));
        BigDecimal before = Arithmetic.in(old.value(), factor);
        BigDecimal after = Arithmetic.in(now.value(), factor);
        BigDecimal stated = share ? change.value() : Arithmetic.in(change.value(), factor);
        BigDecimal difference = up ? after.subtract(before) : before.subtract(after);
        passage.explain(change);
        Figure first = old.start() < now.start() ? old : now;
        Figure last =
                change.start() > old.start() && change.start() > now.start()
                        ? change
                        : old.start() > now.start() ? old : now;
        if (change.start() < first.start()) {
            first = change;
        }
        if (share) {
            Judged judged =
                    Arithmetic.near(
                            stated, change.decimals(), Arithmetic.percent(difference, before));
            Verdict verdict = judged.verdict();
            if (verdict != Verdict.OK
                    && now.scaled()
                    && Arithmetic.close(judged.exact(), stated, 3)) {
                verdict = Verdict.OK;
            }
            String equation =
                    "("
                            + Arithmetic.show(up ? after : before)
                            + " − "
                            + Arithmetic.show(up ? before : after)
                            + ")/"
                            + Arithmetic.show(before)
                            + " = "
                            + Arithmetic.showExact(judged.exact(), change.decimals());
            claims.add(
                    new Claim(
                            Kind.RATIO,
                            Basis.AS_PRINTED,
                            verdict,
                            passage.place(change),
                            passage.quote(first, last),
                            List.of(before, after),
                            Arithmetic.show(stated) + "%",
                            Arithmetic.showPercent(judged.exact(), Math.max(1, change.decimals())),
                            verdict == Verdict.OK
                                    ? equation + ", đúng."
                                    : equation + ", không phải " + Arithmetic.show(stated) + "%."));
            return;
        }
        boolean right = Arithmetic.same(difference, stated);
        if (!right && now.scaled()) {
            BigDecimal slack = Arithmetic.in(old.unit().add(now.unit()).add(change.unit()), factor);
            right =
                    difference.subtract(stated).abs().multiply(BigDecimal.TWO).compareTo(slack)
                            <= 0;
        }
        String equation =
                Arithmetic.show(up ? after : before)
                        + " − "
                        + Arithmetic.show(up ? before : after)
                        + " = "
                        + Arithmetic.show(difference);
        claims.add(
                new Claim(
                        Kind.DIFFERENCE,
                        Basis.AS_PRINTED,
                        right ? Verdict.OK : firm ? Verdict.WRONG : Verdict.SUSPECT,
                        passage.place(change),
                        passage.quote(first, last),
                        List.of(after, before),
                        Arithmetic.show(stated),
                        Arithmetic.show(difference),
                        right
                                ? equation + ", đúng."
                                : equation
                                        + ", không phải "
                                        + Arithmetic.show(stated)
                                        + (difference.signum() < 0
                                                ? " (chiều tăng, giảm bị ngược)."
                                                : ".")
                                        + Mend.slip(stated, difference)
                                                .map(s -> " Có thể " + s + ".")
                                                .orElse("")));
    }

    /// "97 nhiệm vụ …, thực hiện 69 nhiệm vụ, còn 28 nhiệm vụ".
    private static void remains(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> figures = sentence.figures();
        for (int i = 1; i < figures.size(); i++) {
            Figure rest = figures.get(i);
            String lead =
                    passage.lower(Math.max(sentence.start(), rest.start() - 14), rest.start());
            Matcher matcher = REMAINS.matcher(lead);
            boolean led = matcher.find();
            boolean followed =
                    !led && LEFT_BEHIND.matcher(passage.lower(rest.end(), rest.end() + 60)).find();
            if (rest.role() != Figure.Role.ALONE
                    || !rest.exact()
                    || !(led || followed)
                    || rest.is(Measure.PERCENT)
                    || rest.is(Measure.TIME)) {
                continue;
            }
            boolean called =
                    followed
                            || matcher.group().contains("còn lại")
                            || matcher.group().contains("thiếu");
            boolean strict =
                    called || UNDONE.matcher(passage.lower(rest.end(), rest.end() + 90)).find();
            @Nullable Figure whole = null;
            @Nullable Figure done = null;
            boolean certain = false;
            int candidates = 0;
            for (int j = i - 1; j >= 0; j--) {
                Figure figure = figures.get(j);
                if (!figure.is(rest.measure())
                        || !Sums.agree(figure, rest)
                        || figure.depth() > rest.depth()) {
                    continue;
                }
                if (figure.role() == Figure.Role.BOTTOM && candidates == 0) {
                    whole = figure;
                    done = figures.get(j - 1);
                    certain = true;
                    break;
                }
                if (figure.role() == Figure.Role.ALONE) {
                    candidates++;
                    if (done == null) {
                        done = figure;
                    } else if (whole == null) {
                        whole = figure;
                    }
                }
            }
            if (whole == null || done == null || whole.value().compareTo(done.value()) < 0) {
                continue;
            }
            BigDecimal left = whole.value().subtract(done.value());
            boolean right = Arithmetic.same(left, rest.value());
            if (followed && !certain) {
                continue;
            }
            boolean sameNoun =
                    (rest.is(Measure.MONEY) || !rest.noun().isEmpty())
                            && rest.noun().equals(whole.noun())
                            && whole.noun().equals(done.noun());
            if (!right
                    && (!strict
                            || !(certain || (candidates == 2 && sameNoun))
                            || passage.between(done, rest).length() > 200)) {
                continue;
            }
            String equation =
                    Arithmetic.show(whole.value())
                            + " − "
                            + Arithmetic.show(done.value())
                            + " = "
                            + Arithmetic.show(left);
            Verdict verdict =
                    right ? Verdict.OK : called || certain ? Verdict.WRONG : Verdict.SUSPECT;
            claims.add(
                    new Claim(
                            Kind.DIFFERENCE,
                            Basis.AS_PRINTED,
                            verdict,
                            passage.place(rest),
                            passage.quote(whole.start() < done.start() ? whole : done, rest),
                            List.of(whole.value(), done.value()),
                            Arithmetic.show(rest.value()),
                            Arithmetic.show(left),
                            right
                                    ? equation + ", đúng."
                                    : equation
                                            + ", không phải "
                                            + Arithmetic.show(rest.value())
                                            + "."
                                            + Mend.slip(rest.value(), left)
                                                    .map(s -> " Có thể " + s + ".")
                                                    .orElse("")));
        }
    }

    /// "đạt 3,89/4 điểm, mất 0,11 điểm".
    private static void lost(Passage passage, List<Figure> figures, Claims claims) {
        for (int i = 2; i < figures.size(); i++) {
            Figure lost = figures.get(i);
            Figure bottom = figures.get(i - 1);
            if (!lost.is(Measure.SCORE)
                    || lost.role() != Figure.Role.ALONE
                    || bottom.role() != Figure.Role.BOTTOM
                    || !bottom.is(Measure.SCORE)
                    || !LOST.matcher(passage.between(bottom, lost)).find()
                    || passage.between(bottom, lost).length() > 120) {
                continue;
            }
            Figure top = figures.get(i - 2);
            BigDecimal left = bottom.value().subtract(top.value());
            boolean right = Arithmetic.same(left, lost.value());
            String equation =
                    Arithmetic.show(bottom.value())
                            + " − "
                            + Arithmetic.show(top.value())
                            + " = "
                            + Arithmetic.show(left);
            claims.add(
                    new Claim(
                            Kind.SCORE_RULE,
                            Basis.AS_PRINTED,
                            right ? Verdict.OK : Verdict.WRONG,
                            passage.place(lost),
                            passage.quote(top, lost),
                            List.of(bottom.value(), top.value()),
                            Arithmetic.show(lost.value()),
                            Arithmetic.show(left),
                            equation
                                    + (right
                                            ? ", đúng."
                                            : ", không phải "
                                                    + Arithmetic.show(lost.value())
                                                    + ".")));
        }
    }
}
