package vn.motcua.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

@IntegrationTest
class UnitPagesTests {
    private static final LocalDate DAY = LocalDate.of(2024, 9, 15);

    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Units units;

    private String rootCode;
    private long root;
    private String name;

    @BeforeEach
    void unitAndAdministrator() {
        rootCode = Fixtures.unique("PR");
        root = fixtures.unit(rootCode, "Huyện trang " + rootCode, "DISTRICT", null);
        name = Fixtures.unique("trang");
        fixtures.account(name, root, Role.ADMINISTRATOR);
    }

    @Test
    void makesEditsAndRefusesAStaleEdit() throws Exception {
        String code = Fixtures.unique("PC");
        MvcTestResult made = post("/moi", form(code, "Xã trang", rootCode, "2020-01-01", ""));
        assertThat(made).hasStatus3xxRedirection();
        Unit unit = units.byCode(code, DAY).orElseThrow();
        assertThat(unit.agency()).isEqualTo("000.00.19.H10");
        assertThat(unit.aliases()).containsExactly("Xã T.", "UBND xã trang");
        assertThat(units.within(unit.id(), new Long[] {root})).isTrue();
        assertThat(text(get("?q=xa trang"))).contains("Xã trang").contains("UBND xã trang");
        assertThat(text(get("?on=1999-12-31")))
                .contains("Không có đơn vị nào có hiệu lực ngày 31/12/1999");
        assertThat(text(get("/" + unit.id().value()))).contains("000.00.19.H10");
        assertThat(text(get("?parent=" + root))).contains("Xã trang");

        String edit = "/" + unit.id().value() + "/sua";
        assertThat(post(edit, form(code, "Xã trang mới", rootCode, "2020-01-01", "")))
                .hasStatus3xxRedirection();
        assertThat(units.get(unit.id()).name()).isEqualTo("Xã trang mới");
        MvcTestResult stale = post(edit, form(code, "Xã cũ", rootCode, "2020-01-01", ""));
        assertThat(stale).hasStatus(409);
        assertThat(text(stale)).contains("Đơn vị Xã trang mới vừa được người khác sửa");
    }

    @Test
    void saysWhatIsWrongAtTheFields() throws Exception {
        assertThat(text(post("/moi", form("", " ", rootCode, "2020-01-01", "2019-12-31"))))
                .contains("Hãy nhập mã đơn vị")
                .contains("Hãy nhập tên đơn vị")
                .contains("Ngày hết hiệu lực trước ngày có hiệu lực");
        assertThat(text(post("/moi", form("X", "X", rootCode, "2023-02-29", ""))))
                .contains("Ngày &#34;2023-02-29&#34; không có thật".replace("&#34;", "\""));
        assertThat(text(post("/moi", form(rootCode, "X", "", "2000-01-01", ""))))
                .contains("Đã có đơn vị mã " + rootCode + " có hiệu lực từ 01/01/2000");
        long child = fixtures.unit(Fixtures.unique("PX"), "Con", "OFFICE", root);
        String childCode = units.get(new UnitId(child)).code();
        assertThat(
                        text(
                                post(
                                        "/" + root + "/sua",
                                        form(rootCode, "Huyện", childCode, "2000-01-01", ""))))
                .contains("Đơn vị cấp trên quẩn vòng tròn");
        assertThat(post("/moi", form("X", "X", "KHONG-CO", "2020-01-01", ""))).hasStatus(422);
    }

