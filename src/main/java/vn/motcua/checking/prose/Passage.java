package vn.motcua.checking.prose;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.motcua.checking.reading.Figure;
import vn.motcua.checking.reading.Figures;
import vn.motcua.checking.reading.Paragraph;
import vn.motcua.checking.reading.Place;

/// A paragraph with its figures and sentences; remembers which figures a relation has explained.
final class Passage {
    private static final Pattern SENTENCE_END =
            Pattern.compile("[.!?…][*_”\")]*\\s+(?=[*_(“\"\\[]*[\\p{Lu}¹²³]|[-+•]\\s)");
    private static final Pattern ABBREVIATION =
            Pattern.compile("(?:^|[^\\p{L}])(?:TT|TP|KT|TM|Ths|ThS|TS|PGS|GS|BS|Q|P|vs|Tr)$");
    private static final Pattern NUMBERING = Pattern.compile("[\\s*_]*(?:\\d{1,2}|[IVX]{1,4})");

    private final Paragraph paragraph;
    private final String text;
    private final String lower;
    private final List<Figure> figures;
    private final List<Sentence> sentences;
    private final int[] depths;
    private final Set<Integer> explained = new HashSet<>();

    Passage(Paragraph paragraph) {
        this.paragraph = paragraph;
        this.text = paragraph.text();
        this.lower = text.toLowerCase(Locale.ROOT).replace('*', ' ').replace('_', ' ');
        this.figures = Figures.in(text);
        this.depths = Figures.depths(text);
        this.sentences = split();
    }

    private List<Sentence> split() {
        List<Sentence> found = new ArrayList<>();
        int start = 0;
        Matcher matcher = SENTENCE_END.matcher(text);
        while (matcher.find()) {
            String head = text.substring(start, matcher.start());
            boolean point = text.charAt(matcher.start()) == '.';
            boolean numbering = NUMBERING.matcher(head).matches();
            if (point && (numbering || ABBREVIATION.matcher(head).find())) {
                continue;
            }
            found.add(sentence(start, matcher.end()));
            start = matcher.end();
        }
        found.add(sentence(start, text.length()));
        return found;
    }

    private Sentence sentence(int start, int end) {
        return new Sentence(
                start,
                end,
                figures.stream().filter(f -> f.start() >= start && f.end() <= end).toList());
    }

    Paragraph paragraph() {
        return paragraph;
    }

    String text() {
        return text;
    }

    /// The text in lower case, without marks of emphasis; same offsets as [#text()].
    String lower() {
        return lower;
    }

    String lower(int from, int to) {
        return lower.substring(Math.max(0, from), Math.min(lower.length(), Math.max(from, to)));
    }

    String between(Figure left, Figure right) {
        return lower(left.end(), right.start());
    }

    List<Figure> figures() {
        return figures;
    }

    List<Sentence> sentences() {
        return sentences;
    }

    Place place(Figure figure) {
        return paragraph.placeAt(figure.start());
    }

    int depthAt(int offset) {
        return depths[Math.min(offset, depths.length - 1)];
    }

    void explain(Figure figure) {
        explained.add(figure.start());
    }

    boolean isExplained(Figure figure) {
        return explained.contains(figure.start());
    }

    /// The words from just before the first figure to just after the last one.
    String quote(Figure first, Figure last) {
        int from = Math.min(first.start(), last.start());
        int to = Math.max(first.end(), last.end());
        int left = from;
        while (left > 0 && from - left < 60 && ";.:(\n".indexOf(text.charAt(left - 1)) < 0) {
            left--;
        }
        while (left > 0
                && left < from
                && Character.isLetterOrDigit(text.charAt(left - 1))
                && Character.isLetterOrDigit(text.charAt(left))) {
            left++;
        }
        int right = to;
        while (right < text.length()
                && right - to < 25
                && ";.,)\n".indexOf(text.charAt(right)) < 0) {
            right++;
        }
        while (right < text.length()
                && right > to
                && Character.isLetterOrDigit(text.charAt(right))
                && Character.isLetterOrDigit(text.charAt(right - 1))) {
            right--;
        }
        String quote = text.substring(left, right).replace("*", "").replaceAll("\\s+", " ").strip();
        return quote.length() <= 300
                ? quote
                : quote.substring(0, 140) + " … " + quote.substring(quote.length() - 140);
    }

    /// A sentence of the passage with the figures in it.
    record Sentence(int start, int end, List<Figure> figures) {}
}
