package vn.motcua.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.MotcuaApplication;
import vn.motcua.TestDatabase;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.Action;
import vn.motcua.dossier.Command;
import vn.motcua.dossier.Dossier;
import vn.motcua.dossier.DossierStatistics;
import vn.motcua.dossier.Dossiers;
import vn.motcua.dossier.StatisticsReading;
import vn.motcua.dossier.StatisticsRow;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Grant;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

@SpringBootTest(
        properties = {"db-scheduler.enabled=false", "motcua.demo=true"},
        classes = MotcuaApplication.class)
@AutoConfigureMockMvc
@Import(TestDatabase.class)
class DemonstrationTests {
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);
    private static final LocalDate TO = LocalDate.of(2024, 9, 15);

    /// The table as printed, but for what was received in person and the total where the printed
    /// row does not close. Columns: total, carried over, online, in person, resolved, on time,
    /// late, pending, in time, overdue, suspended, refused, withdrawn, share on time, share late.
    private static final String PRINTED =
            """
            664.MC;Bộ phận TN&TKQ huyện;11074;1830;850;8394;8434;7994;440;1252;105;1147;307;1068;13;94.8;5.2
            24697;UBND xã Nam Đà;782;75;605;102;687;671;16;76;4;72;0;19;0;97.7;2.3
            24688;UBND thị trấn Đắk Mâm;887;89;314;484;789;751;38;58;4;54;5;34;1;95.2;4.8
            24694;UBND xã Buôn Choah;205;34;82;89;150;149;1;42;1;41;0;10;3;99.3;0.7
            24692;UBND xã Nam Xuân;881;76;407;398;643;616;27;97;12;85;4;133;4;95.8;4.2
            24715;UBND xã Năm N'Đir;417;29;201;187;313;291;22;41;5;36;1;54;8;93.0;7.0
            24703;UBND xã Năm Nung;658;104;199;355;518;488;30;93;9;84;5;36;6;94.2;5.8
            24712;UBND xã Quảng Phú;863;87;323;453;621;589;32;103;12;91;6;123;10;94.8;5.2
            24699;UBND xã Tân Thành;321;62;136;123;237;219;18;51;3;48;0;30;3;92.4;7.6
            24700;UBND xã Đắk Drô;723;95;51;577;586;555;31;96;8;88;10;26;5;94.7;5.3
            24709;UBND xã Đắk Nang;337;12;140;185;269;262;7;27;10;17;0;36;5;97.4;2.6
            24691;UBND xã Đắk Sôr;464;24;236;204;395;388;7;21;1;20;0;48;0;98.2;1.8
            24706;UBND xã Đức Xuyên;384;41;212;131;323;312;11;35;1;34;0;23;3;96.6;3.4
            """;

    private static final String TOTALS =
            "664;UBND huyện Krông Nô;17996;2558;3756;11682;13965;13285;680;1992;175;1817;338;1640;61;95.1;4.9";

    @Autowired DossierStatistics statistics;
    @Autowired Dossiers dossiers;
    @Autowired Demonstration demonstration;
    @Autowired ThisMonth thisMonth;
    @Autowired KrongNo krongNo;
    @Autowired Units units;
    @Autowired Accounts accounts;
    @Autowired JdbcClient jdbc;
    @Autowired MockMvcTester mvc;
    @Autowired Clock clock;

    private Unit district() {
        return units.byCode("664", TO).orElseThrow();
    }

    @Test
    void showsEveryPrintedCell() {
        DossierStatistics.Table table = StatisticsReading.byUnit(statistics, district(), FROM, TO);
        assertThat(table.rows().subList(0, 13).stream().map(DemonstrationTests::line))
                .containsExactlyElementsOf(PRINTED.lines().toList());
        assertThat(line(table.totals())).isEqualTo(TOTALS);
        assertThat(table.rows().subList(13, table.rows().size()))
                .hasSize(KrongNo.OFFICES.size())
                .allMatch(row -> row.total() == 0);
        assertThat(table.totals().receivedByPost()).isZero();
        assertThat(table.totals().stopped()).isZero();
        assertThat(table.rows().subList(0, 13))
                .allMatch(row -> row.resolvedEarly() > 0 && row.resolvedOnTime() > 0);
    }

    @Test
    void answersTheSameThroughTheApi() {
        String basic =
                Base64.getEncoder()
                        .encodeToString("tonghop:motcua".getBytes(StandardCharsets.UTF_8));
        assertThat(
                        mvc.get()
                                .uri(
                                        "/api/v1/statistics/dossiers?unit=664&from=2024-01-01&to=2024-09-15&by=unit")
                                .header(HttpHeaders.AUTHORIZATION, "Basic " + basic))
                .hasStatusOk()
                .bodyJson()
                .satisfies(json -> {
                    assertThat(json).extractingPath("$.totals.total").isEqualTo(17996);
                    assertThat(json).extractingPath("$.totals.pendingOverdue").isEqualTo(1817);
                    assertThat(json)
                            .extractingPath("$.rows[1].unitName")
                            .isEqualTo("UBND xã Nam Đà");
                });
    }

    @Test
    void showsTheSameFromTheHistoryAlone() {
        assertThat(StatisticsReading.recounted(statistics, district(), FROM, TO))
                .isEqualTo(StatisticsReading.byUnit(statistics, district(), FROM, TO));
    }

    @Test
    void tellsTheOnlineReceiptsApart() {
        Map<String, Long> received =
                StatisticsReading.byChannel(statistics, district(), FROM, TO).rows().stream()
                        .collect(Collectors.toMap(StatisticsRow::key, StatisticsRow::received));
        assertThat(received.get("online_other")).isEqualTo(315);
        assertThat(received.get("online_full") + received.get("online_partial")).isEqualTo(3441);
    }

    @Test
    void showsTheOnlineReceiptsOfBothPlans() {
        assertThat(fullOrPartial(LocalDate.of(2024, 3, 15)))
                .containsExactly(
                        708L, 422L, 242L, 44L, 326L, 109L, 159L, 263L, 102L, 31L, 84L, 179L, 158L);
        assertThat(fullOrPartial(LocalDate.of(2024, 9, 1)))
                .containsExactly(11L, 36L, 21L, 0L, 26L, 15L, 14L, 22L, 10L, 1L, 8L, 19L, 8L);
    }

    private List<Long> fullOrPartial(LocalDate from) {
        return KrongNo.PLACES.stream()
                .map(place -> units.byCode(place.code(), TO).orElseThrow())
                .map(unit ->
                        StatisticsReading.byChannel(statistics, unit, from, TO).rows().stream()
                                .filter(row ->
                                        List.of("online_full", "online_partial")
                                                .contains(row.key()))
                                .mapToLong(StatisticsRow::received)
                                .sum())
                .toList();
    }

    @Test
    void leavesNothingOpenFromThePast() {
        assertThat(
                        count(
                                """
                                select count(*) from dossier.dossier
                                where received_at < '2024-09-16+07'
                                  and (ended_at is null or ended_at >= '2025-07-01+07')
                                """))
                .isZero();
        assertThat(
                        count(
                                """
                                select count(*) from dossier.dossier
                                where import_id is not null and ended_at is null
                                """))
                .isZero();
    }

    @Test
    void receivesOnWorkingDaysOnly() {
        assertThat(
                        count(
                                """
                                select count(*) from dossier.dossier
                                where import_id is not null
                                  and (extract(isodow from received_at at time zone 'Asia/Ho_Chi_Minh') = 7
                                    or (received_at at time zone 'Asia/Ho_Chi_Minh')::date
                                       between '2024-02-08' and '2024-02-14')
                                """))
                .isZero();
    }

    @Test
    void hasSomeDossiersOfEveryMonthSince() {
        LocalDate month = LocalDate.now(clock).withDayOfMonth(1).minusMonths(1);
        for (; month.isAfter(TO); month = month.minusMonths(1)) {
            StatisticsRow totals =
                    StatisticsReading.byUnit(
                                    statistics, district(), month, month.plusMonths(1).minusDays(1))
                            .totals();
            assertThat(totals.received()).as("%s", month).isBetween(40L, 150L);
        }
    }

    @Test
    void isLivelyToday() {
        Map<String, Long> states =
                jdbc
                        .sql(
                                """
                                select state, count(*) as n from dossier.dossier
                                where import_id is null group by 1
                                """)
                        .query((row, n) -> Map.entry(row.getString(1), row.getLong(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        assertThat(states)
                .containsOnlyKeys(
                        "FILED",
                        "ACCEPTED",
                        "DECLINED",
                        "PROCESSING",
                        "AWAITING_SUPPLEMENT",
                        "SUSPENDED",
                        "WITHDRAWN",
                        "REFUSED",
                        "COMPLETED",
                        "RETURNED");
        assertThat(states.values().stream().mapToLong(n -> n).sum()).isBetween(60L, 120L);
        assertThat(
                        count(
                                """
                                select count(*) from dossier.dossier
                                where step_no is not null and state in ('ACCEPTED', 'PROCESSING')
                                  and due_at < now()
                                """))
                .isGreaterThanOrEqualTo(6);
        assertThat(count("select count(*) from dossier.step_run where late")).isPositive();
        assertThat(count("select count(*) from dossier.event where at > now()")).isZero();
        assertThat(
                        count(
                                """
                                select count(*) from dossier.dossier d
                                join organization.unit u on u.id = d.unit_id
                                where d.import_id is null and u.code = '664.MC'
                                """))
                .isBetween(40L, 70L);
        assertThat(
                        count(
                                """
                                select count(*) from dossier.dossier d
                                join organization.unit u on u.id = d.unit_id
                                where d.import_id is null and u.code = '24697'
                                """))
                .isBetween(12L, 35L);
        assertThat(
                        count(
                                """
                                select count(distinct step_unit_id) from dossier.dossier d
                                join organization.unit u on u.id = d.step_unit_id
                                where u.code like '664.%' and u.code <> '664.MC'
                                """))
                .isGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quantri",
                "tiepnhan",
                "xuly",
                "lanhdao",
                "tonghop",
                "thamdinh",
                "namda",
                "giamsat"
            })
    void everyAccountSignsIn(String username) {
        String basic =
                Base64.getEncoder()
                        .encodeToString((username + ":motcua").getBytes(StandardCharsets.UTF_8));
        assertThat(
                        mvc.get()
                                .uri("/api/v1/units")
                                .header(HttpHeaders.AUTHORIZATION, "Basic " + basic))
                .hasStatusOk();
    }

    @Test
    void theCounterReceivesAtTheDistrictAloneAndNamDaFinishesItsOwn() {
        Actor counter = accounts.actor("tiepnhan").orElseThrow();
        Actor commune = accounts.actor("namda").orElseThrow();
        Unit oneDoor = units.byCode("664.MC", TO).orElseThrow();
        Unit namDa = units.byCode("24697", TO).orElseThrow();
        assertThat(units.within(oneDoor.id(), counter.scopes(Role.COUNTER))).isTrue();
        assertThat(units.within(namDa.id(), counter.scopes(Role.COUNTER))).isFalse();
        assertThat(commune.grants())
                .containsExactlyInAnyOrder(
                        Arrays.stream(
                                        new Role[] {
                                            Role.COUNTER, Role.HANDLER, Role.APPROVER, Role.REPORTER
                                        })
                                .map(role -> new Grant(role, namDa.id().value()))
                                .toArray(Grant[]::new));
        assertThat(accounts.actor("quantri").orElseThrow().grants()).hasSize(Role.values().length);
    }

    @Test
    void writesNoActDownOutOfOrder() {
        Actor counter = accounts.actor("tiepnhan").orElseThrow();
        Dossier filed =
                dossiers.get(
                        jdbc.sql(
                                        """
                                        select d.code from dossier.dossier d
                                        join organization.unit u on u.id = d.unit_id
                                        where d.state = 'FILED' and u.code = '664.MC' limit 1
                                        """)
                                .query((row, n) -> row.getString(1))
                                .single(),
                        counter);
        Command accept = Command.of(Action.ACCEPT, filed.version(), null);
        for (Instant at :
                List.of(filed.receivedAt().minusSeconds(60), clock.instant().plusSeconds(600))) {
            assertThatThrownBy(() -> dossiers.actAt(filed.code(), accept, counter, at))
                    .isInstanceOfSatisfying(
                            Problem.class,
                            problem ->
                                    assertThat(problem.errors())
                                            .extracting(InputError::message)
                                            .containsExactly(
                                                    "Thời điểm phải sau việc gần nhất của hồ sơ và"
                                                            + " không ở tương lai"));
        }
    }

    @Test
    void loadsOnce() {
        long before = count("select count(*) from dossier.dossier");
        assertThat(demonstration.load()).isZero();
        assertThat(count("select count(*) from dossier.dossier")).isEqualTo(before);
    }

    @Test
    void saysOnEveryPageThatItIsADemonstration() {
        assertThat(mvc.get().uri("/dang-nhap"))
                .hasStatusOk()
                .bodyText()
                .contains("Bản trình diễn", "huyện Krông Nô còn hiệu lực");
    }

    @ParameterizedTest
    @CsvSource({"SUNDAY,05:30", "MONDAY,07:04", "WEDNESDAY,12:15", "FRIDAY,23:40"})
    @Transactional
    void isLivelyWheneverItIsStarted(DayOfWeek weekday, LocalTime time) {
        LocalDate day = LocalDate.now(clock).with(TemporalAdjusters.previous(weekday));
        Instant now = Vietnamese.at(day.atTime(time));
        makesALivelyMonth(now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-18T09:00", "2026-05-03T22:10", "2026-09-01T10:00"})
    @Transactional
    void isLivelyOnDaysOff(LocalDateTime time) {
        makesALivelyMonth(Vietnamese.at(time));
    }

    private void makesALivelyMonth(Instant now) {
        LocalDate day = Vietnamese.day(now);
        long before = count("select count(*) from dossier.dossier");
        Actor administrator = accounts.actor("quantri").orElseThrow();
        thisMonth.load(administrator, now);
        assertThat(count("select count(*) from dossier.dossier") - before).isGreaterThan(90);
        assertThat(
                        jdbc.sql(
                                        """
                                        select count(*) from dossier.dossier
                                        where state in ('ACCEPTED', 'PROCESSING') and due_at > :now::timestamptz
                                          and (due_at at time zone 'Asia/Ho_Chi_Minh')::date = :day
                                        """)
                                .param("now", now.toString())
                                .param("day", day)
                                .query((row, n) -> row.getLong(1))
                                .single())
                .isGreaterThanOrEqualTo(6);
    }

    private long count(String question) {
        return jdbc.sql(question).query((row, n) -> row.getLong(1)).single();
    }

    private static String line(StatisticsRow row) {
        List<Function<StatisticsRow, Object>> cells =
                List.of(
                        StatisticsRow::unit,
                        StatisticsRow::unitName,
                        StatisticsRow::total,
                        StatisticsRow::carriedOver,
                        StatisticsRow::receivedOnline,
                        StatisticsRow::receivedInPerson,
                        StatisticsRow::resolved,
                        each -> each.resolvedEarly() + each.resolvedOnTime(),
                        StatisticsRow::resolvedLate,
                        StatisticsRow::pending,
                        StatisticsRow::pendingInTime,
                        StatisticsRow::pendingOverdue,
                        StatisticsRow::suspended,
                        StatisticsRow::refused,
                        StatisticsRow::withdrawn,
                        StatisticsRow::onTimeRate,
                        StatisticsRow::lateRate);
        return cells.stream()
                .map(cell -> String.valueOf(cell.apply(row)))
                .collect(Collectors.joining(";"));
    }
}
