package vn.motcua.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
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
import vn.motcua.common.InputError;
import vn.motcua.identity.Role;

@IntegrationTest
class ProcedureImportTests {
    private static final LocalDate LONG_AGO = LocalDate.of(2019, 5, 6);
    private static final String HEADER = String.join(",", ProcedureImport.HEADER) + "\n";

    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired ProcedureImport imports;
    @Autowired JdbcClient jdbc;

    private String admin;

    @BeforeEach
    void anAdministrator() {
        admin = Fixtures.unique("quantri");
        long unit = fixtures.unit(Fixtures.unique("dv"), "Đơn vị", "PROVINCE", null);
        fixtures.account(admin, unit, Role.ADMINISTRATOR);
    }

    @Test
    void theWholeNationalListLandsAndNothingIsGuessed() throws Exception {
        Path list = Path.of("../shared/data/procedures-national-2642.csv");
        assumeThat(list).as("the national list lies beside the project").exists();
        byte[] bytes = Files.readAllBytes(list);

        ProcedureImport.Result first =
                imports.run(new ByteArrayInputStream(bytes), "procedures.csv", admin);

        assertThat(first.rejected()).isEmpty();
        assertThat(first.imported() + first.updated()).isEqualTo(2642);
        long withoutTerm = count("terms = '{}'");
        long withoutUnit = count("term_texts::text like '%không ghi đơn vị%'") + 0L;
        long several =
                count(
                        "exists (select 1 from jsonb_each_text(term_texts) t where value like '%;%')");
        long noTermAtAll = count("terms = '{}' and term_texts = '{}'");
        long unreadFee =
                count(
                        "exists (select 1 from jsonb_array_elements(fees) f where f->>'amount' is null)");
        System.out.printf(
                "2,642 procedures: %d without a known term (%d state none), %d with a term without"
                        + " unit, %d with several terms in a channel, %d with a fee to determine%n",
                withoutTerm, noTermAtAll, withoutUnit, several, unreadFee);
        assertThat(noTermAtAll).isEqualTo(137);
        assertThat(several).isBetween(60L, 90L);
        assertThat(withoutUnit).isBetween(250L, 450L);

        ProcedureVersion birth = procedures.inForce("1.001193", LONG_AGO).orElseThrow();
        assertThat(birth.terms()).isEmpty();
        assertThat(birth.termTexts()).containsEntry(Channel.IN_PERSON, "1 (không ghi đơn vị)");
        assertThat(birth.needsReview()).isTrue();
        ProcedureVersion entry = procedures.inForce("1.000757", LONG_AGO).orElseThrow();
        assertThat(entry.term(Channel.ONLINE_PARTIAL))
                .isEqualTo(new Term(7, TermUnit.WORKING_DAYS));
        assertThat(entry.term(Channel.POST)).isNull();
        assertThat(entry.levels()).containsExactly(Level.MINISTRY);
        assertThat(entry.fees()).extracting(Fee::label).containsExactly("Miễn phí", "70.000 đồng");

        ProcedureImport.Result again =
                imports.run(new ByteArrayInputStream(bytes), "procedures.csv", admin);
        assertThat(again.unchanged()).isEqualTo(2642);
        assertThat(again.imported() + again.updated()).isZero();
    }

