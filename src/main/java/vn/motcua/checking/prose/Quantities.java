package vn.motcua.checking.prose;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.claim.Facets;
import vn.motcua.checking.claim.Quantity;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Measure;
import vn.motcua.checking.reading.Nouns;

/// What each figure of a passage counts, from the words around it.
final class Quantities {
    private static final Pattern LABEL_END = Pattern.compile("(?:là|:|đạt|có|được|gồm|đã có)\\s*$");
    private static final Pattern LIST_OPENS =
            Pattern.compile("(?:trong đó|gồm|cụ thể|như sau)\\s*:?\\s*(?:có)?\\s*$");
    private static final Pattern SHARE = Pattern.compile("(?:chiếm|đạt|tỷ lệ|tỉ lệ|bằng).*$");
    private static final Pattern NEW_CLAUSE =
            Pattern.compile(
                    "^,?\\s*(?:chiếm|đạt|trong đó|tăng|giảm|còn|đã|gồm|bằng|có|và|do|so|tương|hiện|với|giải quyết|tỷ lệ|tỉ lệ|ước|không|qua|góp|bảo đảm|đảm bảo|cơ bản|\\d).*");
    private static final Pattern LOCAL =
            Pattern.compile(
                    "(?:xã|phường|thị trấn|thôn|Phòng|phòng|Trường|trường|Trung tâm|Sở|Chi cục)\\s+(?=\\p{Lu})(?!UBND|HĐND)\\p{Lu}");
    private static final Pattern ELSEWHEN =
            Pattern.compile(
                    "cùng kỳ|năm trước|năm ngoái|so với|kế hoạch|dự kiến|phấn đấu|mục tiêu|chỉ tiêu giao|trung bình|bình quân|mỗi|tối thiểu|nếu");

    private static final Pattern PERIOD =
            Pattern.compile(
                    "(?:quý|tháng|năm|tuần|ngày)\\s+[ivx\\d][ivx\\d/.]*|\\d+\\s+tháng|cùng kỳ|lũy kế|luỹ kế");

    private Quantities() {}

    static List<Quantity> of(Passage passage, int number) {
        List<Quantity> found = new ArrayList<>();
        for (Passage.Sentence sentence : passage.sentences()) {
            List<Figure> figures = sentence.figures();
            for (int i = 0; i < figures.size(); i++) {
                Figure figure = figures.get(i);
                boolean usable =
                        (figure.is(Measure.COUNT) || figure.is(Measure.PERCENT))
                                && figure.role() != Figure.Role.BOTTOM;
                if (usable) {
                    Quantity quantity = quantity(passage, sentence, i, number);
                    if (quantity != null) {
                        found.add(quantity);
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable Quantity quantity(
            Passage passage, Passage.Sentence sentence, int at, int number) {
        Figure figure = sentence.figures().get(at);
        int from = left(passage, sentence, at);
        String left = passage.lower(from, figure.start());
        boolean labelled =
                LABEL_END.matcher(left).find()
                        && !LIST_OPENS.matcher(left).find()
                        && left.strip().length() > 8
                        && (figure.role() == Figure.Role.ALONE
                                || left.stripTrailing().endsWith(":"));
        int to =
                labelled
                        ? Math.min(figure.end() + 25, stop(passage, sentence, at))
                        : right(passage, sentence, at);
        String right = SHARE.matcher(passage.lower(figure.end(), to)).replaceFirst("");
        String phrase = left + " " + right;
        if (ELSEWHEN.matcher(phrase).find()
                || LOCAL.matcher(passage.text().substring(from, to)).find()) {
            return null;
        }
        String noun = figure.is(Measure.PERCENT) ? Nouns.first(left) : figure.noun();
        String named = Nouns.first(left);
        if (!named.isEmpty()
                && (noun.isEmpty()
                        || noun.equals("đơn vị")
                        || noun.equals("người")
                        || noun.equals("thủ tục"))) {
            noun =
                    named.equals("hồ sơ") || noun.isEmpty() || named.equals("đơn vị sự nghiệp")
                            ? named
                            : noun;
        }
        Set<String> facets = new TreeSet<>(Facets.of(phrase));
        if (figure.is(Measure.PERCENT)) {
            facets.remove("share");
        }
        return new Quantity(
                figure.value(),
                figure.measure(),
                noun,
                facets,
                Facets.words(phrase),
                phrase.contains("tổng"),
                figure.exact(),
                passage.place(figure),
                passage.quote(figure, figure),
                List.of(),
                List.of(),
                number,
                period(passage.lower(sentence.start(), sentence.end())));
    }

    private static String period(String sentence) {
        Set<String> named = new TreeSet<>();
        Matcher matcher = PERIOD.matcher(sentence);
        while (matcher.find()) {
            named.add(matcher.group().replaceAll("\\s+", " "));
        }
        return String.join(" ", named);
    }

    private static int left(Passage passage, Passage.Sentence sentence, int at) {
        Figure figure = sentence.figures().get(at);
        int least = at == 0 ? sentence.start() : sentence.figures().get(at - 1).end();
        if (at > 0 && sentence.figures().get(at - 1).role() == Figure.Role.TOP) {
            least = sentence.start();
        }
        int position = figure.start();
        while (position > least && figure.start() - position < 160) {
            char c = passage.text().charAt(position - 1);
            boolean colon = c == ':' && figure.start() - position > 2;
            if (c == ';' || c == '.' || c == '(' || colon) {
                break;
            }
            if (c == ','
                    && passage.lower(position, figure.start()).strip().split("\\s+").length >= 3) {
                break;
            }
            position--;
        }
        return position;
    }

    private static int stop(Passage passage, Passage.Sentence sentence, int at) {
        return at + 1 < sentence.figures().size()
                ? sentence.figures().get(at + 1).start()
                : sentence.end();
    }

    private static int right(Passage passage, Passage.Sentence sentence, int at) {
        Figure figure = sentence.figures().get(at);
        int most = Math.min(stop(passage, sentence, at), figure.end() + 110);
        if (figure.role() == Figure.Role.TOP && at + 2 < sentence.figures().size()) {
            most = Math.min(sentence.figures().get(at + 2).start(), figure.end() + 110);
        } else if (figure.role() == Figure.Role.TOP) {
            most = Math.min(sentence.end(), figure.end() + 110);
        }
        int position = figure.end();
        while (position < most) {
            char c = passage.text().charAt(position);
            if (c == ';' || c == '(' || c == ')' || c == ':') {
                break;
            }
            if (c == '.'
                    && (position + 1 >= passage.text().length()
                            || passage.text().charAt(position + 1) == ' ')) {
                break;
            }
            if (c == ','
                    && NEW_CLAUSE
                            .matcher(
                                    passage.lower(
                                            position,
                                            Math.min(passage.lower().length(), position + 14)))
                            .matches()) {
                break;
            }
            position++;
        }
        return position;
    }
}
