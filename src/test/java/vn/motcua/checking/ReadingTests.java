package vn.motcua.checking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.text.Normalizer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFFootnote;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.STMerge;
import vn.motcua.checking.UnreadableFile.Reason;

class ReadingTests {
    private final Checking checking = new Checking();

    private CheckedFile check(String name, byte[] content) throws Exception {
        return checking.check(name, new ByteArrayInputStream(content));
    }

    private Reason refusal(String name, byte[] content) {
        UnreadableFile refused =
                catchThrowableOfType(UnreadableFile.class, () -> check(name, content));
        assertThat(refused.explanation()).isNotBlank().doesNotContain("\n");
        return refused.reason();
    }

    private static byte[] half(byte[] whole) {
        return java.util.Arrays.copyOf(whole, whole.length / 2);
    }

    static byte[] word() throws IOException {
        try (XWPFDocument word = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            word.createParagraph()
                    .createRun()
                    .setText("Đã thực hiện 32/45 nhiệm vụ, đạt 81,1% kế hoạch.");
            XWPFFootnote note = word.createFootnote();
            note.createParagraph()
                    .createRun()
                    .setText("Trong đó cấp huyện giải quyết 10/20 hồ sơ, đạt 40%.");
            word.createParagraph().addFootnoteReference(note);
            XWPFTable table = word.createTable(5, 4);
            String[][] cells = {
                {"STT", "Đơn vị", "Hồ sơ đã giải quyết", ""},
                {"", "", "Đúng hạn", "Quá hạn"},
                {"1", "Xã A", "110", "10"},
                {"2", "Xã B", "72", "8"},
                {"", "Tổng cộng", "182", "19"},
            };
            for (int r = 0; r < cells.length; r++) {
                for (int c = 0; c < 4; c++) {
                    table.getRow(r).getCell(c).setText(cells[r][c]);
                }
            }
            table.getRow(0)
                    .getCell(2)
                    .getCTTc()
                    .addNewTcPr()
                    .addNewGridSpan()
                    .setVal(BigInteger.TWO);
            table.getRow(0).removeCell(3);
            table.getRow(0)
                    .getCell(0)
                    .getCTTc()
                    .addNewTcPr()
                    .addNewVMerge()
                    .setVal(STMerge.RESTART);
            table.getRow(1)
                    .getCell(0)
                    .getCTTc()
                    .addNewTcPr()
                    .addNewVMerge()
                    .setVal(STMerge.CONTINUE);
            word.write(out);
            return out.toByteArray();
        }
    }

