package vn.motcua.checking.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import vn.motcua.checking.UnreadableFile;
import vn.motcua.checking.UnreadableFile.Reason;

/// PDF: lines as they stand on each page; a wide gap between two words parts the cells of a table.
final class PdfDocuments {
    private static final int TAIL = 4_096;
    private static final int EDGE = 2;
    private static final Pattern PAGE_NUMBER =
            Pattern.compile(
                    "\\s*(?:[-–]\\s*)?(?:Trang\\s+)?\\d{1,4}(?:\\s*/\\s*\\d{1,4})?(?:\\s*[-–])?\\s*");

    private PdfDocuments() {}

    static Document read(String name, byte[] bytes) throws UnreadableFile {
        byte[] tail = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL), bytes.length);
        if (!Documents.contains(tail, "%%EOF".getBytes(StandardCharsets.US_ASCII))) {
            throw Documents.damaged();
        }
        List<List<String>> pages = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            if (pdf.getNumberOfPages() > Limits.PAGES) {
                throw new UnreadableFile(
                        Reason.TOO_LARGE, "tệp có hơn " + Limits.PAGES + " trang; hãy tách nhỏ.");
            }
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                List<String> lines = lines(pdf, page, true);
                pages.add(inColumns(lines) ? lines(pdf, page, false) : lines);
            }
        } catch (InvalidPasswordException e) {
            throw new UnreadableFile(
                    Reason.ENCRYPTED, "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi kiểm tra lại.");
        } catch (IOException | RuntimeException e) {
            throw Documents.damaged();
        }
        Set<String> repeated = repeated(pages);
        List<String> raw = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int page = 0; page < pages.size(); page++) {
            for (String text : pages.get(page)) {
                if (!PAGE_NUMBER.matcher(text).matches() && !repeated.contains(text.strip())) {
                    places.add(new Place(Place.Kind.PAGE, Integer.toString(page + 1), raw.size()));
                    raw.add(text);
                }
            }
        }
        if (raw.stream().allMatch(String::isBlank)) {
            throw new UnreadableFile(
                    Reason.NO_TEXT,
                    "PDF chỉ có ảnh quét, không có chữ; hãy dùng bản gốc hoặc nhận dạng chữ trước.");
        }
        return TextDocuments.of(name, raw, places);
    }

    private static List<String> lines(PDDocument pdf, int page, boolean byPosition)
            throws IOException {
        Spaced stripper = new Spaced();
        stripper.setSortByPosition(byPosition);
        stripper.setStartPage(page);
        stripper.setEndPage(page);
        String[] texts = Documents.nfc(stripper.getText(pdf)).split("\n", -1);
        List<String> lines = new ArrayList<>();
        int printed = 0;
        List<List<String>> rows = new ArrayList<>();
        List<List<Span>> spans = new ArrayList<>();
        for (String text : texts) {
            List<String> cells = List.of(text.stripTrailing().split("\t", -1));
            boolean known = !text.isBlank() && printed < stripper.spans.size();
            List<Span> places = known ? stripper.spans.get(printed++) : List.of();
            if (cells.size() >= 2 && cells.size() == places.size()) {
                rows.add(cells);
                spans.add(places);
            } else {
                lines.addAll(aligned(rows, spans));
                rows.clear();
                spans.clear();
                lines.add(text.stripTrailing());
            }
        }
        lines.addAll(aligned(rows, spans));
        return lines;
    }

    /// Puts the cells of shorter rows under the columns that they stand under.
    private static List<String> aligned(List<List<String>> rows, List<List<Span>> spans) {
        int width = rows.stream().mapToInt(List::size).max().orElse(0);
        List<Span> columns = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            if (rows.get(r).size() < width) {
                continue;
            }
            for (int c = 0; c < width; c++) {
                Span span = spans.get(r).get(c);
                if (columns.size() <= c) {
                    columns.add(span);
                } else {
                    columns.set(c, columns.get(c).with(span));
                }
            }
        }
        boolean apart = width >= 3;
        for (int c = 1; c < columns.size(); c++) {
            apart &= columns.get(c - 1).end() < columns.get(c).start();
        }
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < rows.size(); r++) {
            List<String> cells = rows.get(r);
            if (apart && cells.size() < width) {
                cells = under(columns, cells, spans.get(r));
            }
            lines.add(String.join("\t", cells));
        }
        return lines;
    }

    private static List<String> under(List<Span> columns, List<String> cells, List<Span> spans) {
        String[] placed = new String[columns.size()];
        Arrays.fill(placed, "");
        int last = -1;
        for (int i = 0; i < cells.size(); i++) {
            int column = -1;
            for (int c = 0; c < columns.size(); c++) {
                if (columns.get(c).overlaps(spans.get(i))) {
                    if (column >= 0) {
                        return cells;
                    }
                    column = c;
                }
            }
            if (column <= last) {
                return cells;
            }
            placed[column] = cells.get(i);
            last = column;
        }
        return List.of(placed);
    }

    /// Two columns of running text, which lines across the page would mix.
    private static boolean inColumns(List<String> lines) {
        int both = 0;
        int filled = 0;
        for (String line : lines) {
            filled += line.isBlank() ? 0 : 1;
            String[] sides = line.split("\t", -1);
            both += sides.length == 2 && words(sides[0]) >= 4 && words(sides[1]) >= 4 ? 1 : 0;
        }
        return both >= 4 && both * 2 > filled;
    }

    private static int words(String side) {
        return side.strip().split("\\s+").length;
    }

    /// What stands at the head or foot of most pages.
    private static Set<String> repeated(List<List<String>> pages) {
        Map<String, Integer> counts = new HashMap<>();
        for (List<String> page : pages) {
            List<String> filled =
                    page.stream().map(String::strip).filter(l -> !l.isEmpty()).toList();
            Set<String> edges = new HashSet<>();
            for (int i = 0; i < Math.min(EDGE, filled.size()); i++) {
                edges.add(filled.get(i));
                edges.add(filled.get(filled.size() - 1 - i));
            }
            edges.forEach(e -> counts.merge(e, 1, Integer::sum));
        }
        Set<String> repeated = new HashSet<>();
        counts.forEach((text, count) -> {
            if (pages.size() >= 3 && count * 2 > pages.size() && !text.contains("\t")) {
                repeated.add(text);
            }
        });
        return repeated;
    }

    private record Span(float start, float end) {
        Span with(Span other) {
            return new Span(Math.min(start, other.start), Math.max(end, other.end));
        }

        boolean overlaps(Span other) {
            return start <= other.end && other.start <= end;
        }
    }

    private static final class Spaced extends PDFTextStripper {
        private final List<List<Span>> spans = new ArrayList<>();
        private float lastEnd = -1;
        private boolean pending;

        Spaced() {
            setLineSeparator("\n");
        }

        @Override
        protected void writeString(String text, List<TextPosition> positions) throws IOException {
            boolean cell = false;
            if (pending && !positions.isEmpty() && lastEnd >= 0) {
                float gap = positions.getFirst().getXDirAdj() - lastEnd;
                float space =
                        Math.max(
                                positions.getFirst().getWidthOfSpace(),
                                positions.getFirst().getFontSizeInPt() * 0.2f);
                cell = gap > space * 4;
                super.writeString(cell ? "\t" : " ");
            }
            pending = false;
            super.writeString(text);
            if (!positions.isEmpty()) {
                TextPosition last = positions.getLast();
                Span here =
                        new Span(
                                positions.getFirst().getXDirAdj(),
                                last.getXDirAdj() + last.getWidthDirAdj());
                if (lastEnd < 0) {
                    spans.add(new ArrayList<>(List.of(here)));
                } else if (cell) {
                    spans.getLast().add(here);
                } else {
                    spans.getLast().add(spans.getLast().removeLast().with(here));
                }
                lastEnd = last.getXDirAdj() + last.getWidthDirAdj();
            }
        }

        @Override
        protected void writeWordSeparator() {
            pending = true;
        }

        @Override
        protected void writeLineSeparator() throws IOException {
            pending = false;
            lastEnd = -1;
            super.writeLineSeparator();
        }
    }
}
