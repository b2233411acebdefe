package vn.motcua.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the page shows: the text that came in, or the text of the file with its marks.
///
/// @param text what was pasted
/// @param verdict code of the only verdict shown; empty for all
/// @param kind code of the only kind shown; empty for all
record CheckView(
        String text,
        String verdict,
        String kind,
        @Nullable CheckedFile file,
        @Nullable String error) {
    private static final int AROUND = 2;
    private static final int WHOLE = 400;

    static CheckView blank() {
        return new CheckView("", "", "", null, null);
    }

    CheckedFile checked() {
        if (file == null) {
            throw new IllegalStateException("nothing was checked");
        }
        return file;
    }

    /// The findings that the filter lets through.
    List<Finding> findings() {
        return checked().findings().stream()
                .filter(f -> verdict.isEmpty() || f.verdict().code().equals(verdict))
                .filter(f -> kind.isEmpty() || f.kind().code().equals(kind))
                .toList();
    }

    long count(Verdict of) {
        return checked().findings().stream().filter(f -> f.verdict() == of).count();
    }

    /// A stretch of a line; `finding` where it is marked.
    record Piece(String text, @Nullable Finding finding) {}

    /// A line of the report, or a gap where lines without findings are left out.
    record MarkedLine(int number, List<Piece> pieces, boolean gap) {}

    /// The whole text when it is short, else the lines around the findings.
    List<MarkedLine> lines() {
        Map<Integer, List<Finding>> byLine = new HashMap<>();
        findings().forEach(f -> byLine.computeIfAbsent(f.index(), i -> new ArrayList<>()).add(f));
        List<String> lines = checked().lines();
        List<MarkedLine> marked = new ArrayList<>();
        boolean whole = lines.size() <= WHOLE;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            if (!whole && !near(byLine, i)) {
                if (!marked.isEmpty() && !marked.getLast().gap()) {
                    marked.add(new MarkedLine(i + 1, List.of(), true));
                }
                continue;
            }
            marked.add(
                    new MarkedLine(
                            i + 1, pieces(lines.get(i), byLine.getOrDefault(i, List.of())), false));
        }
        return marked;
    }

    private static boolean near(Map<Integer, List<Finding>> byLine, int line) {
        for (int i = line - AROUND; i <= line + AROUND; i++) {
            if (byLine.containsKey(i)) {
                return true;
            }
        }
        return false;
    }

    private record Mark(int start, int end, Finding finding) {}

    private static List<Piece> pieces(String line, List<Finding> findings) {
        List<Mark> marks = new ArrayList<>();
        for (Finding finding : findings) {
            Mark mark = mark(line, finding);
            if (marks.stream().noneMatch(m -> m.start() < mark.end() && mark.start() < m.end())) {
                marks.add(mark);
            }
        }
        marks.sort(Comparator.comparingInt(Mark::start));
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Mark mark : marks) {
            if (mark.start() > at) {
                pieces.add(new Piece(line.substring(at, mark.start()), null));
            }
            pieces.add(new Piece(line.substring(mark.start(), mark.end()), mark.finding()));
            at = mark.end();
        }
        if (at < line.length()) {
            pieces.add(new Piece(line.substring(at), null));
        }
        return pieces;
    }

    /// Where the stated figure stands in its line; the whole line when it cannot be told.
    private static Mark mark(String line, Finding finding) {
        String digits = finding.stated().replaceAll("[^\\d.,]", "");
        String head = finding.quote().substring(0, Math.min(24, finding.quote().length()));
        int from = Math.max(0, line.indexOf(head));
        for (String wanted : List.of(digits, digits.replace(".", ""), digits.replace(',', '.'))) {
            for (int start : new int[] {from, 0}) {
                int found = wanted.isEmpty() ? -1 : line.indexOf(wanted, start);
                if (found >= 0) {
                    return new Mark(found, found + wanted.length(), finding);
                }
            }
        }
        return new Mark(0, line.length(), finding);
    }
}
