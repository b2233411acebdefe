package vn.motcua.checking.prose;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
import vn.motcua.checking.claim.Facets;
import vn.motcua.checking.claim.Mend;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Measure;

/// A total and the parts that the text lists under it, with the share of each part.
final class Sums {
    private static final Pattern MARKER =
            Pattern.compile(
                    "trong đó|bao gồm|gồm có|(?<!bao )gồm|chia ra|cụ thể|phân ra|chia theo|phân theo");
    private static final Pattern EXHAUSTIVE = Pattern.compile("gồm|chia|phân|cụ thể");
    private static final Pattern SHARE_LINK =
            Pattern.compile(
                    "(?:chiếm|tỷ lệ|tỉ lệ|tỷ trọng|đạt|bằng|tương ứng|\\(|=)[\\s:(]*(?:tỷ lệ|tỉ lệ|khoảng|là)?[\\s:(]*$");
    private static final Pattern OVERLAPPING =
            Pattern.compile(
                    "nữ|dân tộc|tôn giáo|đảng viên|đoàn viên|trẻ|trình độ|đại học|trực tuyến");
    private static final BigDecimal SMALL = BigDecimal.valueOf(60);
    private static final Set<Set<String>> COMPLETE =
            Set.of(
                    Set.of("early", "ontime", "late"),
                    Set.of("notlate", "late"),
                    Set.of("intime", "late"),
                    Set.of("district", "commune"),
                    Set.of("prior", "inperiod"));
    private static final Set<String> PARTITIONED =
            Set.of(
                    "early",
                    "ontime",
                    "late",
                    "notlate",
                    "intime",
                    "district",
                    "commune",
                    "prior",
                    "inperiod");
    private static final Pattern LABEL_STOP = Pattern.compile("[;,.]\\s");
    private static final Pattern REMAINDER =
            Pattern.compile("(?<!\\p{L})(?:khác|còn lại)(?!\\p{L})");
    private static final Pattern OPENS_SENTENCE =
            Pattern.compile(
                    "^[\\s*_+-]*(?:trong đó|trong số đó|trong số này|cụ thể|bao gồm|gồm)(?:\\s+(?:có|gồm|là))?\\s*[,:]?");
    private static final Pattern RATE_IN_TIME =
            Pattern.compile(
                    "(?:tỷ lệ|tỉ lệ)[^,;.\\d]{0,60}(?:đúng hạn|trước hạn|đúng và trước hạn)[^,;.\\d]{0,40}$");
    private static final Pattern BULLET = Pattern.compile("^\\s*([-+•–*])\\s*\\S");
    private static final List<Pattern[]> OPPOSITES =
            List.of(
                    pair("trực tiếp", "trực tuyến"),
                    pair("(?:cấp )?huyện", "(?:cấp )?xã"),
                    pair("cấp tỉnh|sở", "cấp huyện|cấp xã|huyện"),
                    pair("đúng hạn|trước hạn", "quá hạn|trễ hạn|chậm"),
                    pair("trong hạn", "quá hạn"),
                    pair("kỳ trước|tồn|chuyển sang|chuyển kỳ", "trong kỳ|mới|tiếp nhận"),
                    pair("(?<!\\p{L})nam(?!\\p{L})", "(?<!\\p{L})nữ(?!\\p{L})"),
                    pair("cán bộ", "công chức"),
                    pair("công chức", "viên chức"),
                    pair("công lập", "tư thục|ngoài công lập|dân lập"),
                    pair("thành thị", "nông thôn"),
                    pair("tốt|xuất sắc", "khá|trung bình"),
                    pair("hoàn thành", "chưa hoàn thành|đang thực hiện"),
                    pair("(?<!\\p{L})đã(?!\\p{L})", "(?<!\\p{L})chưa(?!\\p{L})|đang"));

    private Sums() {}

    private static Pattern[] pair(String one, String other) {
        return new Pattern[] {Pattern.compile(one), Pattern.compile(other)};
    }

    /// The parts of a total as one reading of the text takes them.
    private record Listing(List<Figure> parts, List<String> labels) {}

    static void find(List<Passage> passages, int number, Claims claims) {
        Passage passage = passages.get(number);
        for (int s = 0; s < passage.sentences().size(); s++) {
            Passage.Sentence sentence = passage.sentences().get(s);
            if (opened(passages, number, s, claims)) {
                continue;
            }
            Matcher matcher =
                    MARKER.matcher(passage.lower()).region(sentence.start(), sentence.end());
            boolean any = false;
            while (matcher.find()) {
                any |= marked(passage, sentence, matcher.start(), matcher.group(), claims);
            }
            if (!any) {
                unmarked(passage, sentence, claims);
            }
            added(passage, sentence, claims);
        }
    }

