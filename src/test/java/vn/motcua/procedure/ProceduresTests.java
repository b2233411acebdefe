package vn.motcua.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

@IntegrationTest
class ProceduresTests {
    private static final LocalDate SPRING = LocalDate.of(2024, 3, 1);
    private static final LocalDate SUMMER = LocalDate.of(2024, 7, 1);

    @Autowired Procedures procedures;
    @Autowired Fixtures fixtures;

    @Test
    void keepsEverythingThatAVersionIsMadeOf() {
        String code = Fixtures.unique("2.1");
        long unit = fixtures.unit(Fixtures.unique("tp"), "Sở Tư pháp", "OFFICE", null);
        long id =
                procedures.create(
                        NewProcedure.of(code, "Cấp bản sao  trích lục hộ tịch", "Hộ tịch", SPRING)
                                .at(Level.DISTRICT, Level.COMMUNE)
                                .withTerms(
                                        Map.of(
                                                Channel.IN_PERSON,
                                                new Term(1, TermUnit.WORKING_DAYS),
                                                Channel.POST,
                                                new Term(12, TermUnit.HOURS)))
                                .withPauseRule(PauseRule.RESTART)
                                .withOnlineLevel(OnlineLevel.FULL)
                                .withComponents(new Component("Tờ khai", 1, 2, "Mẫu 01"))
                                .withFees(
                                        new Fee(
                                                "Lệ phí",
                                                Set.of(Channel.IN_PERSON),
                                                8000L,
                                                "bản",
                                                null))
                                .withSteps(
                                        List.of(
                                                new ProcessStep(
                                                        1, "Tiếp nhận", null, Role.COUNTER, 60L),
                                                new ProcessStep(
                                                        2,
                                                        "Thẩm định",
                                                        new UnitId(unit),
                                                        Role.HANDLER,
                                                        null)))
                                .publishedBy(Publication.byDecision("1872/QĐ-BTP")),
                        "test");

        ProcedureVersion version = procedures.version(id);

        assertThat(version.name()).isEqualTo("Cấp bản sao trích lục hộ tịch");
        assertThat(version.number()).isEqualTo(1);
        assertThat(version.levels()).containsExactlyInAnyOrder(Level.DISTRICT, Level.COMMUNE);
        assertThat(version.term(Channel.POST)).isEqualTo(new Term(12, TermUnit.HOURS));
        assertThat(version.term(Channel.ONLINE_FULL)).isNull();
        assertThat(version.pauseRule()).isEqualTo(PauseRule.RESTART);
        assertThat(version.components()).containsExactly(new Component("Tờ khai", 1, 2, "Mẫu 01"));
        assertThat(version.fees().getFirst().label()).isEqualTo("8.000 đồng/bản");
        assertThat(version.steps())
                .extracting(ProcessStep::no, ProcessStep::unit, ProcessStep::minutes)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, null, 60L),
                        org.assertj.core.groups.Tuple.tuple(2, new UnitId(unit), null));
        assertThat(version.publication().decision()).isEqualTo("1872/QĐ-BTP");
        assertThat(version.needsReview()).isFalse();
        assertThat(procedures.inForce(code, SPRING)).contains(version);
    }

    @Test
    void aVersionHoldsFromItsDayUntilTheNext() {
        String code = Fixtures.unique("2.2");
        procedures.create(NewProcedure.of(code, "Tên một", "Hộ tịch", SPRING), "test");
        procedures.revise(NewProcedure.of(code, "Tên hai", "Hộ tịch", SUMMER), 1, "test");

        assertThat(procedures.inForce(code, SPRING.minusDays(1))).isEmpty();
        assertThat(name(code, SPRING)).isEqualTo("Tên một");
        assertThat(name(code, SUMMER.minusDays(1))).isEqualTo("Tên một");
        assertThat(name(code, SUMMER)).isEqualTo("Tên hai");

        procedures.revise(NewProcedure.of(code, "Tên hai, sửa", "Hộ tịch", SUMMER), 2, "test");
        assertThat(name(code, SUMMER)).isEqualTo("Tên hai, sửa");
    }

    @Test
    void anImportedVersionCoversEarlierDaysToo() {
        String code = Fixtures.unique("2.3");
        procedures.create(NewProcedure.of(code, "Nhập", "Hộ tịch", SUMMER).asImported(), "test");
        procedures.revise(NewProcedure.of(code, "Sau", "Hộ tịch", SUMMER.plusYears(1)), 1, "test");

        assertThat(name(code, LocalDate.of(2019, 1, 1))).isEqualTo("Nhập");
        assertThat(name(code, SUMMER.plusYears(1))).isEqualTo("Sau");
    }

    @Test
    void refusesAStaleEditAndATakenCode() {
        String code = Fixtures.unique("2.4");
        NewProcedure first = NewProcedure.of(code, "Tên", "Hộ tịch", SPRING);
        procedures.create(first, "test");
        procedures.revise(first, 1, "test");

        assertThatThrownBy(() -> procedures.revise(first, 1, "test"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("procedure.changed"));
        assertThatThrownBy(() -> procedures.create(first, "test"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem ->
                                assertThat(problem.errors())
                                        .containsExactly(
                                                InputError.field(
                                                        "code",
                                                        "Mã " + code + " đã có trong danh mục")));
    }

    @Test
    void aProcedureWithoutProcessTakesTheNearestDefault() {
        long province = fixtures.unit(Fixtures.unique("pt"), "Tỉnh", "PROVINCE", null);
        long commune = fixtures.unit(Fixtures.unique("px"), "Xã", "COMMUNE", province);
        long other = fixtures.unit(Fixtures.unique("py"), "Xã khác", "COMMUNE", null);
        String code = Fixtures.unique("2.5");
        ProcedureVersion version =
                procedures.version(
                        procedures.create(NewProcedure.of(code, "Tên", "Hộ tịch", SPRING), "test"));
        List<ProcessStep> ofProvince =
                List.of(new ProcessStep(1, "Của tỉnh", null, Role.HANDLER, 240L));
        procedures.setDefaultProcess(new UnitId(province), "T", ofProvince, "test");

        assertThat(procedures.process(version, new UnitId(commune))).isEqualTo(ofProvince);
        assertThat(procedures.process(version, new UnitId(other)))
                .extracting(ProcessStep::role)
                .containsExactly(Role.COUNTER, Role.HANDLER, Role.APPROVER, Role.COUNTER);

        List<ProcessStep> ofCommune =
                List.of(new ProcessStep(1, "Của xã", null, Role.HANDLER, null));
        procedures.setDefaultProcess(new UnitId(commune), "X", ofCommune, "test");
        assertThat(procedures.process(version, new UnitId(commune))).isEqualTo(ofCommune);
        procedures.setDefaultProcess(new UnitId(commune), "X", List.of(), "test");
        assertThat(procedures.process(version, new UnitId(commune))).isEqualTo(ofProvince);
    }

    @Test
    void findsWithoutRegardToMarksCaseAndTypingErrors() {
        String field = Fixtures.unique("Lĩnh vực tìm ");
        String code = Fixtures.unique("9.00119");
        create(code, "Đăng ký khai sinh", field);
        create(Fixtures.unique("9.3"), "Đăng ký khai tử", field);
        create(Fixtures.unique("9.4"), "Đăng ký kết hôn có yếu tố nước ngoài", field);
        create(Fixtures.unique("9.5"), "Chứng thực chữ ký trong 100% giấy tờ", field);

        for (String q :
                List.of(
                        "khai sinh",
                        "Khai Sinh",
                        "khai sính",
                        "khia sinh",
                        "KHAI SINH",
                        "dang ky khai sin",
                        "đăng kí khai sinh",
                        "sinh khai",
                        code)) {
            assertThat(found(q, field)).as(q).first().isEqualTo("Đăng ký khai sinh");
        }
        assertThat(found("kết hôn nước ngoài", field))
                .containsExactly("Đăng ký kết hôn có yếu tố nước ngoài");
        assertThat(found("100%", field)).hasSize(1);
        assertThat(found("%", field)).hasSize(4);
        assertThat(found("xe máy", field)).isEmpty();
        assertThat(found("", field)).hasSize(4);
    }

    @Test
    void everyFoldEqualQuestionFindsTheProcedure() {
        Random random = new Random(20241120);
        String field = Fixtures.unique("Lĩnh vực thử ");
        List<String> names =
                List.of(
                        "Cấp giấy phép xây dựng nhà ở riêng lẻ",
                        "Đăng ký biến động quyền sử dụng đất",
                        "Thôi hưởng trợ cấp xã hội hằng tháng",
                        "Xác nhận hộ nghèo, hộ cận nghèo (cấp xã)");
        names.forEach(name -> create(Fixtures.unique("9.6"), name, field));
        for (int i = 0; i < 60; i++) {
            String name = names.get(random.nextInt(names.size()));
            String[] words = name.split(" ");
            int from = random.nextInt(words.length - 2);
            int to = from + 2 + random.nextInt(words.length - from - 1);
            String asked =
                    disguised(
                            String.join(
                                    " ", List.of(words).subList(from, Math.min(to, words.length))),
                            random);
            assertThat(found(asked, field)).as(asked).contains(name);
        }
    }

    @Test
    void aListIsPagedAndCounted() {
        String field = Fixtures.unique("Lĩnh vực trang ");
        for (int i = 0; i < 5; i++) {
            create(Fixtures.unique("9.7"), "Thủ tục " + i, field);
        }

        ListPage<ProcedureSummary> second = procedures.search("", field, 1, 2);

        assertThat(second.total()).isEqualTo(5);
        assertThat(second.items())
                .extracting(ProcedureSummary::name)
                .containsExactly("Thủ tục 2", "Thủ tục 3");
    }

    private void create(String code, String name, String field) {
        procedures.create(NewProcedure.of(code, name, field, SPRING), "test");
    }

    private List<String> found(String q, String field) {
        return procedures.search(q, field, 0, 50).items().stream()
                .map(ProcedureSummary::name)
                .toList();
    }

    private String name(String code, LocalDate day) {
        return procedures.inForce(code, day).orElseThrow().name();
    }

    /// Takes marks off and changes the case here and there; sometimes in decomposed form.
    private static String disguised(String text, Random random) {
        String plain = java.text.Normalizer.normalize(text, java.text.Normalizer.Form.NFD);
        StringBuilder out = new StringBuilder();
        for (char c : plain.toCharArray()) {
            boolean mark = Character.getType(c) == Character.NON_SPACING_MARK;
            if (mark && random.nextBoolean()) {
                continue;
            }
            char kept = c == 'đ' && random.nextBoolean() ? 'd' : c;
            out.append(random.nextBoolean() ? Character.toUpperCase(kept) : kept);
        }
        return random.nextBoolean()
                ? out.toString()
                : java.text.Normalizer.normalize(out, java.text.Normalizer.Form.NFC);
    }
}
