package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.NewProcedure;
import vn.motcua.procedure.Procedures;

@IntegrationTest
class OnlineAndOverdueStatisticsTests {
    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired DossierImport imports;
    @Autowired DossierStatistics statistics;
    @Autowired OverdueStatistics overdue;
    @Autowired Units units;

    private DossierFixtures world;
    private String onPaper;

    @BeforeEach
    void world() {
        world = DossierFixtures.make(fixtures, procedures);
        onPaper = Fixtures.unique("P.giay");
        procedures.create(
                NewProcedure.of(
                        onPaper, "Chỉ nộp giấy " + onPaper, "Đất đai", LocalDate.of(2020, 1, 1)),
                "test");
    }

    private void load(String... rows) {
        assertThat(
                        imports.run(DossierFixtures.csv(rows), "ho-so.csv", world.administrator())
                                .rejected())
                .isEmpty();
    }

    @Test
    void sharesWhatCameOnlineByUnitAndField() throws Exception {
        String u = world.commune();
        String p = world.procedure();
        load(
                "%s-1,%s,%s,online_full,An,2025-02-03,2025-02-10,resolved,2025-02-07"
                        .formatted(u, p, u),
                "%s-2,%s,%s,online_partial,An,2025-02-03,2025-02-10,resolved,2025-02-07"
                        .formatted(u, p, u),
                "%s-3,%s,%s,in_person,An,2025-02-04,2025-02-10,resolved,2025-02-07"
                        .formatted(u, p, u),
                "%s-4,%s,%s,post,An,2025-02-28,2025-03-10,pending,".formatted(u, onPaper, u),
                "%s-5,%s,%s,online_full,An,2025-03-01,2025-03-10,pending,"
                        .formatted(u, onPaper, u));
        String period = "don-vi=" + world.district() + "&tu=2025-02-01&den=2025-02-28";
        Document page = page(world.monitor(), "/thong-ke/truc-tuyen?" + period);
        assertThat(cells(page, ".mc-total")).containsExactly("4", "2", "1", "1", "50%");
        assertThat(page.select("main p").text()).contains("toàn trình: 1.");
        assertThat(page.text()).contains("Thủ tục không có hồ sơ trực tuyến nào (1)");
        assertThat(page.select("td:containsOwn(" + onPaper + ")")).isNotEmpty();
        for (Element link : page.select("main td a, main p a[href*=cot]")) {
            assertThat(
                            page(world.monitor(), link.attr("href").replace("+", "%20"))
                                    .select("tbody tr"))
                    .as(link.attr("href"))
                    .isNotEmpty();
        }
        for (String by : List.of("unit", "field", "procedure")) {
            assertThat(
                            text(
                                    get(
                                            world.monitor(),
                                            "/thong-ke/truc-tuyen?"
                                                    + period
                                                    + "&tai=csv&theo="
                                                    + by)))
                    .contains("Tỷ lệ trực tuyến (%)");
        }
        assertThat(
                        text(
                                get(
                                        world.monitor(),
                                        "/thong-ke/truc-tuyen?" + period + "&tai=csv&theo=unit")))
                .contains(",Tổng cộng,4,2,1,1,50.0");
        assertThat(get(world.monitor(), "/thong-ke/truc-tuyen?" + period + "&tai=csv&theo=tay"))
                .hasStatus(422);
        assertThat(
                        page(world.monitor(), "/thong-ke/truc-tuyen?tu=2001-01-01&den=2001-12-31")
                                .select(".mc-empty")
                                .text())
                .contains("Không tiếp nhận hồ sơ nào");
        assertThat(get(world.counter(), "/thong-ke/truc-tuyen?" + period)).hasStatus(404);
        assertThat(get(world.monitor(), "/thong-ke/truc-tuyen?tu=2025-03-01&den=2025-02-01"))
                .hasStatus(422);
    }