    @Test
    void endsAUnitAndRemembersWhoCarriesOn() throws Exception {
        String oldCode = Fixtures.unique("PO");
        long old = fixtures.unit(oldCode, "UBND xã cũ " + oldCode, "COMMUNE", root);
        String newCode = Fixtures.unique("PN");
        post("/moi", form(newCode, "Xã mới " + newCode, rootCode, "2025-07-01", ""));
        Unit heir = units.byCode(newCode, LocalDate.of(2025, 7, 1)).orElseThrow();
        String path = "/" + old + "/ket-thuc";
        assertThat(text(get(path))).contains("Sáp nhập");
        assertThat(
                        text(
                                post(
                                        path,
                                        "version",
                                        "1",
                                        "lastDay",
                                        "2024-06-30",
                                        "kind",
                                        "merge",
                                        "successor",
                                        newCode)))
                .contains("có hiệu lực ngày 01/07/2024");
        assertThat(
                        post(
                                path,
                                "version",
                                "1",
                                "lastDay",
                                "2025-06-30",
                                "kind",
                                "merge",
                                "successor",
                                newCode))
                .hasRedirectedUrl("/quan-tri/don-vi/" + old);
        assertThat(units.successors(new UnitId(old))).containsExactly(heir);
        assertThat(units.predecessors(heir.id())).extracting(Unit::code).containsExactly(oldCode);
        assertThat(units.get(new UnitId(old)).validTo()).isEqualTo("2025-06-30");
        assertThat(text(get("/" + old))).contains("sáp nhập thành").contains("Xã mới");
        assertThat(text(get("/" + heir.id().value()))).contains("sáp nhập từ");
        assertThat(
                        text(
                                post(
                                        "/" + root + "/ket-thuc",
                                        "version",
                                        "1",
                                        "lastDay",
                                        "2026-01-01",
                                        "kind",
                                        "split")))
                .contains("Còn đơn vị trực thuộc có hiệu lực sau ngày này");
    }

    @Test
    void hidesUnitsOutsideTheScopes() {
        long outside = fixtures.unit(Fixtures.unique("PE"), "Nơi khác", "OFFICE", null);
        for (String path : List.of("/" + outside, "/" + outside + "/sua", "?parent=" + outside)) {
            assertThat(get(path)).hasStatus(404);
        }
        assertThat(post("/" + outside + "/sua", form("A", "A", "", "2000-01-01", "")))
                .hasStatus(404);
        assertThat(mvc.get().uri("/quan-tri/don-vi").with(user("khong-co-ai"))).hasStatus(302);
    }

    @Test
    void importsFromThePageAndDownloads() throws Exception {
        String code = Fixtures.unique("PI");
        String file =
                "code,name,tier,parent,valid_from,valid_to,aliases\n%s,Nhập,office,%s,2020-01-01,,\nsai,,office,%s,2020-01-01,,\n"
                        .formatted(code, rootCode, rootCode);
        MvcTestResult done =
                mvc.post()
                        .uri("/quan-tri/don-vi/nhap")
                        .multipart()
                        .file(
                                new MockMultipartFile(
                                        "file",
                                        "a.csv",
                                        null,
                                        file.getBytes(StandardCharsets.UTF_8)))
                        .with(user(name))
                        .with(csrf())
                        .exchange();
        assertThat(text(done))
                .contains("Thêm 1, cập nhật 0, không đổi 0, không nhận 1 chỗ")
                .contains("Thiếu tên đơn vị");
        MvcTestResult empty =
                mvc.post()
                        .uri("/quan-tri/don-vi/nhap")
                        .multipart()
                        .file(new MockMultipartFile("file", "a.csv", null, new byte[0]))
                        .with(user(name))
                        .with(csrf())
                        .exchange();
        assertThat(empty).hasStatus(422);
        assertThat(text(empty)).contains("Hãy chọn tệp JSON hoặc CSV");
        MvcTestResult csv = get("/tai-xuong?format=csv&on=2024-09-15");
        assertThat(csv)
                .hasStatusOk()
                .hasHeader(
                        "Content-Disposition", csv.getResponse().getHeader("Content-Disposition"));
        assertThat(text(csv)).contains(code).contains("Mã cấp trên");
    }

