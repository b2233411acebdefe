package vn.motcua.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import org.junit.jupiter.api.Test;

/// A report is dropped on the page, its wrong figures are seen, and it goes back with comments.
class CheckingJourneyTests extends BrowserTest {
    private static final String WORD =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private static final String RATIO =
            "Đến nay, huyện đã hoàn thành 32/45 nhiệm vụ, đạt 81,1% kế hoạch năm.";
    private static final String SUM =
            "Toàn huyện tiếp nhận 8.803 hồ sơ, trong đó: trực tiếp 4.167 hồ sơ; trực tuyến 4.364 hồ sơ.";
    private static final String CUT =
            "Cấp xã có 12/23 thủ tục phát sinh hồ sơ, chiếm 52,1%; huyện xếp thứ 5/8 đơn vị.";

    private static byte[] report() throws IOException {
        try (XWPFDocument word = new XWPFDocument();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            for (String text : new String[] {"BÁO CÁO", RATIO, SUM, CUT}) {
                word.createParagraph().createRun().setText(text);
            }
            String[][] cells = {
                {"STT", "Đơn vị", "Đúng hạn", "Quá hạn"},
                {"1", "Xã A", "110", "10"},
                {"2", "Xã B", "72", "8"},
                {"", "Tổng cộng", "182", "19"},
            };
            XWPFTable table = word.createTable(cells.length, 4);
            for (int r = 0; r < cells.length; r++) {
                for (int c = 0; c < 4; c++) {
                    table.getRow(r).getCell(c).setText(cells[r][c]);
                }
            }
            word.write(out);
            return out.toByteArray();
        }
    }

    private static void drop(Page page) throws IOException {
        page.setInputFiles("#f-tep", new FilePayload("bao-cao-quy-I.docx", WORD, report()));
    }

    @Test
    void aReportIsDroppedReadFilteredAndTakenBackWithComments() throws Exception {
        Page page = desktop();
        signIn(page, "namda");
        page.navigate("/kiem-so-lieu");
        drop(page);
        page.getByText("Kiểm tra", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#ket-qua")).containsText("3 sai");
        assertThat(page.locator("#ket-qua tbody tr")).hasCount(4);
        assertThat(page.locator("#ket-qua")).containsText("32/45 = 71,11%, không phải 81,1%");
        assertThat(page.locator("mark.mc-check-wrong").first()).hasText("81,1");
        assertThat(page.locator("mark.mc-check-rounding")).hasText("52,1");
        page.mouse().move(700, 500);
        page.mouse().wheel(0, 2_000);
        page.waitForTimeout(400);
        picture(page, "kiem-so-lieu");
        assertFits(page);
        assertAccessible(page);

        page.selectOption("#f-ket-luan", "rounding");
        page.getByText("Kiểm tra", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#ket-qua tbody tr")).hasCount(1);
        assertThat(page.locator("#ket-qua mark")).hasCount(1);
        page.selectOption("#f-ket-luan", "");

        Download annotated =
                page.waitForDownload(() -> page.getByText("Tải bản Word có chú thích").click());
        assertThat(annotated.suggestedFilename()).isEqualTo("bao-cao-quy-I-chu-thich.docx");
        try (InputStream in = annotated.createReadStream();
                XWPFDocument word = new XWPFDocument(in)) {
            assertThat(word.getDocComments().getComments()).hasSize(4);
            assertThat(word.getDocComments().getComments().getFirst().getText())
                    .contains("SAI", "32/45 = 71,11%");
            for (int commented : new int[] {1, 2, 3}) {
                assertThat(word.getParagraphs().get(commented).getCTP().xmlText())
                        .contains("commentRangeStart", "commentReference");
            }
            assertThat(word.getParagraphs().getFirst().getCTP().xmlText())
                    .doesNotContain("comment");
            assertThat(word.getParagraphs().get(1).getText()).isEqualTo(RATIO);
            assertThat(word.getTables().getFirst().getRow(3).getCell(3).getCTTc().xmlText())
                    .contains("commentRangeStart");
        }

        Download findings =
                page.waitForDownload(() -> page.getByText("Tải bảng phát hiện xlsx").click());
        try (InputStream in = findings.createReadStream();
                XSSFWorkbook book = new XSSFWorkbook(in)) {
            XSSFSheet sheet = book.getSheetAt(0);
            StringBuilder text = new StringBuilder();
            sheet.forEach(row -> row.forEach(cell -> text.append(cell).append('\n')));
            assertThat(text).contains("32/45 = 71,11%", "4.167 + 4.364 = 8.531", "làm tròn");
        }
    }

    @Test
    void aDraftIsPastedAndCheckedOnAPhone() {
        Page page = phone();
        signIn(page, "namda");
        page.navigate("/kiem-so-lieu");
        page.fill("#f-van-ban", RATIO + "\n" + SUM);
        page.getByText("Kiểm tra", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#ket-qua tbody tr")).hasCount(2);
        assertThat(page.locator("#ket-qua mark")).hasCount(2);
        page.mouse().move(700, 500);
        page.mouse().wheel(0, 2_000);
        page.waitForTimeout(400);
        picture(page, "kiem-so-lieu-dien-thoai");
        assertFits(page);
        assertAccessible(page);
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() {
        Page page = desktop();
        signIn(page, "namda");
        page.navigate("/kiem-so-lieu");
        page.setInputFiles(
                "#f-tep",
                new FilePayload(
                        "cu.doc",
                        "application/msword",
                        new byte[] {
                            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0, 0, 0, 0, 0, 0
                        }));
        page.getByText("Kiểm tra", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("main"))
                .containsText("cu.doc: tệp Word hoặc Excel đời cũ (.doc, .xls)");
        assertAccessible(page);
    }
}
