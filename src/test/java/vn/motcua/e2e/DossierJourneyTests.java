package vn.motcua.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
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
        page.getByText("Trả kết quả").first().click();
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
    void everyNumberOfTheTableOpensItsDossiers() {
        Page page = desktop();
        signIn(page, "giamsat");
        page.navigate("/thong-ke/ho-so?don-vi=664&tu=2024-01-01&den=2024-09-15");
        var row = page.locator("tr", new Page.LocatorOptions().setHasText("UBND xã Nam Đà"));
        assertThat(row).containsText("97,7%");
        row.getByText("16", new com.microsoft.playwright.Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(page.locator(".mc-pager")).containsText("16 mục");
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
    }
}
