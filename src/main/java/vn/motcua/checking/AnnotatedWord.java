package vn.motcua.checking;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.List;
import javax.xml.namespace.QName;
import org.apache.poi.xwpf.usermodel.XWPFComment;
import org.apache.poi.xwpf.usermodel.XWPFComments;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFParagraph;
import org.apache.poi.xwpf.usermodel.XWPFRun;
import org.apache.xmlbeans.XmlCursor;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.reading.WordDocuments;

/// The report with its findings as real Word comments; the report's own text stays as it is.
final class AnnotatedWord {
    private static final String SPACE =
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private AnnotatedWord() {}

    static byte[] of(InputStream content, CheckedFile checked) throws IOException {
        try (XWPFDocument word = new XWPFDocument(content)) {
            return annotate(word, WordDocuments.paragraphs(word), checked);
        }
    }

    /// For a report that is no Word file: its text as one, with the comments.
    static byte[] of(CheckedFile checked) throws IOException {
        try (XWPFDocument word = new XWPFDocument()) {
            for (String line : checked.lines()) {
                word.createParagraph().createRun().setText(line.replace('\t', ' '));
            }
            return annotate(word, word.getParagraphs().stream().map(List::of).toList(), checked);
        }
    }

    private static byte[] annotate(
            XWPFDocument word, List<List<XWPFParagraph>> sources, CheckedFile checked)
            throws IOException {
        XWPFComments comments =
                word.getDocComments() == null ? word.createComments() : word.getDocComments();
        int next =
                comments.getComments().stream()
                                .mapToInt(c -> Integer.parseInt(c.getId()))
                                .max()
                                .orElse(-1)
                        + 1;
        for (Finding finding : checked.findings()) {
            XWPFParagraph paragraph = paragraph(sources, finding);
            if (paragraph == null || paragraph.getRuns().isEmpty()) {
                continue;
            }
            BigInteger id = BigInteger.valueOf(next++);
            XWPFComment comment = comments.createComment(id);
            comment.setAuthor("Motcua");
            comment.setInitials("MC");
            comment.createParagraph()
                    .createRun()
                    .setText(
                            finding.verdict().label().toUpperCase(java.util.Locale.ROOT)
                                    + " ("
                                    + finding.kind().label()
                                    + "): "
                                    + finding.message());
            mark(paragraph, finding, id);
        }
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            word.write(out);
            return out.toByteArray();
        }
    }

    private static @Nullable XWPFParagraph paragraph(
            List<List<XWPFParagraph>> sources, Finding finding) {
        if (finding.index() >= sources.size()) {
            return null;
        }
        List<XWPFParagraph> here = sources.get(finding.index());
        String digits = digits(finding);
        for (XWPFParagraph paragraph : here) {
            if (paragraph.getText().contains(digits)
                    || paragraph.getText().contains(digits.replace(".", ""))) {
                return paragraph;
            }
        }
        return here.isEmpty() ? null : here.getFirst();
    }

    private static String digits(Finding finding) {
        return finding.stated().replaceAll("[^\\d.,]", "");
    }

    /// Around the run that holds the figure, else around the whole paragraph.
    private static void mark(XWPFParagraph paragraph, Finding finding, BigInteger id) {
        List<XWPFRun> runs = paragraph.getRuns();
        XWPFRun first = runs.getFirst();
        XWPFRun last = runs.getLast();
        String digits = digits(finding);
        for (XWPFRun run : runs) {
            String text = run.text();
            if (!digits.isEmpty()
                    && (text.contains(digits) || text.contains(digits.replace(".", "")))) {
                first = run;
                last = run;
                break;
            }
        }
        try (XmlCursor cursor = first.getCTR().newCursor()) {
            element(cursor, "commentRangeStart", id);
        }
        try (XmlCursor cursor = last.getCTR().newCursor()) {
            cursor.toEndToken();
            cursor.toNextToken();
            element(cursor, "commentRangeEnd", id);
            cursor.beginElement(new QName(SPACE, "r", "w"));
            element(cursor, "commentReference", id);
        }
    }

    /// Leaves the cursor behind the new element.
    private static void element(XmlCursor cursor, String name, BigInteger id) {
        cursor.beginElement(new QName(SPACE, name, "w"));
        cursor.insertAttributeWithValue(new QName(SPACE, "id", "w"), id.toString());
        cursor.toEndToken();
        cursor.toNextToken();
    }
}