    /// "Tiếp nhận 7.486 hồ sơ. Trong đó, kỳ trước chuyển sang 2.462 hồ sơ; nhận mới 5.024 hồ sơ."
    private static boolean opened(List<Passage> passages, int number, int at, Claims claims) {
        Passage passage = passages.get(number);
        Passage.Sentence sentence = passage.sentences().get(at);
        Matcher opening = OPENS_SENTENCE.matcher(passage.lower(sentence.start(), sentence.end()));
        if (!opening.find()) {
            return false;
        }
        Passage former = at > 0 ? passage : number > 0 ? passages.get(number - 1) : passage;
        if (at == 0 && number == 0) {
            return false;
        }
        Passage.Sentence before =
                at > 0 ? passage.sentences().get(at - 1) : former.sentences().getLast();
        List<Figure> totals =
                before.figures().stream()
                        .filter(f ->
                                f.role() == Figure.Role.ALONE
                                        && summable(f)
                                        && f.exact()
                                        && f.depth() == 0
                                        && !f.noun().isEmpty())
                        .toList();
        @Nullable Figure found = null;
        @Nullable Listing parts = null;
        int from = sentence.start() + opening.end();
        for (Figure total : totals) {
            for (Listing reading : readings(passage, sentence, total, from, sentence.end(), 0)) {
                if (Arithmetic.same(sum(prefix(total, reading)), total.value())) {
                    found = total;
                    parts = prefix(total, reading);
                }
            }
        }
        boolean certain = totals.size() == 1 && at > 0;
        if (found == null && certain) {
            found = totals.getFirst();
            List<Listing> readings = readings(passage, sentence, found, from, sentence.end(), 0);
            parts = readings.isEmpty() ? null : best(found, readings);
            if (parts != null && !sameNoun(found, parts) && !complete(parts)) {
                parts = null;
            }
        }
        if (found == null || parts == null) {
            return false;
        }
        boolean same = former == passage;
        weigh(former, found, parts, true, false, same, claims);
        return same;
    }

    /// "…, trong đó:" with the parts on the following lines.
    static void findOverLines(List<Passage> passages, int at, Claims claims) {
        Passage passage = passages.get(at);
        String stripped = passage.lower().stripTrailing();
        if (!stripped.endsWith(":") || passage.figures().isEmpty()) {
            return;
        }
        List<Passage.Sentence> sentences = passage.sentences();
        Passage.Sentence holder = sentences.getLast();
        if (holder.figures().isEmpty()
                && sentences.size() > 1
                && OPENS_SENTENCE.matcher(passage.lower(holder.start(), holder.end())).find()) {
            holder = sentences.get(sentences.size() - 2);
        }
        @Nullable Figure total = null;
        for (Figure figure : holder.figures()) {
            if (figure.role() == Figure.Role.ALONE && summable(figure)) {
                total = figure;
            }
        }
        if (total == null || stripped.length() - total.end() > 120) {
            return;
        }
        String tail = stripped.substring(total.end());
        boolean named = MARKER.matcher(tail).find() || tail.contains("như sau");
        List<Figure> parts = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        @Nullable String bullet = null;
        for (int i = at + 1; i < passages.size(); i++) {
            Passage item = passages.get(i);
            Matcher matcher = BULLET.matcher(item.text());
            if (!matcher.find()) {
                break;
            }
            if (bullet == null) {
                bullet = matcher.group(1);
            }
            if (!matcher.group(1).equals(bullet)) {
                continue;
            }
            @Nullable Figure part = null;
            for (Figure figure : item.figures()) {
                if (figure.role() == Figure.Role.ALONE && figure.is(total.measure())) {
                    part = figure;
                    break;
                }
            }
            if (part == null) {
                break;
            }
            parts.add(part);
            labels.add(item.lower(0, part.end() + 40));
        }
        if (parts.size() >= 2) {
            weigh(
                    passage,
                    total,
                    new Listing(parts, labels),
                    named,
                    EXHAUSTIVE.matcher(tail).find(),
                    false,
                    claims);
        }
    }

    private static boolean marked(
            Passage passage, Passage.Sentence sentence, int at, String marker, Claims claims) {
        @Nullable Figure total = total(passage, sentence, at);
        if (total == null) {
            return false;
        }
        total = wider(passage, sentence, at, total);
        int depth = passage.depthAt(at);
        int end = sentence.end();
        if (depth > total.depth()) {
            end = closing(passage, at, depth, sentence.end());
        }
        Matcher next = MARKER.matcher(passage.lower()).region(at + marker.length(), end);
        while (next.find()) {
            if (passage.depthAt(next.start()) == depth && marker.equals(next.group())) {
                end = next.start();
                break;
            }
        }
        List<Listing> readings = readings(passage, sentence, total, at, end, depth);
        if (readings.isEmpty()) {
            single(passage, sentence, total, at, end, depth, claims);
            return false;
        }
        Listing best = best(total, readings);
        Listing full = readings.getFirst();
        if (EXHAUSTIVE.matcher(marker).find() && closed(passage, total, full)) {
            best = full;
        }
        weigh(passage, total, best, true, EXHAUSTIVE.matcher(marker).find(), true, claims);
        return true;
    }