    @Test
    void sortsTheOverdueByTheirDaysOverDue() throws Exception {
        String u = world.commune();
        String p = world.procedure();
        String[] due = {
            "2025-05-31T17:00",
            "2025-05-30",
            "2025-05-26",
            "2025-05-25",
            "2025-05-16",
            "2025-05-15",
            "2025-05-01",
            "2025-04-30",
            "2025-06-01"
        };
        String[] rows = new String[due.length + 2];
        for (int i = 0; i < due.length; i++) {
            rows[i] =
                    "%s-%d,%s,%s,in_person,An,2025-04-01,%s,pending,".formatted(u, i, p, u, due[i]);
        }
        rows[due.length] =
                "%s-w,%s,%s,in_person,An,2025-04-01,2025-04-09,suspended,2025-04-05"
                        .formatted(u, p, u);
        rows[due.length + 1] =
                "%s-r,%s,%s,in_person,An,2025-04-01,2025-04-09,resolved,2025-05-31"
                        .formatted(u, p, u);
        load(rows);
        Unit district = units.get(new UnitId(world.districtId()));
        LocalDate day = LocalDate.of(2025, 5, 31);
        OverdueStatistics.Table table = overdue.table(district, day);
        assertThat(table.totals().counts()).containsExactly(8, 3, 2, 2, 1);
        assertThat(table.rows()).hasSize(1);
        assertThat(table.rows().getFirst().counts()).containsExactly(8, 3, 2, 2, 1);
        assertThat(overdue.table(district, LocalDate.of(2025, 5, 30)).totals().counts())
                .containsExactly(8, 3, 2, 2, 1);
        for (int back = 0; back < 60; back += 7) {
            LocalDate to = day.minusDays(back);
            long[] counts = overdue.table(district, to).totals().counts();
            assertThat(counts[0])
                    .as("" + to)
                    .isEqualTo(counts[1] + counts[2] + counts[3] + counts[4])
                    .isEqualTo(
                            statistics
                                    .table(district, to, to, StatisticsGrouping.UNIT, null)
                                    .totals()
                                    .pendingOverdue());
        }
        String query = "don-vi=" + world.district() + "&den=2025-05-31";
        Document page = page(world.monitor(), "/thong-ke/qua-han?" + query);
        assertThat(cells(page, ".mc-total")).containsExactly("8", "3", "2", "2", "1");
        for (Element link : page.select("main td a")) {
            assertThat(page(world.monitor(), link.attr("href")).select("tbody tr"))
                    .as(link.attr("href"))
                    .hasSize(Integer.parseInt(link.text()));
        }
        Document list =
                page(world.monitor(), "/thong-ke/qua-han/danh-sach?" + query + "&tuoi=tren-30");
        assertThat(list.select("h1").text()).isEqualTo("Hồ sơ quá hạn trên 30 ngày");
        assertThat(list.select("tbody td").eachText()).contains(u + "-7", "▲ 31 ngày");
        assertThat(text(get(world.monitor(), "/thong-ke/qua-han?" + query + "&tai=csv")))
                .contains(",Tổng cộng,8,3,2,2,1");
        assertThat(text(get(world.monitor(), "/thong-ke/qua-han/danh-sach?" + query + "&tai=csv")))
                .contains(u + "-7,")
                .contains(",31");
        assertThat(get(world.monitor(), "/thong-ke/qua-han/danh-sach?" + query + "&tuoi=tay"))
                .hasStatus(422);
        assertThat(get(world.counter(), "/thong-ke/qua-han?" + query)).hasStatus(404);
        assertThat(get(world.counter(), "/thong-ke/qua-han/danh-sach?" + query)).hasStatus(404);
    }

    @Test
    void saysThatNothingIsOverdue() throws Exception {
        assertThat(page(world.monitor(), "/thong-ke/qua-han").select(".mc-empty").text())
                .contains("Không có hồ sơ nào chưa giải quyết mà đã quá hạn");
        assertThat(
                        page(world.monitor(), "/thong-ke/qua-han/danh-sach?tuoi=1-5")
                                .select(".mc-empty")
                                .text())
                .contains("Không có hồ sơ nào ở ô này");
    }

    private static List<String> cells(Document page, String row) {
        return page.select(row).first().select("td").eachText();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get()
                .uri(URI.create(path))
                .with(user(actor.username()))
                .accept("text/html")
                .exchange();
    }

    private Document page(Actor actor, String path) throws Exception {
        MvcTestResult result = get(actor, path);
        assertThat(result).as(path).hasStatusOk();
        return Jsoup.parse(text(result));
    }

    private static String text(MvcTestResult result) throws Exception {
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
