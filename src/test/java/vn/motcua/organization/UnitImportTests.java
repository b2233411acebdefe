package vn.motcua.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.identity.Role;

@IntegrationTest
class UnitImportTests {
    private static final String HEADER = "code,name,tier,parent,valid_from,valid_to,aliases\n";

    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Units units;
    @Autowired JdbcClient jdbc;

    @Test
    void importsTheNationalListAndKeepsOlderUnitsOfTheSameCode() throws Exception {
        Path list = Path.of("../shared/data/units-2026.json");
        assumeThat(list).as("the national list lies beside the project").exists();
        long old = fixtures.unit("24697", "UBND xã Nam Đà (cũ)", "COMMUNE", null);
        String name = Fixtures.unique("units");
        fixtures.account(name, old, Role.ADMINISTRATOR);
        byte[] file = Files.readAllBytes(list);

        assertThat(send(name, "units.json", file))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"imported\":3355,\"updated\":0,\"unchanged\":0,\"rejected\":[]}");

        assertThat(units.byCode("24697", LocalDate.of(2024, 9, 15)).orElseThrow().name())
                .isEqualTo("UBND xã Nam Đà (cũ)");
        Unit today = units.byCode("24697", LocalDate.of(2026, 1, 1)).orElseThrow();
        assertThat(today.name()).isEqualTo("Xã Nam Đà");
        assertThat(units.get(today.parent()).tier()).isEqualTo(Tier.PROVINCE);
        assertThat(send(name, "units.json", file))
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":0,\"unchanged\":3355}");
    }

    @Test
    void rejectsBadRowsOneByOneAndStoresTheOthers() {
        String root = Fixtures.unique("IR");
        String name = administrator(root);
        String p = Fixtures.unique("I");
        MvcTestResult answer =
                csv(
                        name,
                        p
                                + "C,Xã con,commune,"
                                + p
                                + "P,2025-07-01,,\n" // line 2
                                + p
                                + "P,Huyện mới,district,"
                                + root
                                + ",2020-01-01,2026-12-31,H|Huyện M\n"
                                + p
                                + "1,,commune,"
                                + root
                                + ",2025-07-01,,\n" // 4: no name
                                + ",Không mã,commune,"
                                + root
                                + ",2025-07-01,,\n" // 5: no code
                                + p
                                + "2,Cấp lạ,village,"
                                + root
                                + ",2025-07-01,,\n" // 6
                                + p
                                + "3,Ngày lạ,commune,"
                                + root
                                + ",2025-02-30,,\n" // 7
                                + p
                                + "4,Ngược ngày,commune,"
                                + root
                                + ",2025-07-01,2025-06-30,\n" // 8
                                + p
                                + "5,Cha lạ,commune,KHONGCO,2025-07-01,,\n" // 9
                                + p
                                + "6,Vòng một,office,"
                                + p
                                + "7,2025-07-01,,\n" // 10
                                + p
                                + "7,Vòng hai,office,"
                                + p
                                + "6,2025-07-01,,\n" // 11
                                + p
                                + "P,Trùng,district,"
                                + root
                                + ",2020-01-01,,\n" // 12
                                + p
                                + "8,Thừa, ô,commune,"
                                + root
                                + ",2025-07-01,,\n"); // 13
        assertThat(answer).hasStatusOk();
        assertThat(answer)
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":2,\"updated\":0,\"unchanged\":0}");
        assertThat(answer)
                .bodyText()
                .contains("{\"line\":4,\"field\":\"name\",\"message\":\"Thiếu tên đơn vị\"}")
                .contains("{\"line\":5,\"field\":\"code\",\"message\":\"Thiếu mã đơn vị\"}")
                .contains("\"line\":6,\"field\":\"tier\"")
                .contains("Ngày \\\"2025-02-30\\\" không có thật hoặc không đúng dạng 2025-07-01")
                .contains(
                        "{\"line\":8,\"field\":\"valid_to\",\"message\":\"Ngày hết hiệu lực trước ngày"
                                + " có hiệu lực\"}")
                .contains("Không có đơn vị cấp trên KHONGCO vào ngày 01/07/2025")
                .contains(
                        "{\"line\":10,\"field\":\"parent\",\"message\":\"Đơn vị cấp trên quẩn vòng tròn\"}")
                .contains("\"line\":12,\"field\":\"code\"")
                .contains("Dòng có 8 ô");
        Unit parent = units.byCode(p + "P", LocalDate.of(2025, 8, 1)).orElseThrow();
        assertThat(parent.aliases()).containsExactly("H", "Huyện M");
        assertThat(units.byCode(p + "C", LocalDate.of(2025, 8, 1)).orElseThrow().parent())
                .isEqualTo(parent.id());
    }

    @Test
    void updatesInPlaceAndDetectsACircleThroughTheStoredTree() {
        String root = Fixtures.unique("UR");
        String name = administrator(root);
        String a = Fixtures.unique("UA");
        String b = Fixtures.unique("UB");
        csv(
                name,
                a
                        + ",Một,office,"
                        + root
                        + ",2020-01-01,,\n"
                        + b
                        + ",Hai,office,"
                        + a
                        + ",2020-01-01,,\n");
        assertThat(csv(name, a + ",Một sửa,office," + root + ",2020-01-01,,M\n"))
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":0,\"updated\":1,\"unchanged\":0}");
        assertThat(csv(name, a + ",Một sửa,office," + root + ",2020-01-01,,\n"))
                .as("aliases stay where the file has none")
                .bodyJson()
                .isLenientlyEqualTo("{\"updated\":0,\"unchanged\":1}");
        assertThat(csv(name, a + ",Một sửa,office," + b + ",2020-01-01,,\n"))
                .bodyText()
                .contains("Đơn vị cấp trên quẩn vòng tròn");
        assertThat(csv(name, a + ",Thời sau,office," + root + ",2030-01-01,,\n"))
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":1}");
        assertThat(units.byCode(a, LocalDate.of(2026, 1, 1)).orElseThrow().name())
                .isEqualTo("Một sửa");
    }

    @Test
    void keepsAnAdministratorToHisUnits() {
        String root = Fixtures.unique("SR");
        long rootId = fixtures.unit(root, "Gốc", "PROVINCE", null);
        String own = Fixtures.unique("SO");
        long ownId = fixtures.unit(own, "Của tôi", "COMMUNE", rootId);
        String name = Fixtures.unique("xa");
        fixtures.account(name, ownId, Role.ADMINISTRATOR);
        assertThat(
                        csv(
                                name,
                                Fixtures.unique("S")
                                        + ",Trong,office,"
                                        + own
                                        + ",2020-01-01,,\n"
                                        + Fixtures.unique("S")
                                        + ",Ngoài,office,"
                                        + root
                                        + ",2020-01-01,,\n"
                                        + Fixtures.unique("S")
                                        + ",Gốc mới,office,,2020-01-01,,\n"
                                        + root
                                        + ",Đổi gốc,province,,2000-01-01,,\n"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"imported": 1, "rejected": [
                          {"line": 3, "message": "Đơn vị cấp trên %s nằm ngoài phạm vi quản trị của bạn"},
                          {"line": 4, "message": "Chỉ quản trị của đơn vị gốc được thêm đơn vị không có cấp trên"},
                          {"line": 5, "message": "Đơn vị %s nằm ngoài phạm vi quản trị của bạn"}]}
                        """
                                .formatted(root, root));
    }

    @Test
    void extendsTheGrantsOfWhoeverHoldsEveryRootToNewRoots() {
        String name = Fixtures.unique("moigoc");
        fixtures.account(
                name, fixtures.unit(Fixtures.unique("GR"), "Gốc", "PROVINCE", null), Role.MONITOR);
        jdbc.sql(
                        """
                        insert into identity.role_grant (account_id, role, unit_id)
                        select a.id, r.role, u.id from identity.account a, organization.unit u,
                               (values ('ADMINISTRATOR'), ('COUNTER')) r (role)
                        where a.username = :name and u.parent_id is null
                        """)
                .param("name", name)
                .update();
        String fresh = Fixtures.unique("GN");
        assertThat(csv(name, fresh + ",Gốc mới,province,,2020-01-01,,\n"))
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":1}");
        assertThat(
                        jdbc.sql(
                                        """
                                        select g.role from identity.role_grant g
                                        join identity.account a on a.id = g.account_id
                                        join organization.unit u on u.id = g.unit_id
                                        where a.username = :name and u.code = :code order by 1
                                        """)
                                .param("name", name)
                                .param("code", fresh)
                                .query(String.class)
                                .list())
                .as("MONITOR was held on one root only")
                .containsExactly("ADMINISTRATOR", "COUNTER");
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from audit.entry
                                        where action = 'account.reach-root' and record = :name
                                        """)
                                .param("name", name)
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
    }

    @Test
    void refusesFilesThatAreNotWhatTheyShouldBe() {
        String name = administrator(Fixtures.unique("FR"));
        assertThat(send(name, "a.json", "[{\"Code\":\"1\",".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(422)
                .bodyText()
                .contains("Tệp JSON hỏng hoặc cụt ở dòng này");
        assertThat(send(name, "a.json", "{}".getBytes(StandardCharsets.UTF_8)))
                .hasStatus(422)
                .bodyText()
                .contains("phải là danh sách các tỉnh");
        assertThat(send(name, "a.csv", new byte[0]))
                .hasStatus(422)
                .bodyText()
                .contains("Tệp trống.");
        assertThat(
                        send(
                                name,
                                "a.csv",
                                (HEADER + "X,Xã Đức,commune,,2020-01-01,,\n")
                                        .getBytes(Charset.forName("windows-1258"))))
                .hasStatus(422)
                .bodyText()
                .contains("\"code\":\"csv.not-utf8\"");
        assertThat(
                        mvc.post()
                                .uri("/api/v1/units/imports")
                                .multipart()
                                .header("Authorization", Fixtures.basic(name)))
                .hasStatus(400)
                .bodyText()
                .contains("Thiếu tệp cần gửi.");
        String counter = Fixtures.unique("khong");
        fixtures.account(
                counter, fixtures.unit(Fixtures.unique("FC"), "X", "OFFICE", null), Role.COUNTER);
        assertThat(csv(counter, "A,B,office,,2020-01-01,,\n")).hasStatus(403);
    }

    private String administrator(String rootCode) {
        String name = Fixtures.unique("nhap");
        fixtures.account(
                name,
                fixtures.unit(rootCode, "Đơn vị gốc " + rootCode, "PROVINCE", null),
                Role.ADMINISTRATOR);
        return name;
    }

    private MvcTestResult csv(String name, String rows) {
        return send(name, "units.csv", (HEADER + rows).getBytes(StandardCharsets.UTF_8));
    }

    private MvcTestResult send(String name, String fileName, byte[] content) {
        return mvc.post()
                .uri("/api/v1/units/imports")
                .multipart()
                .file(new MockMultipartFile("file", fileName, null, content))
                .header("Authorization", Fixtures.basic(name))
                .exchange();
    }
}
