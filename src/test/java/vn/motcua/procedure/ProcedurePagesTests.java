package vn.motcua.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

@IntegrationTest
class ProcedurePagesTests {
    private static final LocalDate SPRING = LocalDate.of(2024, 3, 1);

    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired JdbcClient jdbc;

    private String admin;
    private String unitCode;
    private long unit;

    @BeforeEach
    void anAdministrator() {
        admin = Fixtures.unique("quantri");
        unitCode = Fixtures.unique("DV");
        unit = fixtures.unit(unitCode, "UBND xã Thử", "COMMUNE", null);
        fixtures.account(admin, unit, Role.ADMINISTRATOR);
    }

    @Test
    void thePublicPageAnswersPapersTimeMoneyAndPlaceInThisOrder() throws Exception {
        String code = Fixtures.unique("6.1");
        procedures.create(
                NewProcedure.of(code, "Cấp <b>bản sao</b> trích lục", "Hộ tịch", SPRING)
                        .at(Level.COMMUNE)
                        .withTerms(
                                Map.of(
                                        Channel.IN_PERSON,
                                        new Term(2, TermUnit.WORKING_DAYS),
                                        Channel.POST,
                                        new Term(2, TermUnit.WORKING_DAYS)))
                        .withComponents(new Component("Tờ khai", 1, 0, "Mẫu 01"))
                        .withFees(new Fee("Lệ phí", Set.of(), 8000L, "bản", null))
                        .withSteps(
                                List.of(
                                        new ProcessStep(
                                                1, "Tra sổ", new UnitId(unit), Role.HANDLER, 90L))),
                "test");

        Document page = page("/thu-tuc/" + code);

        assertThat(page.select("main h2").eachText())
                .containsExactly(
                        "Cần giấy tờ gì?",
                        "Mất bao lâu?",
                        "Bao nhiêu tiền?",
                        "Nộp ở đâu?",
                        "Hồ sơ đi qua những bước nào?");
        assertThat(page.select("h1").text()).isEqualTo("Cấp <b>bản sao</b> trích lục");
        assertThat(page.text())
                .contains("Tờ khai 1 bản chính", "2 ngày làm việc", "8.000 đồng/bản")
                .contains("Trực tiếp, bưu chính công ích")
                .contains("Tra sổ UBND xã Thử (Xử lý) 1 giờ 30 phút");
        assertThat(page.select(".mc-address").text()).endsWith("/thu-tuc/" + code);
        assertThat(page.select("svg.qr")).hasSize(1);
    }

