package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.NewProcedure;
import vn.motcua.procedure.Procedures;
import vn.motcua.procedure.ProcessStep;

@IntegrationTest
class StepStatisticsTests {
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final LocalDate LAST = LocalDate.of(2026, 3, 4);

    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired Dossiers dossiers;
    @Autowired StepStatistics statistics;
    @Autowired Units units;
    @Autowired JdbcClient jdbc;

    private DossierFixtures world;
    private Actor leader;
    private String procedure;

    @BeforeEach
    void world() {
        world = DossierFixtures.make(fixtures, procedures);
        leader = fixtures.account(Fixtures.unique("hl"), world.districtId(), Role.APPROVER);
        procedure = Fixtures.unique("P.buoc");
        procedures.create(
                NewProcedure.of(
                                procedure,
                                "Thủ tục đo bước " + procedure,
                                "Lĩnh vực " + procedure,
                                LocalDate.of(2020, 1, 1))
                        .withTerm(new Term(5, TermUnit.WORKING_DAYS))
                        .withSteps(
                                List.of(
                                        new ProcessStep(1, "Thẩm định", null, Role.HANDLER, 60L),
                                        new ProcessStep(
                                                2,
                                                "Phê duyệt",
                                                new UnitId(world.districtId()),
                                                Role.APPROVER,
                                                120L))),
                "test");
    }

    // Mon 2 March to Thu 5 March 2026, all within the morning's session.
    private void fourDossiers() {
        String onTime = receive("2026-03-02T08:00");
        act(onTime, Action.COMPLETE_STEP, world.handler(), "2026-03-02T08:30");
        act(onTime, Action.COMPLETE_STEP, leader, "2026-03-02T09:30");
        String late = receive("2026-03-03T08:00");
        act(late, Action.COMPLETE_STEP, world.handler(), "2026-03-03T09:30");
        act(late, Action.COMPLETE_STEP, leader, "2026-03-03T10:00");
        String waiting = receive("2026-03-04T08:00");
        act(waiting, Action.CLAIM, world.handler(), "2026-03-04T08:05");
        act(waiting, Action.REQUEST_SUPPLEMENT, world.handler(), "2026-03-05T09:00");
        String recalled = receive("2026-03-04T08:00");
        act(recalled, Action.COMPLETE_STEP, world.handler(), "2026-03-04T08:30");
        act(recalled, Action.RECALL, world.handler(), "2026-03-04T08:40");
    }

    @Test
    void countsByWhoPerformedWhatAndAsItWasStored() {
        fourDossiers();
        assertThat(api(world.monitor(), "by=unit"))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        [{"key":"%s","finished":2,"late":0,"lateRate":0.0,"meanMinutes":45.0,
                          "meanShare":37.5,"open":0,"openOverdue":0},
                         {"key":"%s","finished":3,"late":1,"lateRate":33.3,"meanMinutes":50.0,
                          "p90Minutes":78.0,"meanShare":83.3,"medianShare":50.0,"p90Share":130.0,
                          "open":2,"openOverdue":2}]
                        """
                                .formatted(world.district(), world.commune()));
        assertThat(api(world.monitor(), "by=step"))
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        [{"key":"Phê duyệt","name":"Phê duyệt","finished":2,"open":0},
                         {"key":"Thẩm định","name":"Thẩm định","finished":3,"late":1,"open":2}]
                        """);
        assertThat(api(world.monitor(), "by=officer"))
                .bodyJson()
                .extractingPath("$[*].name")
                .asArray()
                .containsExactlyInAnyOrder(leader.fullName(), world.handler().fullName());
        assertThat(api(world.monitor(), "by=procedure"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "[{\"key\":\"%s\",\"finished\":5,\"late\":1,\"lateRate\":20.0,\"open\":2}]"
                                .formatted(procedure));
        assertThat(api(world.monitor(), "by=field"))
                .bodyJson()
                .isLenientlyEqualTo(
                        "[{\"key\":\"Lĩnh vực %s\",\"finished\":5}]".formatted(procedure));
    }

