package vn.motcua.checking.reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    private PdfDocuments() {}

    static Document read(String name, byte[] bytes) throws UnreadableFile {
        byte[] tail = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - TAIL), bytes.length);
        if (!Documents.contains(tail, "%%EOF".getBytes(StandardCharsets.US_ASCII))) {
            throw Documents.damaged();
        }
        List<String> raw = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        try (PDDocument pdf = Loader.loadPDF(bytes)) {
            if (pdf.getNumberOfPages() > Limits.PAGES) {
                throw new UnreadableFile(
                        Reason.TOO_LARGE, "tệp có hơn " + Limits.PAGES + " trang; hãy tách nhỏ.");
            }
            for (int page = 1; page <= pdf.getNumberOfPages(); page++) {
                Spaced stripper = new Spaced();
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                for (String line : Documents.nfc(stripper.getText(pdf)).split("\n", -1)) {
                    String text = line.stripTrailing();
                    if (!text.strip().matches("\\d{1,4}")) {
                        places.add(new Place(Place.Kind.PAGE, Integer.toString(page), raw.size()));
                        raw.add(text);
                    }
                }
            }
        } catch (InvalidPasswordException e) {
            throw new UnreadableFile(
                    Reason.ENCRYPTED, "tệp được đặt mật khẩu; hãy bỏ mật khẩu rồi kiểm tra lại.");
        } catch (IOException | RuntimeException e) {
            throw Documents.damaged();
        }
        if (raw.stream().allMatch(String::isBlank)) {
            throw new UnreadableFile(
                    Reason.NO_TEXT,
                    "PDF chỉ có ảnh quét, không có chữ; hãy dùng bản gốc hoặc nhận dạng chữ trước.");
        }
        return TextDocuments.of(name, raw, places);
    }

    private static final class Spaced extends PDFTextStripper {
        private float lastEnd = -1;
        private boolean pending;

        Spaced() {
            setSortByPosition(true);
            setLineSeparator("\n");
        }

        @Override
        protected void writeString(String text, List<TextPosition> positions) throws IOException {
            if (pending && !positions.isEmpty() && lastEnd >= 0) {
                float gap = positions.getFirst().getXDirAdj() - lastEnd;
                float space =
                        Math.max(
                                positions.getFirst().getWidthOfSpace(),
                                positions.getFirst().getFontSizeInPt() * 0.2f);
                super.writeString(gap > space * 4 ? "\t" : " ");
            }
            pending = false;
            super.writeString(text);
            if (!positions.isEmpty()) {
                TextPosition last = positions.getLast();
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
