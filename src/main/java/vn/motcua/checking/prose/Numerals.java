package vn.motcua.checking.prose;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Measure;
import vn.motcua.checking.reading.NumberWords;

/// Numerals against the same number in words, and ranks against how many are ranked.
final class Numerals {
    private static final Pattern WORDS_AFTER =
            Pattern.compile(
                    "^[^.;()\\d]{0,24}\\(\\s*(?:bằng chữ|viết bằng chữ)?\\s*:?\\s*([\\p{L}, ]{2,200}?)\\s*\\.?/?\\.?\\s*\\)");
    private static final Pattern WORDS_BEFORE = Pattern.compile("((?:\\p{L}+\\s+){1,6})\\(\\s*$");
    private static final List<String> UNIT_WORDS =
            List.of(
                    "đồng", "chẵn", "việt", "nam", "ngày", "tháng", "người", "đơn", "vị", "hồ",
                    "sơ", "điểm", "lớp", "xã", "phần");

    private Numerals() {}

    static void find(Passage passage, Claims claims) {
        for (int i = 0; i < passage.figures().size(); i++) {
            Figure figure = passage.figures().get(i);
            if (figure.role() == Figure.Role.ALONE && !figure.is(Measure.PERCENT)) {
                words(passage, figure, claims);
            }
            if (figure.is(Measure.RANK) && figure.role() == Figure.Role.TOP) {
                rank(passage, figure, passage.figures().get(i + 1), claims);
            }
        }
    }

    private static void words(Passage passage, Figure figure, Claims claims) {
        Matcher after =
                WORDS_AFTER.matcher(
                        passage.lower(
                                figure.end(),
                                Math.min(passage.lower().length(), figure.end() + 260)));
        if (after.find()) {
            String[] all = after.group(1).replace(",", " ").strip().split("\\s+");
            int end = all.length;
            while (end > 0 && UNIT_WORDS.contains(all[end - 1])) {
                end--;
            }
            String[] number = Arrays.copyOf(all, end);
            boolean onlyWords = end > 0 && Arrays.stream(number).allMatch(NumberWords::isWord);
            if (onlyWords) {
                compare(passage, figure, String.join(" ", number), claims);
            }
            return;
        }
        if (figure.depth() == 0 || passage.text().charAt(Math.max(0, figure.start() - 1)) != '(') {
            return;
        }
        if (figure.end() >= passage.text().length() || passage.text().charAt(figure.end()) != ')') {
            return;
        }
        Matcher before = WORDS_BEFORE.matcher(passage.lower(figure.start() - 50, figure.start()));
        if (before.find()) {
            String[] all = before.group(1).strip().split("\\s+");
            int from = all.length;
            while (from > 0 && NumberWords.isWord(all[from - 1])) {
                from--;
            }
            String phrase = String.join(" ", Arrays.copyOfRange(all, from, all.length));
            boolean ambiguous = phrase.isEmpty() || phrase.equals("năm") || phrase.equals("không");
            if (!ambiguous) {
                compare(passage, figure, phrase, claims);
            }
        }
    }

    private static void compare(Passage passage, Figure figure, String phrase, Claims claims) {
        Optional<BigDecimal> value = NumberWords.parse(phrase);
        if (value.isEmpty()) {
            return;
        }
        boolean right =
                Arithmetic.same(value.get(), figure.value())
                        || Arithmetic.same(
                                value.get(), Arithmetic.in(figure.value(), figure.factor()));
        claims.add(
                new Claim(
                        Kind.WORDS,
                        Basis.AS_PRINTED,
                        right ? Verdict.OK : Verdict.WRONG,
                        passage.place(figure),
                        passage.quote(figure, figure) + " (" + phrase + ")",
                        List.of(figure.value()),
                        figure.raw(),
                        Arithmetic.show(value.get()),
                        right
                                ? "Số và chữ khớp nhau."
                                : "Số viết "
                                        + figure.raw()
                                        + " nhưng chữ viết “"
                                        + phrase
                                        + "”, tức "
                                        + Arithmetic.show(value.get())
                                        + "."));
    }

    private static void rank(Passage passage, Figure place, Figure among, Claims claims) {
        boolean right = place.value().compareTo(among.value()) <= 0 && place.value().signum() > 0;
        claims.add(
                new Claim(
                        Kind.RANKING,
                        Basis.AS_PRINTED,
                        right ? Verdict.OK : Verdict.WRONG,
                        passage.place(place),
                        passage.quote(place, among),
                        List.of(place.value(), among.value()),
                        Arithmetic.show(place.value()),
                        "1–" + Arithmetic.show(among.value()),
                        right
                                ? "Thứ hạng nằm trong số đơn vị được xếp."
                                : "Thứ hạng "
                                        + Arithmetic.show(place.value())
                                        + " không thể có khi chỉ xếp "
                                        + Arithmetic.show(among.value())
                                        + "."));
    }
}