    @Test
    void leavesOutRecalledRunsAndDossiersThatWait() {
        fourDossiers();
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from dossier.step_run r
                                        join dossier.dossier d on d.id = r.dossier_id
                                        where d.unit_id = :unit and r.recalled and r.late is null
                                        """)
                                .param("unit", world.communeId())
                                .query(Long.class)
                                .single())
                .isEqualTo(1);
        StepStatisticsRow dayLater =
                statistics
                        .table(commune(), FIRST, LAST.plusDays(1), StepStatisticsGrouping.UNIT)
                        .totals();
        assertThat(dayLater.open()).isEqualTo(1);
        assertThat(dayLater.finished()).isEqualTo(3);
        StepStatisticsRow dayBefore =
                statistics.table(district(), FIRST, FIRST, StepStatisticsGrouping.UNIT).totals();
        assertThat(dayBefore.finished()).isEqualTo(2);
        assertThat(dayBefore.open()).isZero();
        StepStatisticsRow nothing =
                statistics
                        .table(
                                commune(),
                                FIRST.minusDays(9),
                                FIRST.minusDays(1),
                                StepStatisticsGrouping.UNIT)
                        .totals();
        assertThat(nothing.lateRate()).isNull();
        assertThat(nothing.meanMinutes()).isNull();
        assertThat(nothing.finished() + nothing.open()).isZero();
    }

    @Test
    void saysWhatIsWrongAndHidesOtherUnits() {
        DossierFixtures others = DossierFixtures.make(fixtures, procedures);
        assertThat(
                        get(
                                others.monitor(),
                                steps(world.commune(), "2026-03-01", "2026-03-04", "unit")))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("unit.not-found");
        assertThat(
                        get(
                                world.counter(),
                                steps(world.district(), "2026-03-01", "2026-03-04", "unit")))
                .hasStatus(404);
        assertThat(get(world.monitor(), steps(world.district(), "2026-03-04", "2026-03-01", "tay")))
                .hasStatus(422)
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"errors":[{"field":"to","message":"Ngày cuối kỳ trước ngày đầu kỳ"},
                         {"field":"by","message":"Chỉ có unit, officer, procedure, step, field"}]}
                        """);
        assertThat(
                        get(
                                world.monitor(),
                                steps(
                                        world.district(),
                                        "%2B999999999-12-31",
                                        "2026-03-01",
                                        "unit")))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[*].field")
                .asArray()
                .containsExactly("from");
        assertThat(
                        get(
                                world.monitor(),
                                steps(world.district(), "2026-02-30", "2026-03-01", "unit")))
                .hasStatus(400)
                .bodyJson()
                .extractingPath("$.errors[*].field")
                .asArray()
                .containsExactly("from");
    }

    @Test
    void rowsAddUpAndChildrenPartTheirParent() {
        long second =
                fixtures.unit(Fixtures.unique("C2"), "Xã thứ hai", "COMMUNE", world.districtId());
        long office =
                fixtures.unit(Fixtures.unique("O"), "Phòng của xã", "OFFICE", world.communeId());
        long[] places = {world.districtId(), world.communeId(), second, office};
        List<String> codes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            codes.add(receive("2026-03-02T08:0" + i));
        }
        act(codes.get(2), Action.SUSPEND, world.handler(), "2026-03-03T08:00");
        act(codes.get(3), Action.STOP, world.handler(), "2026-03-03T08:00");
        jdbc.sql(
                        "delete from dossier.step_run where dossier_id in (select id from dossier.dossier"
                                + " where unit_id = :unit)")
                .param("unit", world.communeId())
                .update();
        Random random = new Random(20260302);
        Instant until = Instant.parse("2026-03-04T17:00:00Z");
        long finished = 0;
        long late = 0;
        long open = 0;
        long overdue = 0;
        for (int i = 0; i < 300; i++) {
            int of = random.nextInt(4);
            Instant start =
                    Instant.parse("2026-02-20T00:00:00Z").plusSeconds(random.nextInt(1_400_000));
            Instant end =
                    random.nextInt(3) == 0 ? null : start.plusSeconds(random.nextInt(900_000));
            Instant due =
                    random.nextInt(5) == 0 ? null : start.plusSeconds(random.nextInt(400_000));
            Boolean wasLate = end == null || due == null ? null : random.nextBoolean();
            boolean recalled = end != null && random.nextInt(10) == 0;
            jdbc.sql(
                            """
                            insert into dossier.step_run
                              (dossier_id, no, name, unit_id, role, officer, started_at, due_at,
                               allowed_minutes, finished_at, used_minutes, late, recalled)
                            select id, 1, :name, :unit, 'HANDLER', :officer, :start, :due, :allowed,
                                   :end, :used, :late, :recalled
                            from dossier.dossier where code = :code
                            """)
                    .param("name", "Bước " + random.nextInt(5))
                    .param("unit", places[random.nextInt(4)])
                    .param("officer", random.nextInt(6) == 0 ? null : "nguoi" + random.nextInt(4))
                    .param("start", at(start))
                    .param("due", at(due))
                    .param("allowed", random.nextInt(4) == 0 ? null : 60L + random.nextInt(300))
                    .param("end", at(end))
                    .param("used", end == null ? null : (long) random.nextInt(900))
                    .param("late", wasLate)
                    .param("recalled", recalled)
                    .param("code", codes.get(of))
                    .update();
            boolean started = start.isBefore(until) && !recalled;
            boolean ended = end != null && end.isBefore(until);
            if (started && ended && !end.isBefore(Instant.parse("2026-03-01T17:00:00Z"))) {
                finished++;
                late += Boolean.TRUE.equals(wasLate) ? 1 : 0;
            }
            if (started && !ended && of < 2) {
                open++;
                overdue += due != null && due.isBefore(until) ? 1 : 0;
            }
        }
        for (StepStatisticsGrouping by : StepStatisticsGrouping.values()) {
            StepStatistics.Table table = statistics.table(district(), FIRST, LAST, by);
            assertThat(table.totals().finished()).isEqualTo(finished);
            assertThat(table.totals().late()).isEqualTo(late);
            assertThat(table.totals().open()).isEqualTo(open);
            assertThat(table.totals().openOverdue()).isEqualTo(overdue);
            for (StepStatisticsColumn column : StepStatisticsColumn.values()) {
                assertThat(sum(table.rows(), row -> row.count(column)))
                        .as(by + " " + column)
                        .isEqualTo(table.totals().count(column));
                for (StepStatisticsRow row : table.rows()) {
                    assertThat(
                                    statistics
                                            .runs(
                                                    district(),
                                                    FIRST,
                                                    LAST,
                                                    by,
                                                    column,
                                                    row.key(),
                                                    null,
                                                    world.monitor().reads(),
                                                    0,
                                                    500)
                                            .total())
                            .as(by + " " + column + " " + row.key())
                            .isEqualTo(row.count(column));
                }
            }
        }
        StepStatistics.Table parent =
                statistics.table(district(), FIRST, LAST, StepStatisticsGrouping.UNIT);
        for (StepStatisticsRow row : parent.rows().subList(1, parent.rows().size())) {
            Unit child = units.byCode(row.key(), LAST).orElseThrow();
            StepStatisticsRow alone =
                    statistics.table(child, FIRST, LAST, StepStatisticsGrouping.STEP).totals();
            assertThat(alone).isEqualTo(row);
        }
        StepStatistics.HeatMap heat = statistics.heatMap(district(), FIRST, LAST);
        assertThat(
                        heat.rows().stream()
                                .flatMap(row -> row.cells().values().stream())
                                .mapToLong(StepStatisticsSql.Heat::finished)
                                .sum())
                .isEqualTo(finished);
        assertThat(
                        statistics.worst(district(), FIRST, LAST, 10).stream()
                                .mapToLong(worst -> worst.row().late())
                                .sum())
                .isEqualTo(late);
    }

    @Test
    void everyNumberOfThePageOpensItsSteps() throws Exception {
        fourDossiers();
        Document page = page(world.monitor(), "/thong-ke/buoc?" + period(world.district()));
        assertThat(page.select("h1").text()).isEqualTo("Thống kê bước");
        assertThat(page.select(".mc-total td").eachText())
                .startsWith("5", "1", "20,0%", "48 phút")
                .endsWith("2", "2");
        assertThat(page.select("[style]")).isEmpty();
        assertThat(page.select(".mc-heat td.mc-heat-high a").text()).isEqualTo("33,3% 1/3");
        assertThat(page.select(".mc-heat td.mc-heat-none a").text()).isEqualTo("0,0% 0/2");
        List<String> links = page.select("main td a").eachAttr("href");
        assertThat(links).hasSizeGreaterThan(8);
        for (String link : links) {
            // The mock server takes a plus for what it is.
            assertThat(page(world.monitor(), link.replace("+", "%20")).select("tbody tr"))
                    .as(link)
                    .isNotEmpty();
        }
        String late =
                "/thong-ke/buoc/danh-sach?"
                        + period(world.district())
                        + "&theo=unit&cot=late&dong="
                        + world.commune();
        Document list = page(world.monitor(), late);
        assertThat(list.select("tbody tr")).hasSize(1);
        assertThat(list.select("tbody td").eachText())
                .contains("03/03/2026 08:00", "03/03/2026 09:00", "03/03/2026 09:30")
                .contains("1 giờ", "1 giờ 30 phút", "▲ 30 phút");
        assertThat(page(world.monitor(), late.replace("cot=late", "cot=openOverdue")).text())
                .contains("đang làm");
        assertThat(text(get(world.monitor(), late + "&tai=csv")))
                .contains("Mã hồ sơ,Mã thủ tục")
                .contains("2026-03-03T09:30");
        assertThat(
                        text(
                                get(
                                        world.monitor(),
                                        "/thong-ke/buoc?" + period(world.district()) + "&tai=csv")))
                .contains(",Tổng cộng,5,1,20.0,48.0,");
        assertThat(get(world.monitor(), "/thong-ke/buoc?" + period(world.district()) + "&tai=xlsx"))
                .hasStatusOk();
    }

    @Test
    void thePageSaysWhenThereIsNothingAndRefusesWhatIsWrong() throws Exception {
        assertThat(page(world.monitor(), "/thong-ke/buoc").select(".mc-empty").text())
                .contains("Không có bước nào xong trong kỳ");
        assertThat(
                        page(
                                        world.monitor(),
                                        "/thong-ke/buoc/danh-sach?cot=late&"
                                                + period(world.district()))
                                .select(".mc-empty")
                                .text())
                .contains("Không có bước nào ở ô này");
        assertThat(get(world.counter(), "/thong-ke/buoc?" + period(world.district())))
                .hasStatus(404);
        assertThat(
                        get(
                                world.counter(),
                                "/thong-ke/buoc/danh-sach?cot=late&" + period(world.district())))
                .hasStatus(404);
        assertThat(get(world.monitor(), "/thong-ke/buoc?tu=2026-03-04&den=2026-03-01"))
                .hasStatus(422)
                .bodyText()
                .contains("Ngày cuối kỳ trước ngày đầu kỳ");
        assertThat(get(world.monitor(), "/thong-ke/buoc?theo=tay")).hasStatus(422);
        assertThat(get(world.monitor(), "/thong-ke/buoc/danh-sach?cot=tay"))
                .hasStatus(422)
                .bodyText()
                .contains("Không có cột");
    }

    @Test
    void linksOnlyTheDossiersThatTheReaderMayStillOpen() throws Exception {
        fourDossiers();
        String office = Fixtures.unique("PB");
        long performing = fixtures.unit(office, "Phòng chuyên môn", "OFFICE", null);
        Actor monitor = fixtures.account(Fixtures.unique("gspb"), performing, Role.MONITOR);
        jdbc.sql(
                        """
                        update dossier.step_run set unit_id = :office
                        where late and dossier_id in (select id from dossier.dossier where unit_id = :unit)
                        """)
                .param("office", performing)
                .param("unit", world.communeId())
                .update();
        Document list = page(monitor, "/thong-ke/buoc/danh-sach?cot=late&" + period(office));
        assertThat(list.select("tbody tr")).hasSize(1);
        assertThat(list.select("tbody a")).isEmpty();
    }

    @Test
    void asksTheDatabaseAsOftenForManyRowsAsForFew() throws Exception {
        fourDossiers();
        String pages =
                "/thong-ke/buoc?theo=officer&" + period(world.district()).replace("03-04", "03-05");
        String list =
                "/thong-ke/buoc/danh-sach?cot=finished&"
                        + period(world.district()).replace("03-04", "03-05");
        int few = statements(() -> page(world.monitor(), pages));
        int fewListed = statements(() -> page(world.monitor(), list));
        for (int i = 0; i < 12; i++) {
            Actor more = fixtures.account(Fixtures.unique("xlt"), world.communeId(), Role.HANDLER);
            String code = receive("2026-03-05T08:00");
            act(code, Action.COMPLETE_STEP, more, "2026-03-05T08:10");
        }
        assertThat(statements(() -> page(world.monitor(), pages))).isEqualTo(few);
        assertThat(statements(() -> page(world.monitor(), list))).isEqualTo(fewListed);
    }

    private interface Request {
        void send() throws Exception;
    }

    private static int statements(Request request) throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(JdbcTemplate.class);
        Level before = logger.getLevel();
        ListAppender<ILoggingEvent> seen = new ListAppender<>();
        seen.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(seen);
        try {
            request.send();
        } finally {
            logger.detachAppender(seen);
            logger.setLevel(before);
        }
        int count =
                (int)
                        seen.list.stream()
                                .filter(event ->
                                        event.getFormattedMessage()
                                                .startsWith("Executing prepared SQL statement"))
                                .count();
        assertThat(count).isPositive();
        return count;
    }

    private static long sum(List<StepStatisticsRow> rows, ToLongFunction<StepStatisticsRow> count) {
        return rows.stream().mapToLong(count).sum();
    }

    private Unit district() {
        return units.get(new UnitId(world.districtId()));
    }

    private Unit commune() {
        return units.get(new UnitId(world.communeId()));
    }

    private String receive(String local) {
        return dossiers.receive(
                        new Reception(
                                procedure,
                                world.commune(),
                                Channel.IN_PERSON,
                                new Applicant(
                                        "Người nộp",
                                        Applicant.Kind.CITIZEN,
                                        null,
                                        null,
                                        null,
                                        null,
                                        null),
                                moment(local),
                                null,
                                null,
                                false,
                                1,
                                List.of(),
                                null,
                                null),
                        world.counter())
                .code();
    }

    private void act(String code, Action action, Actor actor, String local) {
        int version = dossiers.get(code, actor).version();
        dossiers.actAt(code, Command.of(action, version, "theo việc"), actor, moment(local));
    }

    private static Instant moment(String local) {
        return OffsetDateTime.parse(local + ":00+07:00").toInstant();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private static String period(String unit) {
        return "don-vi=" + unit + "&tu=2026-03-02&den=2026-03-04";
    }

    private static String steps(String unit, String from, String to, String by) {
        return "/api/v1/statistics/steps?unit=%s&from=%s&to=%s&by=%s".formatted(unit, from, to, by);
    }

    private MvcTestResult api(Actor actor, String by) {
        return get(
                actor,
                "/api/v1/statistics/steps?unit=%s&from=%s&to=%s&%s"
                        .formatted(world.district(), FIRST, LAST, by));
    }

    private MvcTestResult get(Actor actor, String path) {
        return path.startsWith("/api")
                ? mvc.get()
                        .uri(java.net.URI.create(path))
                        .header("Authorization", Fixtures.basic(actor.username()))
                        .exchange()
                : mvc.get()
                        .uri(java.net.URI.create(path))
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