    /// "Tổng số … là 45 đơn vị; … 42 đơn vị; … 03 đơn vị", or "09 hành vi (… 02 hành vi; …)".
    private static void unmarked(Passage passage, Passage.Sentence sentence, Claims claims) {
        for (Figure total : sentence.figures()) {
            if (total.role() != Figure.Role.ALONE || !summable(total) || !total.exact()) {
                continue;
            }
            String before =
                    passage.lower(Math.max(sentence.start(), total.start() - 90), total.start());
            boolean called = before.matches("(?s).*(?:tổng số|tổng cộng|tổng).*");
            String after = passage.lower(total.end(), Math.min(sentence.end(), total.end() + 90));
            Matcher opening = Pattern.compile("^[^.,;:()\\d]{0,80}([(:;,])").matcher(after);
            if (!opening.find()) {
                continue;
            }
            int at = total.end() + opening.end(1);
            boolean parenthesis = opening.group(1).equals("(");
            boolean has =
                    after.substring(opening.end(1))
                            .matches("(?s)\\s*(?:trong số đó |trong số này )?có .*");
            if (!parenthesis && !called && !has && !opening.group(1).equals(":")) {
                continue;
            }
            int depth = passage.depthAt(at);
            int end =
                    depth > total.depth()
                            ? closing(passage, at, depth, sentence.end())
                            : sentence.end();
            List<Listing> readings = readings(passage, sentence, total, at, end, depth);
            if (!readings.isEmpty()) {
                Listing best = best(total, readings);
                weigh(passage, total, best, parenthesis && complete(best), false, true, claims);
                if (parenthesis && !complete(best)) {
                    inBrackets(passage, total, best, claims);
                }
                return;
            }
        }
    }

    /// A bracket right behind a total whose parts all count the same thing.
    private static void inBrackets(Passage passage, Figure total, Listing listing, Claims claims) {
        BigDecimal sum = sum(listing);
        boolean doubtful =
                !Arithmetic.same(sum, total.value())
                        && !total.scaled()
                        && listing.parts().size() >= 2
                        && consistent(total, listing)
                        && Arithmetic.close(sum, total.value(), 25)
                        && !(Arithmetic.close(sum, total.value(), 5)
                                && total.value().compareTo(SMALL) > 0)
                        && listing.labels().stream().noneMatch(l -> OVERLAPPING.matcher(l).find());
        if (doubtful) {
            List<BigDecimal> values = listing.parts().stream().map(Figure::value).toList();
            report(passage, total, listing, values, sum, Verdict.SUSPECT, claims);
        }
    }

    /// Parts that by their names leave nothing out: before, on and after time; direct and online.
    private static boolean complete(Listing listing) {
        Set<String> named = new TreeSet<>();
        for (String label : listing.labels()) {
            Set<String> facets = Facets.of(label);
            facets.retainAll(PARTITIONED);
            if (facets.size() != 1) {
                return false;
            }
            if (!named.addAll(facets)) {
                return false;
            }
        }
        return COMPLETE.contains(named);
    }

    /// "… 12 xã và 42 trường, tổng cộng 54 đơn vị".
    private static void added(Passage passage, Passage.Sentence sentence, Claims claims) {
        List<Figure> figures = sentence.figures();
        for (int i = 2; i < figures.size(); i++) {
            Figure total = figures.get(i);
            String lead = passage.lower(figures.get(i - 1).end(), total.start());
            if (!lead.matches(
                            "(?s).*(?:tổng cộng|cộng lại|tổng là|nâng tổng số|tổng số)[^,;.]{0,60}$")
                    || total.role() != Figure.Role.ALONE
                    || !summable(total)) {
                continue;
            }
            List<BigDecimal> parts = new ArrayList<>();
            for (int j = i - 1; j >= 0; j--) {
                Figure part = figures.get(j);
                if (!part.is(total.measure())
                        || part.role() != Figure.Role.ALONE
                        || !agree(total, part)) {
                    break;
                }
                parts.addFirst(part.value());
                if (parts.size() >= 2 && Arithmetic.same(Arithmetic.sum(parts), total.value())) {
                    claims.add(
                            new Claim(
                                    Kind.SUM,
                                    Basis.AS_PRINTED,
                                    Verdict.OK,
                                    passage.place(total),
                                    passage.quote(part, total),
                                    parts,
                                    Arithmetic.show(total.value()),
                                    Arithmetic.show(total.value()),
                                    Arithmetic.plus(parts)
                                            + " = "
                                            + Arithmetic.show(total.value())));
                    return;
                }
            }
        }
    }