    static byte[] sheet() throws IOException {
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            XSSFSheet sheet = book.createSheet("Biểu 1");
            Object[][] cells = {
                {"Kết quả giải quyết hồ sơ"},
                {"STT", "Đơn vị", "Tổng số", "Đúng hạn", "Quá hạn"},
                {1, "Xã A", 120, 110, 10},
                {2, "Xã B", 80, 72, 8},
                {3, "Xã C", 60, 57, 3},
                {"", "Tổng cộng", 260, 239, 31},
            };
            for (int r = 0; r < cells.length; r++) {
                for (int c = 0; c < cells[r].length; c++) {
                    if (cells[r][c] instanceof Integer number) {
                        (sheet.getRow(r) == null ? sheet.createRow(r) : sheet.getRow(r))
                                .createCell(c)
                                .setCellValue(number);
                    } else {
                        (sheet.getRow(r) == null ? sheet.createRow(r) : sheet.getRow(r))
                                .createCell(c)
                                .setCellValue((String) cells[r][c]);
                    }
                }
            }
            book.write(out);
            return out.toByteArray();
        }
    }

    static byte[] pdf(String password, String... lines) throws IOException {
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                InputStream ttf =
                        org.librepdf.openpdf.fonts.Liberation.class.getResourceAsStream(
                                "/liberation/LiberationSerif-Regular.ttf")) {
            boolean blank = String.join("", lines).isBlank();
            PDFont font =
                    blank
                            ? new PDType1Font(Standard14Fonts.FontName.HELVETICA)
                            : PDType0Font.load(pdf, ttf);
            for (String text : lines) {
                PDPage page = new PDPage();
                pdf.addPage(page);
                try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                    int y = 750;
                    for (String line : text.split("\n")) {
                        int x = 40;
                        for (String cell : line.split("\t")) {
                            content.beginText();
                            content.setFont(font, 11);
                            content.newLineAtOffset(x, y);
                            content.showText(cell);
                            content.endText();
                            x += 130;
                        }
                        y -= 20;
                    }
                }
            }
            if (!password.isEmpty()) {
                pdf.protect(
                        new StandardProtectionPolicy(password, password, new AccessPermission()));
            }
            pdf.save(out);
            return out.toByteArray();
        }
    }

    @Test
    void readsWordWithItsTablesAndFootnotes() throws Exception {
        CheckedFile file = check("bao-cao.docx", word());
        assertThat(file.findings()).hasSize(3);
        assertThat(file.findings())
                .extracting(Finding::expected)
                .containsExactly("71,1%", "50%", "18");
        assertThat(file.findings()).extracting(Finding::line).containsExactly("1", "3", "8");
    }

    @Test
    void readsSheetsAndNamesTheCell() throws Exception {
        CheckedFile file = check("bieu.xlsx", sheet());
        assertThat(file.findings()).extracting(Finding::line).contains("Biểu 1!E6");
        assertThat(file.findings()).extracting(Finding::expected).contains("21");
    }

    @Test
    void readsPdfAndNamesThePage() throws Exception {
        CheckedFile file =
                check(
                        "bao-cao.pdf",
                        pdf(
                                "",
                                "Trang đầu không có số liệu.",
                                "Đã thực hiện 32/45 nhiệm vụ, đạt 81,1% kế hoạch.\nĐơn vị\tTổng số\tĐúng hạn\tQuá hạn\nXã A\t120\t110\t10\nXã B\t80\t72\t8\nXã C\t60\t57\t3\nTổng cộng\t260\t239\t31"));
        assertThat(file.findings()).extracting(Finding::line).containsOnly("2");
        assertThat(file.findings()).extracting(Finding::expected).contains("71,1%", "21");
    }

    @Test
    void readsComposedAndDecomposedLettersAlike() throws Exception {
        String text = "Tỷ lệ hồ sơ giải quyết đúng hạn: 13/20 hồ sơ, đạt tỷ lệ 56%.";
        for (Normalizer.Form form : Normalizer.Form.values()) {
            CheckedFile file = checking.checkText("a.txt", Normalizer.normalize(text, form));
            assertThat(file.findings())
                    .singleElement()
                    .extracting(Finding::expected)
                    .isEqualTo("65%");
        }
        assertThat(check("a.txt", ("\ufeff" + text).getBytes(UTF_8)).findings()).hasSize(1);
        assertThat(
                        check(
                                        "a.txt",
                                        ("\ufeff" + text)
                                                .getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_16LE))
                                .findings())
                .hasSize(1);
    }

    @Test
    void joinsSentencesThatAPageBreaks() throws Exception {
        CheckedFile file =
                checking.checkText(
                        "a.txt",
                        "Đến nay, các phòng, ban, đơn vị thuộc huyện đã hoàn thành được 32/45 nhiệm vụ\n\nđược giao, đạt 81,1% kế hoạch đề ra.");
        assertThat(file.findings()).singleElement().extracting(Finding::line).isEqualTo("3");
    }

    @Test
    void refusesWhatCannotBeRead() throws Exception {
        assertThat(refusal("a.txt", new byte[0])).isEqualTo(Reason.EMPTY);
        assertThat(refusal("a.txt", "  \n\n ".getBytes(UTF_8))).isEqualTo(Reason.EMPTY);
        assertThat(refusal("a.pdf", pdf("", ""))).isEqualTo(Reason.NO_TEXT);
        assertThat(refusal("a.pdf", pdf("mật khẩu", "Chữ"))).isEqualTo(Reason.ENCRYPTED);
        assertThat(refusal("a.pdf", half(pdf("", "Chữ")))).isEqualTo(Reason.DAMAGED);
        assertThat(refusal("a.docx", half(word()))).isEqualTo(Reason.DAMAGED);
        assertThat(refusal("a.docx", pdf("", "Chữ"))).isEqualTo(Reason.FALSE_TYPE);
        assertThat(refusal("a.pdf", "Chữ".getBytes(UTF_8))).isEqualTo(Reason.FALSE_TYPE);
        assertThat(refusal("a.xlsx", word())).isEqualTo(Reason.FALSE_TYPE);
        assertThat(
                        refusal(
                                "a.txt",
                                new byte[] {
                                    (byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 13
                                }))
                .isEqualTo(Reason.UNKNOWN_TYPE);
    }

    @Test
    void refusesAnEncryptedWordFile() throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("mật khẩu");
            try (var data = encryptor.getDataStream(container)) {
                data.write(word());
            }
            container.writeFilesystem(out);
            assertThat(refusal("a.docx", out.toByteArray())).isEqualTo(Reason.ENCRYPTED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"word/document.xml", "xl/workbook.xml", "khac.xml"})
    void refusesAZipBomb(String name) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        assertThat(refusal("a.docx", out.toByteArray())).isEqualTo(Reason.TOO_LARGE);
    }

    @Test
    void refusesAnotherArchive() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("anh.png"));
            zip.write(1);
            zip.closeEntry();
        }
        assertThat(refusal("a.docx", out.toByteArray())).isEqualTo(Reason.UNKNOWN_TYPE);
    }
}
