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
import org.apache.poi.xwpf.usermodel.XWPFTableCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openxmlformats.schemas.wordprocessingml.x2006.main.CTP;
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

    @ParameterizedTest
    @ValueSource(strings = {"a.docx", "a.xlsx"})
    void refusesAnEncryptedOfficeFile(String name) throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("mật khẩu");
            try (var data = encryptor.getDataStream(container)) {
                data.write(name.endsWith("docx") ? word() : sheet());
            }
            container.writeFilesystem(out);
            assertThat(refusal(name, out.toByteArray())).isEqualTo(Reason.ENCRYPTED);
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

    private static byte[] bytes(XWPFDocument word) throws IOException {
        try (word;
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            word.write(out);
            return out.toByteArray();
        }
    }

    @Test
    void leavesOutWhatTrackedChangesTookAway() throws Exception {
        XWPFDocument word = new XWPFDocument();
        CTP paragraph = word.createParagraph().getCTP();
        paragraph.set(
                CTP.Factory.parse(
                        """
                        <xml-fragment xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
                        <w:r><w:t xml:space="preserve">Đã thực hiện 32/45 nhiệm vụ, đạt </w:t></w:r>
                        <w:del w:id="1" w:author="a"><w:r><w:delText>81,1%</w:delText></w:r></w:del>
                        <w:moveFrom w:id="2" w:author="a"><w:r><w:t>61,1%</w:t></w:r></w:moveFrom>
                        <w:ins w:id="3" w:author="a"><w:r><w:t>71,1%</w:t></w:r></w:ins>
                        <w:r><w:t xml:space="preserve"> kế hoạch.</w:t></w:r></xml-fragment>\
                        """));
        CheckedFile file = check("a.docx", bytes(word));
        assertThat(file.lines().getFirst())
                .isEqualTo("Đã thực hiện 32/45 nhiệm vụ, đạt 71,1% kế hoạch.");
        assertThat(file.findings()).isEmpty();
    }

    @Test
    void readsTextBoxesOnceAndNestedTables() throws Exception {
        XWPFDocument word = new XWPFDocument();
        word.createParagraph()
                .getCTP()
                .set(
                        CTP.Factory.parse(
                                """
                                <xml-fragment xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">
                                <w:r><mc:AlternateContent>
                                <mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>Đạt 13/20 hồ sơ, đạt tỷ lệ 56%.</w:t></w:r></w:p></w:txbxContent></mc:Choice>
                                <mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>Đạt 13/20 hồ sơ, đạt tỷ lệ 56%.</w:t></w:r></w:p></w:txbxContent></w:pict></mc:Fallback>
                                </mc:AlternateContent></w:r></xml-fragment>\
                                """));
        XWPFTable outer = word.createTable(2, 2);
        XWPFTableCell cell = outer.getRow(1).getCell(1);
        XWPFTable inner = new XWPFTable(cell.getCTTc().addNewTbl(), cell, 4, 3);
        String[][] cells = {
            {"Đơn vị", "Đúng hạn", "Quá hạn"},
            {"Xã A", "110", "10"},
            {"Xã B", "72", "8"},
            {"Tổng cộng", "182", "19"},
        };
        for (int r = 0; r < cells.length; r++) {
            for (int c = 0; c < 3; c++) {
                inner.getRow(r).getCell(c).setText(cells[r][c]);
            }
        }
        cell.insertTable(0, inner);
        assertThat(check("a.docx", bytes(word)).findings())
                .extracting(Finding::expected)
                .containsExactly("65%", "18");
    }

    @Test
    void readsSheetsAsTheyAreShown() throws Exception {
        byte[] content;
        try (XSSFWorkbook book = new XSSFWorkbook();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            var percent = book.createCellStyle();
            percent.setDataFormat(book.createDataFormat().getFormat("0.0%"));
            var date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
            for (String name : new String[] {"Biểu 1", "Nháp"}) {
                XSSFSheet sheet = book.createSheet(name);
                String[] heads = {"STT", "Đơn vị", "Ngày chốt", "Tổng số", "Đúng hạn", "Tỷ lệ"};
                for (int c = 0; c < heads.length; c++) {
                    (c == 0 ? sheet.createRow(0) : sheet.getRow(0))
                            .createCell(c)
                            .setCellValue(heads[c]);
                }
                int[][] counts = {{200, 189}, {100, 90}, {300, 279}};
                for (int r = 0; r < counts.length; r++) {
                    var row = sheet.createRow(r + 1);
                    row.createCell(0).setCellValue(r + 1);
                    row.createCell(1).setCellValue(r == 2 ? "Tổng cộng" : "Xã " + (char) ('A' + r));
                    row.createCell(2).setCellValue(java.time.LocalDate.of(2024, 6, 30));
                    row.getCell(2).setCellStyle(date);
                    row.createCell(3).setCellValue(counts[r][0]);
                    row.createCell(4).setCellValue(counts[r][1]);
                    row.createCell(5).setCellFormula("E" + (r + 2) + "/D" + (r + 2));
                    row.getCell(5).setCellStyle(percent);
                    row.getCell(5)
                            .setCellValue(r == 1 ? 0.95 : (double) counts[r][1] / counts[r][0]);
                }
            }
            book.setSheetHidden(1, true);
            book.write(out);
            content = out.toByteArray();
        }
        CheckedFile file = check("bieu.xlsx", content);
        assertThat(file.lines().get(1)).contains("94,5%", "30/06/2024");
        assertThat(file.findings())
                .singleElement()
                .satisfies(f -> {
                    assertThat(f.line()).isEqualTo("Biểu 1!F3");
                    assertThat(f.expected()).startsWith("90");
                });
    }

    @Test
    void keepsPdfCellsUnderTheirColumnsWhereSomeAreEmpty() throws Exception {
        CheckedFile file =
                check(
                        "a.pdf",
                        pdf(
                                "",
                                "Đơn vị\tTiếp nhận\tĐúng hạn\tQuá hạn\nXã A\t120\t110\t10\nXã B\t80\t\t8\nXã C\t60\t57\t3\nXã D\t40\t\t5\nTổng cộng\t300\t167\t26"));
        assertThat(file.findings()).isEmpty();
        assertThat(file.claims()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void readsOverThePageHeadsOfAPdf() throws Exception {
        String head = "BÁO CÁO CẢI CÁCH HÀNH CHÍNH\n";
        CheckedFile file =
                check(
                        "a.pdf",
                        pdf(
                                "",
                                head + "Mở đầu.",
                                head
                                        + "Đến nay, các phòng, ban, đơn vị thuộc huyện đã hoàn thành được 32/45 nhiệm vụ\n- 2 -",
                                head
                                        + "được giao trong năm, đạt 81,1% kế hoạch đề ra.\nTrang 3/3"));
        assertThat(file.findings()).singleElement().extracting(Finding::line).isEqualTo("3");
    }

    @Test
    void readsTwoColumnsOneAfterTheOther() throws Exception {
        byte[] content;
        try (PDDocument pdf = new PDDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                InputStream ttf =
                        org.librepdf.openpdf.fonts.Liberation.class.getResourceAsStream(
                                "/liberation/LiberationSerif-Regular.ttf")) {
            PDFont font = PDType0Font.load(pdf, ttf);
            PDPage page = new PDPage();
            pdf.addPage(page);
            String[][] columns = {
                {
                    "Đến nay, các phòng, ban của huyện",
                    "đã hoàn thành được 32/45 nhiệm vụ",
                    "được giao trong năm, đạt 81,1% kế",
                    "hoạch mà huyện đã đề ra từ đầu năm.",
                },
                {
                    "Ở cấp xã, các đơn vị đã giải quyết",
                    "đúng hạn được 13/20 hồ sơ mà người",
                    "dân nộp trong kỳ, đạt tỷ lệ 65%, cao",
                    "hơn so với kỳ trước đã báo cáo.",
                },
            };
            try (PDPageContentStream text = new PDPageContentStream(pdf, page)) {
                for (int c = 0; c < 2; c++) {
                    for (int i = 0; i < 4; i++) {
                        text.beginText();
                        text.setFont(font, 11);
                        text.newLineAtOffset(40 + c * 260, 750 - i * 20);
                        text.showText(columns[c][i]);
                        text.endText();
                    }
                }
            }
            pdf.save(out);
            content = out.toByteArray();
        }
        assertThat(check("a.pdf", content).findings())
                .singleElement()
                .extracting(Finding::expected)
                .isEqualTo("71,1%");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Uû ban nh©n d©n huyÖn ®· tiÕp nhËn 120 hå s¬, ®· gi¶i quyÕt 110 hå s¬ ®óng h¹n, ®¹t 95% kÕ ho¹ch ®Ò ra.",
                "UÛy ban nhaân daân huyeän ñaõ tieáp nhaän 120 hoà sô, ñaõ giaûi quyeát 110 hoà sô ñuùng haïn, ñaït 95% keá hoaïch ñeà ra.",
            })
    void saysThatTheTextIsInAnOldEncoding(String text) {
        UnreadableFile refused =
                catchThrowableOfType(UnreadableFile.class, () -> checking.checkText("a.txt", text));
        assertThat(refused.reason()).isEqualTo(Reason.OLD_ENCODING);
        assertThat(refused.explanation()).contains("TCVN3 hoặc VNI", "Unicode");
        assertThat(refusal("a.txt", text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1)))
                .isEqualTo(Reason.OLD_ENCODING);
    }

    @Test
    void readsTextWithoutMarksAndInFrench() throws Exception {
        assertThat(
                        checking.checkText(
                                        "a.txt",
                                        "Da thuc hien 32/45 nhiem vu. Été à Huế, château, œuvre, déjà.")
                                .figures())
                .isPositive();
    }

    @Test
    void refusesTheFormatsFromBefore2007() throws Exception {
        try (POIFSFileSystem container = new POIFSFileSystem();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            container.createDocument(new ByteArrayInputStream(new byte[5_000]), "WordDocument");
            container.writeFilesystem(out);
            UnreadableFile refused =
                    catchThrowableOfType(
                            UnreadableFile.class, () -> check("a.doc", out.toByteArray()));
            assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN_TYPE);
            assertThat(refused.explanation()).contains("đời cũ", "docx, xlsx, pdf, txt");
        }
        assertThat(refusal("a.rtf", "{\\rtf1 Văn bản}".getBytes(UTF_8)))
                .isEqualTo(Reason.UNKNOWN_TYPE);
        assertThat(
                        refusal(
                                "a.txt",
                                "<!DOCTYPE html><html><body><p>12/20</p></body></html>"
                                        .getBytes(UTF_8)))
                .isEqualTo(Reason.UNKNOWN_TYPE);
    }

    @Test
    void refusesAFileBeyondTheLimit() {
        UnreadableFile refused =
                catchThrowableOfType(
                        UnreadableFile.class, () -> check("a.txt", new byte[(64 << 20) + 1]));
        assertThat(refused.reason()).isEqualTo(Reason.TOO_LARGE);
        assertThat(refused.explanation()).contains("64 MB");
    }
}