    private static boolean summable(Figure figure) {
        return figure.is(Measure.COUNT) || figure.is(Measure.MONEY) || figure.is(Measure.PHYSICAL);
    }

    private static @Nullable Figure total(Passage passage, Passage.Sentence sentence, int at) {
        List<Figure> figures = sentence.figures();
        for (int i = figures.size() - 1; i >= 0; i--) {
            Figure figure = figures.get(i);
            if (figure.end() > at || figure.is(Measure.PERCENT) || figure.is(Measure.TIME)) {
                continue;
            }
            if (figure.depth() > passage.depthAt(at)) {
                continue;
            }
            String gap = passage.lower(figure.end(), at);
            boolean fits =
                    figure.role() == Figure.Role.ALONE
                            && summable(figure)
                            && figure.exact()
                            && gap.length() <= 260
                            && !gap.replaceFirst("\\s*;\\s*$", "").contains(";");
            return fits ? figure : null;
        }
        return null;
    }

    /// "gồm 02 quyết định, 03 kế hoạch và 01 công văn": the last "và" ends the list.
    private static boolean closed(Passage passage, Figure total, Listing listing) {
        List<Figure> parts = listing.parts();
        return parts.size() >= 3
                && consistent(total, listing)
                && passage.between(parts.get(parts.size() - 2), parts.getLast())
                        .matches("(?s).*(?<!\\p{L})và\\s*$");
    }

    /// "công bố 820 thủ tục ở 3 cấp, trong đó: …": the total is not the small number beside it.
    private static Figure wider(
            Passage passage, Passage.Sentence sentence, int at, Figure nearest) {
        @Nullable Figure part = null;
        for (Figure figure : sentence.figures()) {
            if (figure.start() > at && figure.role() == Figure.Role.ALONE && summable(figure)) {
                part = figure;
                break;
            }
        }
        if (part == null
                || nearest.value().compareTo(BigDecimal.valueOf(20)) > 0
                || part.value().compareTo(nearest.value()) <= 0) {
            return nearest;
        }
        for (int i = sentence.figures().indexOf(nearest) - 1; i >= 0; i--) {
            Figure figure = sentence.figures().get(i);
            String gap = passage.lower(figure.end(), nearest.start());
            if (gap.length() > 80 || gap.contains(";")) {
                return nearest;
            }
            if (figure.role() == Figure.Role.ALONE
                    && figure.is(part.measure())
                    && figure.exact()
                    && !figure.noun().isEmpty()
                    && agree(figure, part)
                    && figure.value().compareTo(part.value()) > 0) {
                return figure;
            }
        }
        return nearest;
    }

    private static int closing(Passage passage, int at, int depth, int end) {
        int position = at;
        while (position < end && passage.depthAt(position) >= depth) {
            position++;
        }
        return position;
    }

    private static List<Listing> readings(
            Passage passage, Passage.Sentence sentence, Figure total, int from, int to, int depth) {
        List<List<Figure>> segments = new ArrayList<>();
        List<Integer> cuts = new ArrayList<>();
        cuts.add(from);
        for (int i = from; i < to; i++) {
            if (passage.text().charAt(i) == ';' && passage.depthAt(i) == depth) {
                cuts.add(i);
            }
        }
        cuts.add(to);
        List<Figure> flat = new ArrayList<>();
        List<Figure> firsts = new ArrayList<>();
        List<Figure> nested = new ArrayList<>();
        for (int s = 0; s + 1 < cuts.size(); s++) {
            List<Figure> here = new ArrayList<>();
            List<Figure> inner = new ArrayList<>();
            for (Figure figure : sentence.figures()) {
                if (figure.start() < cuts.get(s) || figure.end() > cuts.get(s + 1)) {
                    continue;
                }
                boolean part =
                        figure.role() == Figure.Role.ALONE
                                && figure.is(total.measure())
                                && figure.exact()
                                && agree(total, figure);
                if (part && figure.depth() == depth) {
                    here.add(figure);
                } else if (part && figure.depth() == depth + 1) {
                    inner.add(figure);
                }
            }
            segments.add(here);
            flat.addAll(here);
            if (!here.isEmpty()) {
                firsts.add(here.getFirst());
            } else if (inner.size() == 1) {
                nested.add(inner.getFirst());
            }
        }
        List<Listing> readings = new ArrayList<>();
        if (firsts.size() >= 2) {
            readings.add(listing(passage, firsts, from, to));
        }
        if (flat.size() >= 2 && flat.size() != firsts.size()) {
            readings.add(listing(passage, flat, from, to));
        }
        if (firsts.isEmpty() && nested.size() >= 2) {
            readings.add(listing(passage, nested, from, to));
        }
        if (flat.isEmpty() && segments.size() == 1) {
            List<Figure> named = new ArrayList<>();
            for (Figure figure : sentence.figures()) {
                if (figure.start() >= from
                        && figure.end() <= to
                        && figure.depth() == depth + 1
                        && figure.role() == Figure.Role.ALONE
                        && figure.is(total.measure())
                        && agree(total, figure)) {
                    named.add(figure);
                }
            }
            if (named.size() >= 2) {
                readings.add(listing(passage, named, from, to));
            }
        }
        return readings;
    }

