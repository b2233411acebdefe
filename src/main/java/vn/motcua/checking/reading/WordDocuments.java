package vn.motcua.checking.reading;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.EncryptedDocumentException;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.xwpf.usermodel.IBodyElement;
import org.apache.poi.xwpf.usermodel.IRunElement;
import org.apache.poi.xwpf.usermodel.XWPFAbstractFootnoteEndnote;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFEndnote;
import org.apache.poi.xwpf.usermodel.XWPFFooter;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFHeader;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.poi.xwpf.usermodel.XWPFSDT;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.apache.poi.xwpf.usermodel.XWPFTableRow;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTFtnEdnRef;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTTcPr;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import org.w3c.dom.Node;
import vn.motcua.checking.UnreadableFile;

/// Word: paragraphs and table rows as lines, footnotes after the paragraph that refers to them.
public final class WordDocuments {
    static {
        ZipSecureFile.setMinInflateRatio(0.002);
    }

    private final List<Line> lines = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();
    private final List<List<XWPFParagraph>> sources = new ArrayList<>();

    private WordDocuments() {}

    static Document read(String name, byte[] bytes) throws UnreadableFile {
        try (XWPFDocument word = new XWPFDocument(new ByteArrayInputStream(bytes))) {
            WordDocuments reading = new WordDocuments();
            reading.walk(word);
            return new Document(name, reading.lines, reading.tables);
        } catch (EncryptedDocumentException e) {
            throw new UnreadableFile(
                    UnreadableFile.Reason.ENCRYPTED,
                    "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi kiểm tra lại.");
        } catch (IOException | RuntimeException e) {
            throw Documents.damaged();
        }
    }

    /// The paragraphs behind each line, in the order in which the lines are numbered.
    public static List<List<XWPFParagraph>> paragraphs(XWPFDocument word) {
        WordDocuments reading = new WordDocuments();
        reading.walk(word);
        return reading.sources;
    }

    private void walk(XWPFDocument word) {
        Set<String> margins = new LinkedHashSet<>();
        for (XWPFHeader header : word.getHeaderList()) {
            header.getParagraphs().forEach(p -> margins.add(Documents.nfc(p.getText()).strip()));
        }
        margins.remove("");
        margins.forEach(m -> line(m, List.of()));
        for (IBodyElement element : word.getBodyElements()) {
            if (element instanceof XWPFParagraph paragraph) {
                paragraph(word, paragraph);
            } else if (element instanceof XWPFTable table) {
                table(word, table);
            } else if (element instanceof XWPFSDT block) {
                for (String text : Documents.nfc(block.getContent().getText()).split("\n")) {
                    line(text.replace('\t', ' '), List.of());
                }
            }
        }
        Set<String> feet = new LinkedHashSet<>();
        for (XWPFFooter footer : word.getFooterList()) {
            footer.getParagraphs().forEach(p -> feet.add(Documents.nfc(p.getText()).strip()));
        }
        feet.removeIf(f -> f.isEmpty() || f.matches("\\d+"));
        feet.forEach(f -> line(f, List.of()));
    }

    private int line(String text, List<XWPFParagraph> source) {
        return line(text, source, false);
    }

    private int line(String text, List<XWPFParagraph> source, boolean table) {
        int index = lines.size();
        lines.add(
                new Line(
                        new Place(Place.Kind.LINE, Integer.toString(index + 1), index),
                        text,
                        table));
        sources.add(source);
        return index;
    }

    private void paragraph(XWPFDocument word, XWPFParagraph paragraph) {
        String text = text(paragraph);
        boolean bullet = paragraph.getNumID() != null && "bullet".equals(paragraph.getNumFmt());
        line(bullet && !text.isBlank() ? "- " + text : text, List.of(paragraph));
        aside(word, paragraph);
    }

    /// Footnotes, endnotes and text boxes stand behind the paragraph that they hang on.
    private void aside(XWPFDocument word, XWPFParagraph paragraph) {
        footnotes(word, paragraph);
        boxes(paragraph.getCTP().getDomNode(), false, paragraph);
    }