    @Test
    void answersTheApiAtADate() {
        String code = Fixtures.unique("PA");
        post("/moi", form(code, "Chỉ năm 2020", rootCode, "2020-01-01", "2020-12-31"));
        assertThat(api("/api/v1/units?on=2020-06-01"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        [{"code": "%s", "tier": "district", "parent": null, "validFrom": "2000-01-01", "validTo": null},
                         {"code": "%s", "name": "Chỉ năm 2020", "tier": "office", "parent": "%s",
                          "validFrom": "2020-01-01", "validTo": "2020-12-31"}]
                        """
                                .formatted(rootCode, code, rootCode));
        assertThat(api("/api/v1/units?on=2021-01-01")).bodyText().doesNotContain(code);
        assertThat(api("/api/v1/units?on=2021-02-30"))
                .hasStatus(400)
                .bodyText()
                .contains("\"field\":\"on\"");
    }

    @Test
    void findsByNameHoweverItIsSpelt() {
        Long[] here = {root};
        UnitId ndir =
                units.add(
                        new NewUnit(
                                Fixtures.unique("PS"),
                                "UBND xã Năm N'Đir",
                                Tier.COMMUNE,
                                new UnitId(root),
                                null,
                                List.of("UBND Xã Nam Ndir"),
                                LocalDate.of(2000, 1, 1),
                                null),
                        "test");
        units.add(
                new NewUnit(
                        Fixtures.unique("PS"),
                        "UBND thị trấn Đắk Mâm",
                        Tier.COMMUNE,
                        new UnitId(root),
                        null,
                        List.of("UBND Thị trấn Đăk Mâm"),
                        LocalDate.of(2000, 1, 1),
                        null),
                "test");
        UnitId thanh =
                units.add(
                        new NewUnit(
                                Fixtures.unique("PS"),
                                "UBND xã Tân Thành",
                                Tier.COMMUNE,
                                new UnitId(root),
                                null,
                                List.of(),
                                LocalDate.of(2000, 1, 1),
                                null),
                        "test");
        units.add(
                new NewUnit(
                        Fixtures.unique("PS"),
                        "UBND xã Tân Thạnh",
                        Tier.COMMUNE,
                        new UnitId(root),
                        null,
                        List.of(),
                        LocalDate.of(2000, 1, 1),
                        null),
                "test");
        for (String spelling :
                List.of(
                        "UBND xã Năm N'Đir",
                        "UBND Xã Nam Ndir",
                        "xã Năm N’Đir",
                        "nam ndir",
                        "UỶ BAN NHÂN DÂN XÃ NĂM NĐIR")) {
            assertThat(units.byName(spelling, DAY, here))
                    .as(spelling)
                    .extracting(Unit::id)
                    .containsExactly(ndir);
        }
        assertThat(units.byName("thị trấn Đăk Mâm", DAY, here)).hasSize(1);
        assertThat(units.byName("UBND xã Tân Thành", DAY, here))
                .extracting(Unit::id)
                .containsExactly(thanh);
        assertThat(units.byName("tan thanh", DAY, here)).as("two are equally near").hasSize(2);
        assertThat(units.byName("Năm N'Đir", LocalDate.of(1999, 1, 1), here)).isEmpty();
        assertThat(units.byName("Năm N'Đir", DAY, new Long[] {0L})).isEmpty();
        assertThat(units.byName("không có", DAY, here)).isEmpty();
        assertThat(units.byName(" ", DAY, here)).isEmpty();
    }

    private static String[] form(String code, String name, String parent, String from, String to) {
        return new String[] {
            "code",
            code,
            "name",
            name,
            "tier",
            "OFFICE",
            "parent",
            parent,
            "agency",
            "000.00.19.H10",
            "aliases",
            "Xã T.\r\nUBND xã trang",
            "validFrom",
            from,
            "validTo",
            to,
            "version",
            "1"
        };
    }

    private MvcTestResult get(String path) {
        return mvc.get()
                .uri("/quan-tri/don-vi" + path)
                .with(user(name))
                .accept("text/html")
                .exchange();
    }

    private MvcTestResult api(String path) {
        return mvc.get().uri(path).header("Authorization", Fixtures.basic(name)).exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request =
                mvc.post()
                        .uri("/quan-tri/don-vi" + path)
                        .with(user(name))
                        .with(csrf())
                        .accept("text/html");
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult result) throws UnsupportedEncodingException {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