    private static Listing listing(Passage passage, List<Figure> parts, int from, int to) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            int left = i == 0 ? from : parts.get(i - 1).end();
            int right = i + 1 < parts.size() ? parts.get(i + 1).start() : to;
            String before = passage.lower(left, parts.get(i).start());
            int cut = Math.max(before.lastIndexOf(';'), i == 0 ? -1 : before.lastIndexOf(','));
            String after = passage.lower(parts.get(i).end(), right);
            Matcher stop = LABEL_STOP.matcher(after);
            labels.add(
                    before.substring(cut + 1)
                            + " "
                            + (stop.find() ? after.substring(0, stop.start()) : after));
        }
        return new Listing(parts, labels);
    }

    private static Listing best(Figure total, List<Listing> readings) {
        Listing best = readings.getFirst();
        BigDecimal distance = null;
        for (Listing reading : readings) {
            Listing prefix = prefix(total, reading);
            BigDecimal off = sum(prefix).subtract(total.value()).abs();
            if (distance == null || off.compareTo(distance) < 0) {
                distance = off;
                best = prefix;
            }
        }
        return best;
    }

    /// The leading parts that make the total exactly, else all of them.
    private static Listing prefix(Figure total, Listing listing) {
        for (int k = 2; k <= listing.parts().size(); k++) {
            Listing head =
                    new Listing(listing.parts().subList(0, k), listing.labels().subList(0, k));
            if (Arithmetic.same(sum(head), total.value())) {
                return head;
            }
        }
        int size = listing.parts().size();
        for (int from = 1; from + 2 <= size; from++) {
            for (int to = from + 2; to <= size; to++) {
                Listing run =
                        new Listing(
                                listing.parts().subList(from, to),
                                listing.labels().subList(from, to));
                if (Arithmetic.same(sum(run), total.value())) {
                    return run;
                }
            }
        }
        for (int k = size; k >= 2; k--) {
            Listing head =
                    new Listing(listing.parts().subList(0, k), listing.labels().subList(0, k));
            if (Arithmetic.close(sum(head), total.value(), 4)) {
                return head;
            }
        }
        return listing;
    }

    private static BigDecimal sum(Listing listing) {
        return Arithmetic.sum(listing.parts().stream().map(Figure::value).toList());
    }

    static boolean agree(Figure total, Figure part) {
        String one = group(total.noun());
        String other = group(part.noun());
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static String group(String noun) {
        return switch (noun) {
            case "biên chế", "lãnh đạo" -> "người";
            case "quyết định" -> "văn bản";
            case "xã", "đơn vị sự nghiệp", "thôn" -> "đơn vị";
            default -> noun;
        };
    }

    /// "trong đó có 24.936 văn bản": one part only, which cannot exceed the total.
    private static void single(
            Passage passage,
            Passage.Sentence sentence,
            Figure total,
            int from,
            int to,
            int depth,
            Claims claims) {
        for (Figure part : sentence.figures()) {
            if (part.start() < from || part.end() > to || part.depth() != depth) {
                continue;
            }
            if (part.role() != Figure.Role.ALONE
                    || !part.is(total.measure())
                    || part.noun().isEmpty()
                    || !part.noun().equals(total.noun())) {
                return;
            }
            boolean over = part.value().compareTo(total.value()) > 0;
            claims.add(
                    new Claim(
                            Kind.BOUND,
                            Basis.AS_PRINTED,
                            over ? Verdict.WRONG : Verdict.OK,
                            passage.place(part),
                            passage.quote(total, part),
                            List.of(part.value(), total.value()),
                            Arithmetic.show(part.value()),
                            "≤ " + Arithmetic.show(total.value()),
                            over
                                    ? "Phần "
                                            + Arithmetic.show(part.value())
                                            + " lớn hơn tổng "
                                            + Arithmetic.show(total.value())
                                            + " chứa nó."
                                    : "Phần không lớn hơn tổng."));
            return;
        }
    }

    private static void weigh(
            Passage passage,
            Figure total,
            Listing listing,
            boolean explicit,
            boolean exhaustive,
            boolean samePassage,
            Claims claims) {
        BigDecimal sum = sum(listing);
        List<BigDecimal> values = listing.parts().stream().map(Figure::value).toList();
        boolean equal = Arithmetic.same(sum, total.value());
        boolean near = Arithmetic.close(sum, total.value(), 5);
        boolean opposite = opposites(listing);
        List<Share> shares = samePassage ? shares(passage, listing) : List.of();
        boolean whole = wholeShares(shares, listing);
        boolean small = total.value().compareTo(BigDecimal.valueOf(60)) <= 0;
        boolean firm = !total.noun().isEmpty() || total.is(Measure.MONEY);
        @Nullable Verdict verdict = null;
        if (equal) {
            verdict = Verdict.OK;
        } else if (roundedSum(total, listing, sum)) {
            verdict = Verdict.OK;
        } else if (whole
                || (near && (explicit || !small) && !(small && !exhaustive && !opposite))) {
            verdict = explicit || whole ? Verdict.WRONG : Verdict.SUSPECT;
        } else if (explicit && slipped(total, sum, values)) {
            verdict = Verdict.WRONG;
        } else if (explicit
                && (complete(listing) || REMAINDER.matcher(listing.labels().getLast()).find())
                && firm
                && consistent(total, listing)
                && Arithmetic.close(sum, total.value(), 60)) {
            verdict = Verdict.WRONG;
        } else if (explicit && opposite && firm && listing.parts().size() >= 2) {
            boolean over = sum.compareTo(total.value()) > 0;
            verdict =
                    over && exhaustive
                            ? Verdict.WRONG
                            : Arithmetic.close(sum, total.value(), 40) ? Verdict.SUSPECT : null;
        } else if (explicit
                && exhaustive
                && firm
                && consistent(total, listing)
                && Arithmetic.close(sum, total.value(), 25)) {
            verdict = Verdict.WRONG;
        }
        if (verdict == null
                && exhaustive
                && total.is(Measure.MONEY)
                && Arithmetic.close(sum, total.value(), 25)) {
            verdict = Verdict.SUSPECT;
        }
        if (verdict == null
                && explicit
                && firm
                && listing.parts().size() >= 3
                && Arithmetic.close(sum, total.value(), 25)
                && sum.compareTo(total.value()) > 0
                && listing.labels().stream().noneMatch(l -> OVERLAPPING.matcher(l).find())) {
            verdict = Verdict.SUSPECT;
        }
        if (verdict != null) {
            report(passage, total, listing, values, sum, verdict, claims);
        }
        if (samePassage && complete(listing)) {
            rateInTime(passage, total, listing, claims);
        }
        if (verdict != null || explicit) {
            weighShares(
                    passage,
                    total,
                    listing,
                    shares,
                    sum,
                    verdict == Verdict.OK || whole || near,
                    claims);
        }
    }

    /// "… (trước hạn 1.150, đúng hạn 45, trễ hạn 05); tỷ lệ giải quyết đúng hạn đạt 99,58%".
    private static void rateInTime(Passage passage, Figure total, Listing listing, Claims claims) {
        List<Figure> inTime = new ArrayList<>();
        for (int i = 0; i < listing.parts().size(); i++) {
            if (!Facets.of(listing.labels().get(i)).contains("late")) {
                inTime.add(listing.parts().get(i));
            }
        }
        if (inTime.size() == listing.parts().size() || total.value().signum() <= 0) {
            return;
        }
        Figure last = listing.parts().getLast();
        for (Figure percent : passage.figures()) {
            String lead =
                    passage.lower(Math.max(last.end(), percent.start() - 120), percent.start());
            if (percent.start() < last.end()
                    || percent.start() - last.end() > 200
                    || !percent.is(Measure.PERCENT)
                    || !percent.exact()
                    || passage.isExplained(percent)
                    || !RATE_IN_TIME.matcher(lead).find()) {
                continue;
            }
            List<BigDecimal> values = inTime.stream().map(Figure::value).toList();
            BigDecimal sum = Arithmetic.sum(values);
            Judged judged =
                    Arithmetic.near(
                            percent.value(),
                            percent.decimals(),
                            Arithmetic.percent(sum, total.value()));
            boolean oneOf =
                    inTime.stream()
                            .anyMatch(f ->
                                    Ratios.judge(f, total, percent).verdict() != Verdict.WRONG);
            passage.explain(percent);
            Verdict verdict =
                    oneOf
                            ? Verdict.OK
                            : judged.verdict() == Verdict.WRONG
                                    ? Verdict.SUSPECT
                                    : judged.verdict();
            String equation =
                    (values.size() > 1 ? "(" + Arithmetic.plus(values) + ")" : Arithmetic.show(sum))
                            + "/"
                            + Arithmetic.show(total.value())
                            + " = "
                            + Arithmetic.showExact(judged.exact(), percent.decimals());
            List<BigDecimal> operands = new ArrayList<>(values);
            operands.add(total.value());
            claims.add(
                    new Claim(
                            Kind.RATIO,
                            Basis.AS_PRINTED,
                            verdict,
                            passage.place(percent),
                            passage.quote(percent, percent),
                            operands,
                            Arithmetic.show(percent.value()) + "%",
                            Arithmetic.showPercent(judged.exact(), Math.max(1, percent.decimals())),
                            verdict == Verdict.OK
                                    ? equation + ", đúng."
                                    : equation
                                            + ", không phải "
                                            + Arithmetic.show(percent.value())
                                            + "%."));
            return;
        }
    }

    /// One digit put right makes the sum right; told only of numbers long enough for that to be no
    /// accident.
    private static boolean slipped(Figure total, BigDecimal sum, List<BigDecimal> values) {
        return swapped(total.value(), sum, values)
                || total.value().compareTo(Arithmetic.HUNDRED) >= 0
                        && sum.compareTo(Arithmetic.HUNDRED) >= 0
                        && Mend.slip(total.value(), sum)
                                .filter(m -> m.contains("chữ số"))
                                .isPresent()
                        && values.size() >= 2;
    }

    private static boolean consistent(Figure total, Listing listing) {
        return listing.parts().stream()
                .allMatch(p -> !p.noun().isEmpty() && group(p.noun()).equals(group(total.noun())));
    }

    /// Two digits of one part, put the other way round, make the sum right.
    private static boolean swapped(BigDecimal total, BigDecimal sum, List<BigDecimal> values) {
        return values.size() <= 5
                && values.stream()
                        .filter(v -> v.compareTo(Arithmetic.HUNDRED) >= 0)
                        .anyMatch(v ->
                                Mend.slip(v, v.add(total).subtract(sum))
                                        .filter(m -> m.contains("đảo"))
                                        .isPresent());
    }

    private static boolean sameNoun(Figure total, Listing listing) {
        return listing.parts().stream()
                .allMatch(p -> !p.noun().isEmpty() && p.noun().equals(total.noun()));
    }

    /// Amounts in tỷ and triệu are rounded, so their sum may miss by a few last digits.
    private static boolean roundedSum(Figure total, Listing listing, BigDecimal sum) {
        if (!total.scaled()) {
            return false;
        }
        BigDecimal slack = total.unit();
        for (Figure part : listing.parts()) {
            slack = slack.add(part.unit());
        }
        return sum.subtract(total.value()).abs().multiply(BigDecimal.TWO).compareTo(slack) <= 0;
    }

    private static void report(
            Passage passage,
            Figure total,
            Listing listing,
            List<BigDecimal> values,
            BigDecimal exactSum,
            Verdict verdict,
            Claims claims) {
        List<Figure> all = new ArrayList<>(listing.parts());
        all.add(total);
        BigDecimal factor = Arithmetic.commonFactor(all);
        List<BigDecimal> shown = values.stream().map(v -> Arithmetic.in(v, factor)).toList();
        BigDecimal whole = Arithmetic.in(total.value(), factor);
        BigDecimal sum = Arithmetic.in(exactSum, factor);
        String equation = Arithmetic.plus(shown) + " = " + Arithmetic.show(sum);
        String message = equation + ", đúng.";
        if (verdict != Verdict.OK) {
            BigDecimal off = sum.subtract(whole);
            Optional<String> slip = Mend.slipInSum(whole, shown);
            message =
                    equation
                            + ", không phải "
                            + Arithmetic.show(whole)
                            + " ("
                            + (off.signum() > 0
                                    ? "các phần nhiều hơn tổng "
                                    : "các phần còn thiếu ")
                            + Arithmetic.show(off.abs())
                            + ")."
                            + slip.map(s -> " Có thể " + s + ".").orElse("");
        }
        Figure last = listing.parts().getLast();
        boolean samePassage = passage.figures().contains(last);
        claims.add(
                new Claim(
                        Kind.SUM,
                        Basis.AS_PRINTED,
                        verdict,
                        passage.place(total),
                        passage.quote(total, samePassage ? last : total),
                        shown,
                        Arithmetic.show(whole),
                        Arithmetic.show(sum),
                        message));
    }

    private static boolean opposites(Listing listing) {
        for (Pattern[] pair : OPPOSITES) {
            boolean one = false;
            boolean other = false;
            for (String label : listing.labels()) {
                boolean isOther = pair[1].matcher(label).find();
                boolean isOne = !isOther && pair[0].matcher(label).find();
                one |= isOne;
                other |= isOther;
            }
            if (one && other) {
                return true;
            }
        }
        return false;
    }

    private record Share(Figure part, Figure percent, boolean firm) {}

    private static List<Share> shares(Passage passage, Listing listing) {
        List<Share> shares = new ArrayList<>();
        List<Figure> all = passage.figures();
        for (int i = 0; i < listing.parts().size(); i++) {
            Figure part = listing.parts().get(i);
            int until =
                    i + 1 < listing.parts().size()
                            ? listing.parts().get(i + 1).start()
                            : part.end() + 160;
            int at = all.indexOf(part);
            for (int j = at + 1; j >= 1 && j < all.size(); j++) {
                Figure percent = all.get(j);
                if (percent.start() >= until || !percent.is(Measure.PERCENT)) {
                    break;
                }
                String gap = passage.between(part, percent);
                if (!passage.isExplained(percent)
                        && percent.depth() >= part.depth()
                        && !Ratios.planned(passage, percent)
                        && !gap.contains(". ")
                        && SHARE_LINK.matcher(gap).find()
                        && percent.exact()
                        && !Ratios.compared(passage.lower(percent.end(), percent.end() + 20))) {
                    shares.add(
                            new Share(
                                    part,
                                    percent,
                                    gap.contains("chiếm")
                                            || gap.contains("tỷ lệ")
                                            || gap.contains("tỉ lệ")
                                            || gap.contains("tỷ trọng")));
                }
                break;
            }
        }
        return shares;
    }

    private static boolean wholeShares(List<Share> shares, Listing listing) {
        if (shares.size() != listing.parts().size() || shares.size() < 2) {
            return false;
        }
        BigDecimal sum = Arithmetic.sum(shares.stream().map(s -> s.percent().value()).toList());
        return sum.subtract(Arithmetic.HUNDRED).abs().compareTo(new BigDecimal("0.6")) <= 0;
    }

    private static void weighShares(
            Passage passage,
            Figure total,
            Listing listing,
            List<Share> shares,
            BigDecimal sum,
            boolean settled,
            Claims claims) {
        if (total.value().signum() <= 0) {
            return;
        }
        long right =
                shares.stream()
                        .filter(s ->
                                Ratios.judge(s.part(), total, s.percent()).verdict()
                                        != Verdict.WRONG)
                        .count();
        for (Share share : shares) {
            passage.explain(share.percent());
            Judged judged = Ratios.judge(share.part(), total, share.percent());
            if (judged.verdict() == Verdict.WRONG) {
                if (otherBase(passage, total, share)) {
                    continue;
                }
                if (!settled && right == 0 && !share.firm()) {
                    continue;
                }
                boolean onSum =
                        sum.signum() > 0
                                && Arithmetic.ratio(
                                                        Ratios.amount(share.part()),
                                                        Arithmetic.Amount.exactly(sum),
                                                        share.percent().value(),
                                                        share.percent().decimals())
                                                .verdict()
                                        == Verdict.OK;
                BigDecimal factor = Arithmetic.commonFactor(List.of(share.part(), total));
                BigDecimal upper = Arithmetic.in(share.part().value(), factor);
                BigDecimal lower = Arithmetic.in(total.value(), factor);
                String equation =
                        Arithmetic.show(upper)
                                + "/"
                                + Arithmetic.show(lower)
                                + " = "
                                + Arithmetic.showExact(judged.exact(), share.percent().decimals());
                claims.add(
                        new Claim(
                                Kind.SHARE,
                                Basis.AS_PRINTED,
                                settled || right > 0 || onSum ? Verdict.WRONG : Verdict.SUSPECT,
                                passage.place(share.percent()),
                                passage.quote(share.part(), share.percent()),
                                List.of(upper, lower),
                                Arithmetic.show(share.percent().value()) + "%",
                                Arithmetic.showPercent(
                                        judged.exact(), Math.max(1, share.percent().decimals())),
                                equation
                                        + ", không phải "
                                        + Arithmetic.show(share.percent().value())
                                        + "%."
                                        + (onSum
                                                ? " Tính trên tổng các phần "
                                                        + Arithmetic.show(
                                                                Arithmetic.in(sum, factor))
                                                        + " thì đúng: có thể tổng "
                                                        + Arithmetic.show(lower)
                                                        + " bị ghi sai."
                                                : "")));
            } else {
                Ratios.claim(
                        passage, share.part(), total, share.percent(), Kind.SHARE, true, claims);
            }
        }
    }

    private static boolean otherBase(Passage passage, Figure total, Share share) {
        for (Figure base : passage.figures()) {
            if (base.start() != total.start()
                    && base.start() != share.part().start()
                    && base.is(share.part().measure())
                    && base.value().compareTo(share.part().value()) > 0
                    && share.percent().decimals() > 0
                    && Ratios.judge(share.part(), base, share.percent()).verdict() == Verdict.OK) {
                return true;
            }
        }
        return false;
    }
}