    private void boxes(Node node, boolean inside, XWPFParagraph paragraph) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            String name = child.getLocalName();
            if (name == null || name.equals("Fallback")) {
                continue;
            }
            if (inside && name.equals("p")) {
                StringBuilder text = new StringBuilder();
                letters(child, text);
                line(Documents.nfc(text.toString()).strip(), List.of(paragraph));
            } else {
                boxes(child, inside || name.equals("txbxContent"), paragraph);
            }
        }
    }

    private static void letters(Node node, StringBuilder text) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            String name = child.getLocalName();
            if (child.getNodeType() == Node.TEXT_NODE && "t".equals(node.getLocalName())) {
                text.append(child.getNodeValue());
            }
            if (name == null || name.equals("del") || name.equals("moveFrom")) {
                continue;
            }
            if (name.equals("tab") || name.equals("br")) {
                text.append(' ');
            } else {
                letters(child, text);
            }
        }
    }

    /// What stands on the page: neither deleted nor moved away, whatever changes are tracked.
    private static String text(XWPFParagraph paragraph) {
        StringBuilder text = new StringBuilder();
        for (IRunElement element : paragraph.getIRuns()) {
            if (element instanceof XWPFRun run) {
                if (!gone(run.getCTR().getDomNode())) {
                    text.append(run.text());
                }
            } else if (element instanceof XWPFSDT control) {
                text.append(control.getContent().getText());
            } else {
                text.append(element);
            }
        }
        return Documents.nfc(text.toString()).replace('\n', ' ').replace('\t', ' ');
    }

    private static boolean gone(Node run) {
        for (Node node = run.getParentNode(); node != null; node = node.getParentNode()) {
            String name = node.getLocalName();
            if ("del".equals(name) || "moveFrom".equals(name)) {
                return true;
            }
            if ("p".equals(name)) {
                return false;
            }
        }
        return false;
    }

    private void footnotes(XWPFDocument word, XWPFParagraph paragraph) {
        for (XWPFRun run : paragraph.getRuns()) {
            for (CTFtnEdnRef reference : run.getCTR().getEndnoteReferenceList()) {
                for (XWPFEndnote note : word.getEndnotes()) {
                    if (note.getId().equals(reference.getId())) {
                        notes(note, paragraph);
                    }
                }
            }
            for (CTFtnEdnRef reference : run.getCTR().getFootnoteReferenceList()) {
                XWPFFootnote note = footnote(word, reference.getId());
                if (note != null) {
                    notes(note, paragraph);
                }
            }
        }
    }

    private void notes(XWPFAbstractFootnoteEndnote note, XWPFParagraph paragraph) {
        for (XWPFParagraph part : note.getParagraphs()) {
            String text = text(part).strip();
            if (!text.isEmpty()) {
                line(text, List.of(paragraph));
            }
        }
    }

    private static @Nullable XWPFFootnote footnote(XWPFDocument word, BigInteger id) {
        for (XWPFFootnote note : word.getFootnotes()) {
            if (note.getId().equals(id)) {
                return note;
            }
        }
        return null;
    }

    private void table(XWPFDocument word, XWPFTable table) {
        List<List<Cell>> rows = new ArrayList<>();
        List<XWPFTable> nested = new ArrayList<>();
        String title = title();
        for (XWPFTableRow row : table.getRows()) {
            if (deleted(row)) {
                continue;
            }
            List<String> texts = new ArrayList<>();
            for (int skipped = skipped(row); skipped > 0; skipped--) {
                texts.add("");
            }
            List<XWPFParagraph> source = new ArrayList<>();
            for (XWPFTableCell cell : row.getTableCells()) {
                CTTcPr properties = cell.getCTTc().getTcPr();
                boolean continued =
                        properties != null
                                && properties.isSetVMerge()
                                && (properties.getVMerge().getVal() == null
                                        || properties.getVMerge().getVal() == STMerge.CONTINUE);
                List<String> parts = new ArrayList<>();
                for (XWPFParagraph paragraph : cell.getParagraphs()) {
                    parts.add(text(paragraph).strip());
                    source.add(paragraph);
                }
                nested.addAll(cell.getTables());
                texts.add(continued ? "" : TextDocuments.clean(String.join(" ", parts)));
                int span =
                        properties != null && properties.isSetGridSpan()
                                ? properties.getGridSpan().getVal().intValue()
                                : 1;
                for (int i = 1; i < Math.min(span, 200); i++) {
                    texts.add("");
                }
            }
            int index = line(String.join("\t", texts), source, true);
            Place place = lines.get(index).place();
            rows.add(texts.stream().map(t -> new Cell(place, t)).toList());
            for (XWPFParagraph paragraph : source) {
                aside(word, paragraph);
            }
        }
        if (rows.size() >= 2) {
            tables.add(new Table(title, rows));
        } else if (rows.size() == 1) {
            int index = lines.size() - 1;
            Line only = lines.get(index);
            if (only.table()) {
                lines.set(index, new Line(only.place(), only.text().replace('\t', ' '), false));
            }
        }
        nested.forEach(inner -> table(word, inner));
    }

    private static boolean deleted(XWPFTableRow row) {
        return row.getCtRow().isSetTrPr() && row.getCtRow().getTrPr().isSetDel();
    }

    /// Columns of the grid that the row leaves empty on its left.
    private static int skipped(XWPFTableRow row) {
        if (!row.getCtRow().isSetTrPr() || row.getCtRow().getTrPr().getGridBeforeList().isEmpty()) {
            return 0;
        }
        int columns = row.getCtRow().getTrPr().getGridBeforeArray(0).getVal().intValue();
        return Math.max(0, Math.min(columns, 50));
    }

    private String title() {
        List<String> found = new ArrayList<>();
        for (int i = lines.size() - 1; i >= 0 && found.size() < 3 && lines.size() - i < 8; i--) {
            if (lines.get(i).table()) {
                break;
            }
            if (!lines.get(i).text().isBlank()) {
                found.addFirst(lines.get(i).text());
            }
        }
        return String.join(" ", found);
    }
}
