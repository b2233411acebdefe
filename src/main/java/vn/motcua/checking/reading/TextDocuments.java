package vn.motcua.checking.reading;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Plain text: finds the tables that tabs or bars draw in it, one row or one cell on a line.
final class TextDocuments {
    private static final Pattern RULE = Pattern.compile("^[\\s|:+=-]+$");
    private static final Pattern DIGIT = Pattern.compile("\\d");

    private TextDocuments() {}

    static String decode(byte[] bytes) {
        if (bytes.length >= 3 && (bytes[0] & 0xff) == 0xef && (bytes[1] & 0xff) == 0xbb) {
            return new String(bytes, 3, bytes.length - 3, StandardCharsets.UTF_8);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16LE);
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_16BE);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            String western = new String(bytes, StandardCharsets.ISO_8859_1);
            return OldEncoding.writes(western)
                    ? western
                    : new String(bytes, Charset.forName("windows-1258"));
        }
    }

    static Document read(String name, String content) {
        String[] raw =
                Normalizer.normalize(content, Normalizer.Form.NFC)
                        .replace("\r\n", "\n")
                        .replace('\r', '\n')
                        .replace('\u00a0', ' ')
                        .replace("\u00ad", "")
                        .split("\n", -1);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < raw.length; i++) {
            places.add(new Place(Place.Kind.LINE, Integer.toString(i + 1), i));
        }
        return of(name, List.of(raw), places);
    }

    /// Lines with given places, as text or as the lines of a page.
    static Document of(String name, List<String> raw, List<Place> places) {
        boolean[] inTable = new boolean[raw.size()];
        List<Table> tables = new ArrayList<>();
        int i = 0;
        while (i < raw.size()) {
            Run run = run(raw, places, i);
            if (run == null) {
                i++;
                continue;
            }
            if (worthy(run.rows)) {
                tables.add(new Table(title(raw, inTable, i), withoutRepeatedHeads(run.rows)));
                for (int j = i; j < run.end; j++) {
                    inTable[j] = true;
                }
            }
            i = Math.max(run.end, i + 1);
        }
        List<Line> lines = new ArrayList<>();
        for (int j = 0; j < raw.size(); j++) {
            lines.add(new Line(places.get(j), raw.get(j), inTable[j]));
        }
        return new Document(name, lines, tables);
    }

    private record Run(List<List<Cell>> rows, int end) {}

    private record Row(List<Cell> cells, int end) {}

    private static @Nullable Run run(List<String> raw, List<Place> places, int start) {
        Row first = row(raw, places, start);
        if (first == null) {
            return null;
        }
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(first.cells);
        int end = first.end;
        int at = end;
        while (at < raw.size()) {
            int next = at;
            while (next < raw.size()
                    && next - at < 3
                    && raw.get(next).isBlank()
                    && !cellLine(raw.get(next))) {
                next++;
            }
            if (next >= raw.size()) {
                break;
            }
            if (RULE.matcher(raw.get(next)).matches() && raw.get(next).contains("|")) {
                at = next + 1;
                continue;
            }
            Row row = row(raw, places, next);
            if (row == null) {
                break;
            }
            int width = rows.getFirst().size();
            boolean fits =
                    next == at
                            || row.cells.size() == rows.getLast().size()
                            || row.cells.size() == width;
            if (!fits) {
                break;
            }
            rows.add(row.cells);
            end = row.end;
            at = end;
        }
        return new Run(rows, end);
    }

    private static boolean cellLine(String line) {
        return line.startsWith("\t") && line.indexOf('\t', 1) < 0;
    }

    private static @Nullable Row row(List<String> raw, List<Place> places, int at) {
        String line = raw.get(at);
        String stripped = line.strip();
        if (stripped.startsWith("|") && stripped.chars().filter(c -> c == '|').count() >= 3) {
            String body =
                    stripped.substring(
                            1, stripped.endsWith("|") ? stripped.length() - 1 : stripped.length());
            return new Row(cells(body.split("\\|", -1), places.get(at)), at + 1);
        }
        if (cellLine(line)) {
            return cellPerLine(raw, places, at);
        }
        String[] parts = line.split("\t", -1);
        if (parts.length >= 3) {
            long filled = java.util.Arrays.stream(parts).filter(p -> !p.isBlank()).count();
            return filled >= 1 ? new Row(cells(parts, places.get(at)), at + 1) : null;
        }
        return null;
    }

    private static List<Cell> cells(String[] parts, Place place) {
        List<Cell> cells = new ArrayList<>();
        for (String part : parts) {
            cells.add(new Cell(place, clean(part)));
        }
        return cells;
    }

    private static @Nullable Row cellPerLine(List<String> raw, List<Place> places, int at) {
        List<Cell> cells = new ArrayList<>();
        int i = at;
        while (i < raw.size()) {
            String line = raw.get(i);
            if (cellLine(line)) {
                cells.add(new Cell(places.get(i), clean(line)));
            } else if (!line.isBlank() && !cells.isEmpty() && !line.contains("\t")) {
                Cell last = cells.removeLast();
                cells.add(new Cell(last.place(), (last.text() + " " + clean(line)).strip()));
            } else {
                break;
            }
            i++;
        }
        return cells.size() >= 3 ? new Row(cells, i) : null;
    }

    static String clean(String cell) {
        return cell.replaceAll("</?[a-zA-Z]+/?>", " ")
                .replace("**", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static boolean worthy(List<List<Cell>> rows) {
        if (rows.size() < 2) {
            return false;
        }
        long numeric =
                rows.stream()
                        .filter(r ->
                                r.stream()
                                        .anyMatch(c ->
                                                DIGIT.matcher(c.text()).find()
                                                        && c.text().length() < 30))
                        .count();
        return numeric >= 1;
    }

    private static String title(List<String> raw, boolean[] inTable, int before) {
        List<String> found = new ArrayList<>();
        for (int i = before - 1; i >= 0 && before - i < 8 && found.size() < 3 && !inTable[i]; i--) {
            if (!raw.get(i).isBlank()) {
                found.addFirst(clean(raw.get(i)));
            }
        }
        return String.join(" ", found);
    }

    private static List<List<Cell>> withoutRepeatedHeads(List<List<Cell>> rows) {
        List<List<Cell>> kept = new ArrayList<>();
        int repeated = -1;
        for (int i = 0; i < rows.size(); i++) {
            if (i > 0
                    && repeated < 0
                    && sameTexts(rows.get(i), rows.getFirst())
                    && filled(rows.get(i)) >= 2) {
                repeated = 0;
            }
            if (repeated >= 0) {
                if (repeated < i && sameTexts(rows.get(i), rows.get(repeated))) {
                    repeated++;
                    continue;
                }
                repeated = -1;
            }
            kept.add(rows.get(i));
        }
        return kept;
    }

    private static long filled(List<Cell> row) {
        return row.stream().filter(c -> !c.text().isEmpty()).count();
    }

    private static boolean sameTexts(List<Cell> one, List<Cell> other) {
        return one.stream()
                .map(Cell::text)
                .toList()
                .equals(other.stream().map(Cell::text).toList());
    }
}
