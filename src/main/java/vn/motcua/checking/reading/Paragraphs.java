package vn.motcua.checking.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Joins the lines of running text that a page or a margin has broken.
public final class Paragraphs {
    private static final Pattern ENDS = Pattern.compile("[.;:!?…”\"/]\\s*[*_)]*\\s*$");
    private static final Pattern STARTS_ITEM =
            Pattern.compile("^\\s*(?:[-+*•–]|\\(?\\d{1,2}[.)]|[a-zđ][.)]|[IVX]+\\.|[¹²³⁴⁵⁶⁷⁸⁹]).*");
    private static final int FULL_LINE = 60;

    private Paragraphs() {}

    public static List<Paragraph> of(Document document) {
        List<Paragraph> paragraphs = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        List<Integer> starts = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        String previous = "";
        int blanks = 0;
        for (Line line : document.lines()) {
            if (line.table()) {
                flush(paragraphs, text, starts, places);
                previous = "";
                continue;
            }
            if (line.text().isBlank()) {
                blanks++;
                continue;
            }
            if (text.length() > 0 && continues(previous, line.text(), blanks)) {
                text.append(' ');
            } else {
                flush(paragraphs, text, starts, places);
            }
            starts.add(text.length());
            places.add(line.place());
            text.append(line.text());
            previous = line.text();
            blanks = 0;
        }
        flush(paragraphs, text, starts, places);
        return paragraphs;
    }

    private static boolean continues(String previous, String next, int blanks) {
        if (blanks > 1 || ENDS.matcher(previous).find() || STARTS_ITEM.matcher(next).matches()) {
            return false;
        }
        int first = next.strip().codePointAt(0);
        if (Character.isLowerCase(first)) {
            return previous.strip().length() >= 30;
        }
        boolean open = previous.stripTrailing().endsWith(",");
        return blanks == 0
                && previous.strip().length() >= FULL_LINE
                && (open || Character.isDigit(first) || next.strip().length() > 20)
                && previous.strip().length() < 160;
    }

    private static void flush(
            List<Paragraph> into, StringBuilder text, List<Integer> starts, List<Place> places) {
        if (text.length() > 0) {
            into.add(new Paragraph(text.toString(), starts, places));
        }
        text.setLength(0);
        starts.clear();
        places.clear();
    }
}