    @Test
    void answersWithCountsAndTheRowsThatWereNotTaken() {
        String code = Fixtures.unique("7.1");
        String other = Fixtures.unique("7.2");
        MvcTestResult result =
                send(
                        HEADER
                                + row(code, "Cấp giấy phép", "Trực tiếp: 5 Ngày làm việc")
                                + row("", "Không mã", "")
                                + row("mã lạ", "Mã có dấu", "")
                                + "\""
                                + other
                                + "\",\"\n \",,,,,,,,,\n"
                                + row(code, "Trùng", "")
                                + "1.5,thiếu cột\n");

        assertThat(result).hasStatusOk();
        assertThat(result)
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"imported":1,"updated":0,"rejected":[
                          {"line":3,"field":"ma_tthc","message":"Thiếu mã thủ tục"},
                          {"line":4,"field":"ma_tthc","message":"Mã \\"mã lạ\\" không đúng dạng, ví dụ đúng: 1.001193"},
                          {"line":5,"field":"ten","message":"Thiếu tên thủ tục"},
                          {"line":7,"field":"ma_tthc","message":"Mã %s đã có ở dòng 2"},
                          {"line":8,"message":"Dòng có 2 cột, cần 11 cột"}]}
                        """
                                .formatted(code));
        assertThat(procedures.inForce(code, LONG_AGO).orElseThrow().term(Channel.IN_PERSON))
                .isEqualTo(new Term(5, TermUnit.WORKING_DAYS));
        assertThat(procedures.inForce(other, LONG_AGO)).isEmpty();
    }

    @Test
    void aChangedRowMakesAVersionThatKeepsWhatTheListDoesNotKnow() {
        String code = Fixtures.unique("7.3");
        ProcedureImport.Result first =
                run(HEADER + row(code, "Tên cũ", "Trực tiếp: 1 (không ghi đơn vị)"));
        assertThat(first.unclear())
                .containsExactly(
                        InputError.line(
                                2,
                                "thoi_han_theo_kenh",
                                code + ": Thời hạn trực tiếp ghi “1 (không ghi đơn vị)”"));
        ProcedureVersion imported = procedures.inForce(code, LONG_AGO).orElseThrow();
        List<ProcessStep> steps = List.of(new ProcessStep(1, "Làm", null, Role.HANDLER, 60L));
        procedures.revise(
                NewProcedure.of(code, "Tên cũ", "Hộ tịch", imported.validFrom())
                        .asImported()
                        .withTerms(Map.of(Channel.IN_PERSON, new Term(1, TermUnit.WORKING_DAYS)))
                        .withComponents(new Component("Tờ khai", 1, 0, null))
                        .withPauseRule(PauseRule.RESTART)
                        .withSteps(steps),
                1,
                "test");

        assertThat(run(HEADER + row(code, "Tên cũ", "Trực tiếp: 1 (không ghi đơn vị)")))
                .extracting(ProcedureImport.Result::unchanged)
                .isEqualTo(1);
        assertThat(procedures.inForce(code, LONG_AGO).orElseThrow().number()).isEqualTo(2);

        ProcedureImport.Result renamed =
                run(HEADER + row(code, "Tên mới", "Trực tiếp: 1 (không ghi đơn vị)"));
        assertThat(renamed.updated()).isEqualTo(1);
        assertThat(renamed.imported()).isZero();
        ProcedureVersion third = procedures.inForce(code, LONG_AGO).orElseThrow();
        assertThat(third.number()).isEqualTo(3);
        assertThat(third.name()).isEqualTo("Tên mới");
        assertThat(third.steps()).isEqualTo(steps);
        assertThat(third.components()).hasSize(1);
        assertThat(third.pauseRule()).isEqualTo(PauseRule.RESTART);
        assertThat(third.term(Channel.IN_PERSON)).isEqualTo(new Term(1, TermUnit.WORKING_DAYS));
        assertThat(procedures.version(imported.id()).name()).isEqualTo("Tên cũ");

        run(HEADER + row(code, "Tên mới", "Trực tiếp: 8 Giờ"));
        assertThat(procedures.inForce(code, LONG_AGO).orElseThrow().term(Channel.IN_PERSON))
                .isEqualTo(new Term(8, TermUnit.HOURS));
    }

    @Test
    void aTermDeterminedHereStaysWhereTheListIsUnclear() {
        String code = Fixtures.unique("7.4");
        procedures.create(
                NewProcedure.of(code, "Tự lập", "Hộ tịch", LocalDate.of(2020, 1, 1))
                        .withTerms(
                                Map.of(
                                        Channel.IN_PERSON,
                                        new Term(3, TermUnit.WORKING_DAYS),
                                        Channel.POST,
                                        new Term(3, TermUnit.WORKING_DAYS))),
                "test");

        ProcedureImport.Result result =
                run(
                        HEADER
                                + row(
                                        code,
                                        "Tự lập",
                                        "Trực tiếp: 4 (không ghi đơn vị) | Dịch vụ bưu chính: 9"
                                                + " Ngày"));

        assertThat(result.updated()).isEqualTo(1);
        ProcedureVersion version =
                procedures.inForce(code, LocalDate.now().plusDays(2)).orElseThrow();
        assertThat(version.term(Channel.IN_PERSON)).isEqualTo(new Term(3, TermUnit.WORKING_DAYS));
        assertThat(version.term(Channel.POST)).isEqualTo(new Term(9, TermUnit.DAYS));
        assertThat(version.review())
                .containsExactly(
                        "Thời hạn trực tiếp: giữ 3 ngày làm việc đã xác định trước, danh mục mới"
                                + " ghi “4 (không ghi đơn vị)”");
    }

    @Test
    void refusesOtherEncodingsHeadersAndBrokenQuotesWithoutStoringAnything() {
        String code = Fixtures.unique("7.5");
        String file = HEADER + row(code, "Đăng ký", "");
        assertThat(send(file.getBytes(StandardCharsets.UTF_16LE)))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\":\"csv.not-utf8\"}");
        assertThat(send(file.getBytes(StandardCharsets.UTF_16)))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\":\"csv.utf16\"}");
        assertThat(send(file.getBytes(Charset.forName("windows-1258"))))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\":\"csv.not-utf8\"}");
        assertThat(send("ma,ten\n1.1,x\n"))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"code\":\"csv.header\"}");
        assertThat(send(HEADER + row(code, "Tốt", "") + "\"7.9,hở ngoặc\n"))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo("{\"errors\":[{\"line\":3}]}");
        assertThat(send("")).hasStatus(422);
        assertThat(procedures.inForce(code, LONG_AGO)).isEmpty();
    }

    @Test
    void refusesACellWithBrokenCharacters() {
        ProcedureImport.Result result =
                run(HEADER + row(Fixtures.unique("7.6"), "Đăng k\uFFFD", ""));

        assertThat(result.rejected())
                .containsExactly(InputError.line(2, "ten", "Có ký tự hỏng, không đọc được"));
    }

    @Test
    void onlyAdministratorsMayImport() {
        String counter = Fixtures.unique("tiepnhan");
        long unit = fixtures.unit(Fixtures.unique("dv"), "Đơn vị", "COMMUNE", null);
        fixtures.account(counter, unit, Role.COUNTER, Role.APPROVER);
        admin = counter;
        assertThat(send(HEADER)).hasStatus(403);
        assertThat(mvc.post().uri("/api/v1/procedures/imports")).hasStatus(401);
    }

    private long count(String condition) {
        return jdbc.sql(
                        "select count(*) from procedure.version v join procedure.procedure p on p.id ="
                                + " v.procedure_id where p.code ~ '^\\d\\.\\d{6}$' and v.created_by = :by"
                                + " and "
                                + condition)
                .param("by", admin)
                .query((row, n) -> row.getLong(1))
                .single();
    }

    private ProcedureImport.Result run(String file) {
        return imports.run(
                new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), "x.csv", admin);
    }

    private MvcTestResult send(String file) {
        return send(file.getBytes(StandardCharsets.UTF_8));
    }

    private MvcTestResult send(byte[] file) {
        return mvc.post()
                .uri("/api/v1/procedures/imports")
                .multipart()
                .file(new MockMultipartFile("file", "procedures.csv", "text/csv", file))
                .header("Authorization", Fixtures.basic(admin))
                .exchange();
    }

    private static String row(String code, String name, String terms) {
        return "%s,%s,bo-tu-phap,Hộ tịch,\"Cấp xã, Cấp tỉnh\",,,1872/QĐ-BTP,%s,,\n"
                .formatted(code, name, terms);
    }
}
