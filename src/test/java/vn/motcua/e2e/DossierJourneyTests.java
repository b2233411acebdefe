package vn.motcua.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// The whole path, as people walk it: from the paper on the counter to the result and its
/// follow-up.
class DossierJourneyTests extends BrowserTest {
    @Test
    void aCommuneReceivesHandlesAndReturnsADossierByKeyboard() throws Exception {
        Page page = desktop();
        signIn(page, "namda");
        page.keyboard().press("n");
        page.waitForURL("**/ho-so/tiep-nhan");
        page.keyboard().type("1.000894");
        page.keyboard().press("Tab");
        assertThat(page.locator("#thu-tuc-chon")).containsText("Hẹn trả");
        page.locator("#f-idNumber").focus();
        page.keyboard().type("067190004321");
        page.keyboard().press("Tab");
        page.locator("#f-name").fill("H'Bian Niê");
        picture(page, "tiep-nhan-dien");
        page.locator("#f-name").press("Control+Enter");
        assertThat(page.locator(".mc-received")).containsText("Đã tiếp nhận");
        picture(page, "tiep-nhan-xong");
        String code = page.locator(".mc-received strong").first().textContent();

        page.locator("#f-idNumber").fill("067190004321");
        page.locator("#f-idNumber").press("Tab");
        assertThat(page.locator("#f-name")).hasValue("H'Bian Niê");

        byte[] pdf = page.request().get("/ho-so/" + code + "/giay-tiep-nhan.pdf").body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document))
                    .contains(code)
                    .contains("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ")
                    .contains("H'Bian Niê")
                    .contains("Độc lập - Tự do - Hạnh phúc");
        }

        page.navigate("/ho-so/" + code);
        String key = page.locator("dt:has-text('Mã tra cứu') + dd").textContent();
        page.getByText("Nhận việc").click();
        assertThat(page.locator(".mc-timeline")).containsText("đã nhận việc");
        picture(page, "ho-so-xu-ly");
        var complete = page.locator("form[action$='complete-step']");
        for (int step = 0; step < 6 && complete.count() > 0; step++) {
            if (!complete.locator("button").isVisible()) {
                page.locator("summary:has-text('Hoàn thành bước')").click();
            }
            complete.locator("button").click();
            page.waitForLoadState();
        }
        picture(page, "ho-so-xong");
        assertThat(page.locator(".mc-dossier-head")).containsText("Xong, chờ trả");
        page.locator("form[action$='return-result'] button").click();
        assertThat(page.locator(".mc-dossier-head")).containsText("Đã trả kết quả");
        assertThat(page.locator(".mc-timeline")).containsText("đã tiếp nhận hồ sơ");

        Page citizen = phone();
        citizen.navigate("/tra-cuu");
        citizen.fill("#ma", code);
        citizen.fill("#khoa", key);
        citizen.keyboard().press("Enter");
        assertThat(citizen.locator(".mc-phases")).containsText("Đã trả kết quả");
        assertThat(citizen.locator("main")).not().containsText("067190004321");
        picture(citizen, "tra-cuu-ket-qua-dien-thoai");
    }

    @Test
    void receivesOneAfterTheOtherWithoutTheMouse() {
        Page page = desktop();
        signIn(page, "namda");
        page.keyboard().press("n");
        page.waitForURL("**/ho-so/tiep-nhan");
        assertThat(page.locator("#f-procedure")).isFocused();
        picture(page, "tiep-nhan-trong");
        page.keyboard().type("ket hon");
        assertThat(page.locator("#goi-y option").first()).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator("#thu-tuc-chon a").first()).isFocused();
        assertThat(page.locator("#thu-tuc-chon")).containsText("Đăng ký kết hôn");
        picture(page, "tiep-nhan-chon");
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-idNumber")).isFocused();
        assertThat(page.locator("#thu-tuc-chon")).containsText("Hẹn trả");
        page.keyboard().type("067190009876");
        page.keyboard().press("Enter");
        assertThat(page.locator("#f-name")).isFocused();
        page.keyboard().type("Y Thịnh Buôn Krông");
        for (String id : java.util.List.of("f-kind", "f-phone", "f-email", "f-address")) {
            page.keyboard().press("Tab");
            assertThat(page.locator("#" + id)).isFocused();
        }
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".mc-received")).containsText("Y Thịnh Buôn Krông");
        assertThat(page.locator("#f-procedure")).isFocused();
        assertThat(page.locator("#f-name")).hasValue("");
    }

    @Test
    void keepsWhatWasFilledInAndGoesToTheSummaryAfterErrors() {
        Page page = desktop();
        signIn(page, "namda");
        page.navigate("/ho-so/tiep-nhan?thu-tuc=1.000894");
        page.uncheck("#has1");
        page.fill("#f-fee", "12.000");
        page.fill("#f-phone", "09x");
        page.locator("#f-phone").press("Control+Enter");
        assertThat(page.locator(".mc-errors")).isFocused();
        assertThat(page.locator("#f-name")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#has0")).isChecked();
        assertThat(page.locator("#has1")).not().isChecked();
        assertThat(page.locator("#f-fee")).hasValue("12.000");
        assertAccessible(page);
        picture(page, "tiep-nhan-sai");
        page.locator(".mc-errors a").first().press("Enter");
        assertThat(page.locator("#f-name")).isFocused();
    }

    @Test
    void keepsTheNameTypedWhileTheApplicantIsLookedUp() {
        Page page = desktop();
        signIn(page, "namda");
        page.navigate("/ho-so/tiep-nhan?thu-tuc=1.000894");
        page.fill("#f-idNumber", "067190001111");
        page.keyboard().press("Tab");
        page.keyboard().type("Lê Văn Tám");
        page.waitForTimeout(700);
        assertThat(page.locator("#f-name")).hasValue("Lê Văn Tám");
        assertThat(page.locator("#f-name")).isFocused();
    }

    @Test
    void asksForTheDueMomentWhereTheProcedureHasNone() {
        Page page = desktop();
        signIn(page, "quantri");
        page.navigate("/ho-so/tiep-nhan?thu-tuc=2.002516&don-vi=24697");
        assertThat(page.locator("#thu-tuc-chon")).containsText("Chưa xác định thời hạn");
        page.fill("#f-dueAt", "30/12/2030 16:30");
        picture(page, "tiep-nhan-thieu-han");
        page.fill("#f-name", "Phan Thị Năm");
        page.locator("#f-name").press("Control+Enter");
        assertThat(page.locator(".mc-received")).containsText("30/12/2030 16:30");
    }

    @Test
    void aLongReceiptGoesOnOverPages() throws Exception {
        Page page = desktop();
        signIn(page, "namda");
        page.navigate("/ho-so/tiep-nhan");
        FormData form =
                FormData.create()
                        .set("_csrf", page.locator(".mc-reception [name=_csrf]").inputValue())
                        .set("procedure", "1.000894")
                        .set("unit", "24697")
                        .set("channel", "in_person")
                        .set("name", "Hộ gia đình ông Y Bhiông Niê Kđăm");
        for (int i = 0; i < 60; i++) {
            form.set("paper" + i, "Giấy tờ số %d, kèm bản đồ và danh sách".formatted(i + 1));
            form.set("has" + i, "1").set("originals" + i, "1").set("copies" + i, "2");
        }
        String landed =
                page.request()
                        .post("/ho-so/tiep-nhan", RequestOptions.create().setForm(form))
                        .url();
        String code = landed.replaceFirst(".*vua-nhan=([^&]+).*", "$1");
        byte[] pdf = page.request().get("/ho-so/" + code + "/giay-tiep-nhan.pdf").body();
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getNumberOfPages()).isEqualTo(3);
            PDFTextStripper second = new PDFTextStripper();
            second.setStartPage(2);
            second.setEndPage(2);
            assertThat(second.getText(document)).startsWith("2").contains("Tên giấy tờ");
            assertThat(new PDFTextStripper().getText(document))
                    .contains("Giấy tờ số 60")
                    .containsOnlyOnce("NGƯỜI TIẾP NHẬN HỒ SƠ");
        }
    }

    @Test
    void movesThroughListsAndHelpByKeys() {
        Page page = desktop();
        signIn(page, "namda");
        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        assertThat(page.locator("tbody tr").first()).hasClass("mc-row-focus");
        String first = page.locator("tbody a").first().textContent();
        page.keyboard().press("?");
        assertThat(page.locator("#phim-tat")).isVisible();
        picture(page, "phim-tat");
        page.keyboard().press("Escape");
        assertThat(page.locator("#phim-tat")).not().isVisible();
        page.keyboard().press("Enter");
        assertThat(page.locator("h1")).hasText("Hồ sơ " + first);
        page.keyboard().press("/");
        assertThat(page.locator("#tim-chung")).isFocused();
        page.keyboard().type("ket hon");
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).containsText("Đăng ký kết hôn");
    }

    @Test
    void writesDatesAsPeopleHereWriteThem() {
        Page page = desktop();
        signIn(page, "giamsat");
        page.navigate("/thong-ke/ho-so?don-vi=664&tu=2024-01-01&den=2024-09-15");
        assertThat(page.locator("#tu")).hasValue("01/01/2024");
        assertThat(page.locator("tbody")).not().containsText("Phòng Tư pháp");
        page.getByText("đơn vị không phát sinh").click();
        assertThat(page.locator("tbody")).containsText("Phòng Tư pháp");
        page.fill("#den", "31/02/2024");
        page.locator("#den").press("Enter");
        assertThat(page.locator("#den:invalid")).hasCount(1);
        page.fill("#den", "30/6/2024");
        page.locator("#den").press("Enter");
        page.waitForURL("**den=2024-06-30**");
        picture(page, "thong-ke-sau-thang");
    }

    @Test
    void everyNumberOfTheTableOpensItsDossiers() {
        Page page = desktop();
        signIn(page, "giamsat");
        page.navigate("/thong-ke/ho-so?don-vi=664&tu=2024-01-01&den=2024-09-15");
        var row = page.locator("tr", new Page.LocatorOptions().setHasText("UBND xã Nam Đà"));
        assertThat(row).containsText("97,7%");
        row.getByText("16", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".mc-pager")).containsText("16 mục");
        picture(page, "thong-ke-o");
        page.locator("tbody a").first().click();
        assertThat(page.locator("h1")).containsText("Hồ sơ");
        assertThat(page.getByText("Việc có thể làm")).hasCount(0);
    }

    @Test
    void followsAnImportAndShowsItsWrongLines() {
        Page page = desktop();
        signIn(page, "quantri");
        page.navigate("/ho-so/nhap");
        page.setInputFiles(
                "#f-file",
                new com.microsoft.playwright.options.FilePayload(
                        "sai.csv",
                        "text/csv",
                        ("code,procedure,unit,channel,applicant,received_at,due_at,outcome,outcome_at\n"
                                        + "A-1,khong.co,24697,in_person,An,2024-02-30,2024-03-01,pending,\n")
                                .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        page.getByText("Nhập", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(page.locator("#tien-do")).containsText("không phải ngày có thật");
        assertAccessible(page);
        picture(page, "nhap-ho-so-sai");
    }

    @Test
    void aStaleButtonSaysWhoWasFaster() {
        Page page = desktop();
        signIn(page, "namda");
        page.navigate("/ho-so?trang-thai=dang-giai-quyet");
        page.locator("tbody a").first().click();
        page.evaluate(
                "document.querySelectorAll('input[name=version]').forEach(e => e.value ="
                        + " Number(e.value) - 1)");
        page.locator(".mc-acts form button.btn").first().click();
        assertThat(page.locator("main")).containsText("vừa thay đổi");
        picture(page, "ho-so-vua-thay-doi");
    }
}