    @Test
    void anUnknownProcedureIsAPageThatSaysWhatToDo() {
        assertThat(mvc.get().uri("/thu-tuc/0.khong-co").accept("text/html"))
                .hasStatus(404)
                .bodyText()
                .contains(
                        "Không tìm thấy thủ tục 0.khong-co. Hãy kiểm tra lại mã, hoặc tìm theo tên.")
                .contains("Về trang đầu");
        assertThat(
                        mvc.get()
                                .uri("/api/v1/procedures/0.khong-co")
                                .header("Authorization", Fixtures.basic(admin)))
                .hasStatus(404)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\":\"procedure.not-found\"}");
    }

    @Test
    void visitorsAskAndFindAsPageOrFragment() throws Exception {
        String field = Fixtures.unique("Lĩnh vực công khai ");
        procedures.create(
                NewProcedure.of(Fixtures.unique("6.2"), "Đăng ký giám hộ", field, SPRING), "test");

        Document page = page("/thu-tuc?q=giám hộ&field=" + field);
        assertThat(page.select(".mc-results a").eachText()).containsExactly("Đăng ký giám hộ");
        assertThat(page.select("input[name=q]").val()).isEqualTo("giám hộ");
        MvcTestResult fragment =
                mvc.get()
                        .uri("/thu-tuc?q={q}&field={field}", "giam hộ", field)
                        .header("HX-Request", "true")
                        .exchange();
        assertThat(fragment).hasStatusOk().bodyText().contains("Đăng ký giám hộ");
        assertThat(fragment).bodyText().doesNotContain("<html");
        assertThat(page("/thu-tuc?q=<script>&field=" + field).select(".mc-empty").text())
                .startsWith("Không tìm thấy thủ tục nào khớp “<script>”");
        assertThat(page("/").select("h1").text()).isEqualTo("Bạn cần làm thủ tục gì?");
        assertThat(page("/").select("form[action=/tra-cuu] input[name=ma]")).hasSize(1);
    }

    @Test
    void theApiFiltersByTheTierOfAUnit() {
        String field = Fixtures.unique("Lĩnh vực cấp ");
        String commune = Fixtures.unique("6.3");
        String province = Fixtures.unique("6.3");
        String unknown = Fixtures.unique("6.3");
        procedures.create(
                NewProcedure.of(commune, "A xã", field, SPRING).at(Level.COMMUNE), "test");
        procedures.create(
                NewProcedure.of(province, "B tỉnh", field, SPRING).at(Level.PROVINCE), "test");
        procedures.create(NewProcedure.of(unknown, "C chưa rõ", field, SPRING), "test");
        String office = Fixtures.unique("VP");
        fixtures.unit(office, "Bộ phận Một cửa", "OFFICE", unit);

        assertThat(
                        mvc.get()
                                .uri("/api/v1/procedures?field={f}&unit={u}", field, office)
                                .header("Authorization", Fixtures.basic(admin)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"total":2,"page":0,"items":[{"code":"%s"},{"code":"%s"}]}
                        """
                                .formatted(commune, unknown));
        assertThat(
                        mvc.get()
                                .uri("/api/v1/procedures?unit=KHONGCO")
                                .header("Authorization", Fixtures.basic(admin)))
                .hasStatus(404);
        assertThat(
                        mvc.get()
                                .uri("/api/v1/procedures/" + unknown)
                                .header("Authorization", Fixtures.basic(admin)))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"ownProcess":false,"needsReview":true,
                         "terms":{"in_person":{"value":null,"unit":"unknown"}},
                         "steps":[{"no":1,"role":"counter"},{"no":2},{"no":3},{"no":4}]}
                        """);
    }

    @Test
    void onlyAdministratorsKeepTheCatalogue() {
        String counter = Fixtures.unique("tiepnhan");
        fixtures.account(counter, unit, Role.COUNTER, Role.MONITOR);
        for (String path :
                List.of(
                        "/quan-tri/thu-tuc",
                        "/quan-tri/thu-tuc/moi",
                        "/quan-tri/thu-tuc/nhap",
                        "/quan-tri/thu-tuc/quy-trinh-mac-dinh",
                        "/quan-tri/thu-tuc/tai-xuong")) {
            assertThat(mvc.get().uri(path).with(user(counter)).accept("text/html"))
                    .as(path)
                    .hasStatus(403);
        }
        assertThat(
                        mvc.post()
                                .uri("/quan-tri/thu-tuc/moi")
                                .with(user(counter))
                                .with(csrf())
                                .param("code", "6.x"))
                .hasStatus(403);
        assertThat(mvc.get().uri("/quan-tri/thu-tuc").accept("text/html"))
                .hasStatus3xxRedirection();
    }

    @Test
    void aProcedureIsWrittenDownStepByStepAndSaved() throws Exception {
        String code = Fixtures.unique("6.4");
        Document added =
                Jsoup.parse(
                        body(
                                mvc.post()
                                        .uri("/quan-tri/thu-tuc/moi")
                                        .with(user(admin))
                                        .with(csrf())
                                        .param("code", code)
                                        .param("stepName", "Thẩm định", "Tiếp nhận")
                                        .param("stepUnit", "", "")
                                        .param("stepRole", "HANDLER", "COUNTER")
                                        .param("stepHours", "4", "0,5")
                                        .param("act", "step-up-1")
                                        .exchange()));
        assertThat(added.select("input[name=stepName]").eachAttr("value"))
                .containsExactly("Tiếp nhận", "Thẩm định");
        assertThat(added.select("input[name=stepHours]").eachAttr("value"))
                .containsExactly("0,5", "4");
        assertThat(added.text()).contains("Tổng thời gian các bước: 4 giờ 30 phút");

        assertThat(
                        mvc.post()
                                .uri("/quan-tri/thu-tuc/moi")
                                .with(user(admin))
                                .with(csrf())
                                .param("code", code)
                                .param("name", "Cấp giấy phép")
                                .param("field", "Xây dựng")
                                .param("validFrom", "2024-03-01")
                                .param("level", "COMMUNE")
                                .param("onlineLevel", "FULL")
                                .param("pauseRule", "RESTART")
                                .param("term-in_person", "15")
                                .param("unit-in_person", "WORKING_DAYS")
                                .param("stepName", "Tiếp nhận", "Thẩm định", "")
                                .param("stepUnit", "", unitCode, "")
                                .param("stepRole", "COUNTER", "HANDLER", "HANDLER")
                                .param("stepHours", "0,5", "4", "")
                                .param("componentName", "Đơn", "")
                                .param("componentOriginals", "1", "")
                                .param("componentCopies", "2", "")
                                .param("componentNote", "", "")
                                .param("feeName", "Lệ phí")
                                .param("feeChannels", "in_person")
                                .param("feeAmount", "75.000")
                                .param("feePer", "giấy phép")
                                .param("feeNote", "")
                                .param("act", "save"))
                .hasStatus3xxRedirection()
                .hasRedirectedUrl("/quan-tri/thu-tuc/" + code);
        ProcedureVersion version = procedures.inForce(code, SPRING).orElseThrow();
        assertThat(version.steps())
                .containsExactly(
                        new ProcessStep(1, "Tiếp nhận", null, Role.COUNTER, 30L),
                        new ProcessStep(2, "Thẩm định", new UnitId(unit), Role.HANDLER, 240L));
        assertThat(version.components()).containsExactly(new Component("Đơn", 1, 2, null));
        assertThat(version.fees().getFirst().label()).isEqualTo("75.000 đồng/giấy phép");
        assertThat(version.pauseRule()).isEqualTo(PauseRule.RESTART);
        assertThat(journal(code)).containsExactly("procedure.create");

        Document form =
                Jsoup.parse(
                        body(
                                mvc.get()
                                        .uri("/quan-tri/thu-tuc/" + code)
                                        .with(user(admin))
                                        .exchange()));
        assertThat(form.select("input[name=read]").val()).isEqualTo("1");
        assertThat(form.select("input[name=stepUnit]").eachAttr("value"))
                .containsExactly("", unitCode);
    }

    @Test
    void aWrongFormComesBackWithItsErrorsAndStoresNothing() throws Exception {
        String code = Fixtures.unique("6.5");
        MvcTestResult result =
                mvc.post()
                        .uri("/quan-tri/thu-tuc/moi")
                        .with(user(admin))
                        .with(csrf())
                        .param("code", code)
                        .param("name", "Tên \"<i>")
                        .param("validFrom", "2024-02-30")
                        .param("term-in_person", "nhanh")
                        .param("stepName", "Làm", "")
                        .param("stepUnit", "KHONGCO", "")
                        .param("stepRole", "HANDLER", "HANDLER")
                        .param("stepHours", "0", "2")
                        .param("feeName", "Phí")
                        .param("feeAmount", "tám nghìn")
                        .exchange();

        assertThat(result).hasStatus(422);
        Document page = Jsoup.parse(body(result));
        assertThat(page.select(".mc-errors li").eachText())
                .containsExactly(
                        "Thời hạn kênh Trực tiếp phải là số nguyên từ 1 đến 9999",
                        "Ngày \"2024-02-30\" không có thật",
                        "Mức thu dòng 1 phải là số đồng, ví dụ 8.000, hoặc để trống nếu chưa xác"
                                + " định",
                        "Bước 1: không có đơn vị \"KHONGCO\" đang hoạt động",
                        "Số giờ của bước 1 phải lớn hơn 0, ví dụ 4 hoặc 0,5",
                        "Bước 2 thiếu tên");
        assertThat(page.select("textarea[name=name]").text()).isEqualTo("Tên \"<i>");
        for (String link : page.select(".mc-errors a").eachAttr("href")) {
            assertThat(page.select(link)).as(link).hasSize(1);
        }
        assertThat(procedures.inForce(code, LocalDate.now().plusYears(1))).isEmpty();
    }

    @Test
    void twoEditorsAtOnceAndTheSecondIsTold() throws Exception {
        String code = Fixtures.unique("6.6");
        procedures.create(NewProcedure.of(code, "Tên", "Hộ tịch", SPRING), "test");
        procedures.revise(NewProcedure.of(code, "Tên kia", "Hộ tịch", SPRING), 1, "test");

        MvcTestResult late =
                mvc.post()
                        .uri("/quan-tri/thu-tuc/" + code)
                        .with(user(admin))
                        .with(csrf())
                        .param("read", "1")
                        .param("name", "Tên này")
                        .param("validFrom", "2024-03-01")
                        .exchange();

        assertThat(late).hasStatus(409);
        assertThat(body(late)).contains("vừa được người khác sửa");
        assertThat(procedures.inForce(code, SPRING).orElseThrow().name()).isEqualTo("Tên kia");
    }

    @Test
    void aDefaultProcessIsSetAndDroppedForAUnitOfOnesOwn() throws Exception {
        ProcedureVersion bare =
                procedures.version(
                        procedures.create(
                                NewProcedure.of(Fixtures.unique("6.7"), "Tên", "Đất", SPRING),
                                "test"));
        assertThat(
                        mvc.post()
                                .uri("/quan-tri/thu-tuc/quy-trinh-mac-dinh")
                                .with(user(admin))
                                .with(csrf())
                                .param("unit", unitCode)
                                .param("stepName", "Làm luôn")
                                .param("stepUnit", "")
                                .param("stepRole", "HANDLER")
                                .param("stepHours", "2"))
                .hasStatus3xxRedirection();
        assertThat(procedures.process(bare, new UnitId(unit)))
                .containsExactly(new ProcessStep(1, "Làm luôn", null, Role.HANDLER, 120L));
        assertThat(
                        body(
                                mvc.get()
                                        .uri("/quan-tri/thu-tuc/quy-trinh-mac-dinh")
                                        .with(user(admin))
                                        .exchange()))
                .contains(unitCode);

        String other = Fixtures.unique("NG");
        fixtures.unit(other, "Ngoài phạm vi", "COMMUNE", null);
        assertThat(
                        mvc.post()
                                .uri("/quan-tri/thu-tuc/quy-trinh-mac-dinh")
                                .with(user(admin))
                                .with(csrf())
                                .param("unit", other)
                                .param("stepName", "Làm"))
                .hasStatus(404);
        assertThat(
                        mvc.post()
                                .uri("/quan-tri/thu-tuc/quy-trinh-mac-dinh")
                                .with(user(admin))
                                .with(csrf())
                                .param("unit", unitCode)
                                .param("act", "drop"))
                .hasStatus3xxRedirection();
        assertThat(procedures.process(bare, new UnitId(unit))).hasSize(4);
    }

    @Test
    void theImportPageTellsRowsAndWholeFilesThatAreWrong() throws Exception {
        String code = Fixtures.unique("6.8");
        String header = String.join(",", ProcedureImport.HEADER) + "\n";
        String good =
                body(upload(header + code + ",Tên,,,,,,,Trực tiếp: 3,,\n,Không mã,,,,,,,,,\n"));
        assertThat(Jsoup.parse(good).text())
                .contains("1 thủ tục mới", "1 chỗ bị từ chối", "3 ma_tthc Thiếu mã thủ tục")
                .contains("2 chỗ không đọc được rõ");
        MvcTestResult bad = upload("a,b\n");
        assertThat(bad).hasStatus(422);
        assertThat(body(bad)).contains("Chưa nhập được; không có gì bị thay đổi.");
        assertThat(upload("")).hasStatus(422);
        assertThat(
                        body(
                                mvc.get()
                                        .uri("/quan-tri/thu-tuc?unclear=true&q=" + code)
                                        .with(user(admin))
                                        .exchange()))
                .contains(code, "◐ Cần xác định");
    }

    private MvcTestResult upload(String file) {
        return mvc.post()
                .uri("/quan-tri/thu-tuc/nhap")
                .multipart()
                .file(
                        new MockMultipartFile(
                                "file",
                                "danh-muc.csv",
                                "text/csv",
                                file.getBytes(StandardCharsets.UTF_8)))
                .with(user(admin))
                .with(csrf())
                .exchange();
    }

    private List<String> journal(String code) {
        return jdbc.sql(
                        "select action from audit.entry where kind = 'procedure' and record = :code"
                                + " order by id")
                .param("code", code)
                .query((row, n) -> row.getString(1))
                .list();
    }

    private Document page(String uri) throws Exception {
        MvcTestResult result =
                mvc.get()
                        .uri(
                                java.net.URI.create(
                                        uri.replace(" ", "%20")
                                                .replace("<", "%3C")
                                                .replace(">", "%3E")))
                        .exchange();
        assertThat(result).hasStatusOk();
        return Jsoup.parse(body(result));
    }

    private static String body(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
