package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.Problem;
import vn.motcua.identity.Actor;
import vn.motcua.procedure.Procedures;

@IntegrationTest
class DossierApiTests {
    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired Dossiers dossiers;
    @Autowired JdbcClient jdbc;

    DossierFixtures world;

    @BeforeEach
    void world() {
        world = DossierFixtures.make(fixtures, procedures);
    }

    @Test
    void goesFromTheCounterToItsResult() throws Exception {
        MvcTestResult received =
                post(
                        world.counter(),
                        "/api/v1/dossiers",
                        """
                        {"procedure":"%s","unit":"%s","channel":"in_person",
                         "applicant":{"name":"Nguyễn Văn  A\u0301n","idNumber":"067090001234"},
                         "receivedAt":"2026-02-12T09:15:00+07:00"}
                        """
                                .formatted(world.procedure(), world.commune()));
        assertThat(received).hasStatus(201);
        String body = received.getResponse().getContentAsString(StandardCharsets.UTF_8);
        String code = JsonPath.read(body, "$.code");
        assertThat(code).matches(world.commune() + "-260212-0001");
        assertThat(JsonPath.<String>read(body, "$.dueAt")).startsWith("2026-02-26T");
        assertThat(JsonPath.<String>read(body, "$.applicant.name")).isEqualTo("Nguyễn Văn Án");
        assertThat(JsonPath.<Integer>read(body, "$.state")).isEqualTo(2);
        assertThat(JsonPath.<List<Object>>read(body, "$.steps")).hasSize(2);

        body = act(world.handler(), code, "claim", 1);
        body = act(world.handler(), code, "complete-step", 2);
        assertThat(JsonPath.<Integer>read(body, "$.state")).isEqualTo(4);
        body = act(world.approver(), code, "complete-step", 3);
        body = act(world.counter(), code, "complete-step", 4);
        assertThat(JsonPath.<Integer>read(body, "$.state")).isEqualTo(9);
        assertThat(JsonPath.<String>read(body, "$.outcome")).isEqualTo("resolved");
        body = act(world.counter(), code, "return-result", 5);
        assertThat(JsonPath.<Integer>read(body, "$.state")).isEqualTo(10);
        assertThat(JsonPath.<List<String>>read(body, "$.events[*].kind"))
                .containsExactly(
                        "receive",
                        "claim",
                        "complete-step",
                        "complete-step",
                        "complete-step",
                        "return-result");
    }

    @Test
    void saysWhatIsWrongFieldByField() {
        assertThat(
                        post(
                                world.counter(),
                                "/api/v1/dossiers",
                                """
                                {"procedure":"khong.co","unit":"%s","channel":"in_person",
                                 "applicant":{"name":" ","phone":"12"},"receivedAt":"2026-02-30T09:00"}
                                """
                                        .formatted(world.commune())))
                .hasStatus(422)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON)
                .bodyJson()
                .extractingPath("$.errors[*].field")
                .asArray()
                .containsExactly("receivedAt");
        assertThat(
                        post(
                                world.counter(),
                                "/api/v1/dossiers",
                                """
                                {"procedure":"khong.co","unit":"%s","channel":"in_person",
                                 "applicant":{"name":" ","phone":"12"}}
                                """
                                        .formatted(world.commune())))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.errors[*].field")
                .asArray()
                .containsExactly("procedure", "applicant.name", "applicant.phone");
    }

    @Test
    void hidesAnotherUnitsDossierBehindNotFound() {
        Dossier dossier = dossiers.receive(world.reception("Bí mật"), world.counter());
        DossierFixtures others = DossierFixtures.make(fixtures, procedures);
        assertThat(get(others.counter(), "/api/v1/dossiers/" + dossier.code()))
                .hasStatus(404)
                .bodyJson()
                .extractingPath("$.code")
                .isEqualTo("dossier.not-found");
        assertThat(
                        post(
                                others.counter(),
                                "/api/v1/dossiers/" + dossier.code() + "/actions",
                                "{\"action\":\"withdraw\",\"version\":1,\"note\":\"x\"}"))
                .hasStatus(404);
        assertThat(get(world.monitor(), "/api/v1/dossiers/" + dossier.code())).hasStatusOk();
        assertThat(
                        post(
                                world.monitor(),
                                "/api/v1/dossiers/" + dossier.code() + "/actions",
                                "{\"action\":\"claim\",\"version\":1}"))
                .hasStatus(403);
    }

    @Test
    void refusesAStaleVersionAndAnActThatTheStateDoesNotAllow() {
        Dossier dossier = dossiers.receive(world.reception("Hai người"), world.counter());
        dossiers.act(dossier.code(), Command.of(Action.CLAIM, 1, null), world.handler());
        assertThat(
                        post(
                                world.handler(),
                                "/api/v1/dossiers/" + dossier.code() + "/actions",
                                "{\"action\":\"complete-step\",\"version\":1}"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.title")
                .asString()
                .contains("đã nhận việc");
        assertThat(
                        post(
                                world.counter(),
                                "/api/v1/dossiers/" + dossier.code() + "/actions",
                                "{\"action\":\"return-result\",\"version\":2}"))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.title")
                .asString()
                .contains("hoàn thành bước");
    }

    @Test
    void lettingTwoOfficersActAtOnceOneWins() throws Exception {
        Dossier dossier = dossiers.receive(world.reception("Cùng lúc"), world.counter());
        Callable<String> complete =
                () -> {
                    try {
                        dossiers.act(
                                dossier.code(),
                                Command.of(Action.COMPLETE_STEP, 1, null),
                                world.handler());
                        return "won";
                    } catch (Problem problem) {
                        return problem.code();
                    }
                };
        try (var pool = Executors.newFixedThreadPool(4)) {
            List<String> answers =
                    pool.invokeAll(List.of(complete, complete, complete, complete)).stream()
                            .map(future -> {
                                try {
                                    return future.get();
                                } catch (Exception fault) {
                                    throw new IllegalStateException(fault);
                                }
                            })
                            .toList();
            assertThat(answers).filteredOn("won"::equals).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> !answer.equals("won"))
                    .containsOnly("dossier.changed");
        }
        assertThat(dossiers.stepRuns(dossier)).hasSize(3);
    }

    @Test
    void issuesEachNumberOnceUnderConcurrency() throws Exception {
        Callable<String> receive =
                () -> dossiers.receive(world.reception("Đồng thời"), world.counter()).code();
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<String> codes =
                    pool.invokeAll(java.util.Collections.nCopies(40, receive)).stream()
                            .map(future -> {
                                try {
                                    return future.get();
                                } catch (Exception fault) {
                                    throw new IllegalStateException(fault);
                                }
                            })
                            .toList();
            assertThat(codes).doesNotHaveDuplicates().hasSize(40);
        }
    }

    @Test
    void countsWhatItImportsAndOpensEachCell() {
        String p = world.procedure();
        String u = world.commune();
        byte[] file =
                DossierFixtures.csv(
                        "%1$s-1,%2$s,%1$s,in_person,An,2024-01-10,2024-01-20,resolved,2024-01-19"
                                .formatted(u, p),
                        "%1$s-2,%2$s,%1$s,online_full,Bình,2024-02-10T08:00,2024-02-20T17:00,resolved,2024-02-20"
                                .formatted(u, p),
                        "%1$s-3,%2$s,%1$s,online_partial,Chi,2024-02-10,2024-02-20,resolved,2024-02-21"
                                .formatted(u, p),
                        "%1$s-4,%2$s,%1$s,post,Dung,2023-12-10,2024-01-20,refused,2024-03-01"
                                .formatted(u, p),
                        "%1$s-5,%2$s,%1$s,in_person,Em,2024-03-01,2024-03-05,pending,"
                                .formatted(u, p),
                        "%1$s-6,%2$s,%1$s,online_other,Giang,2024-03-01,2024-03-31,pending,"
                                .formatted(u, p),
                        "%1$s-7,%2$s,%1$s,in_person,Hà,2024-03-01,2024-03-05,suspended,2024-03-02"
                                .formatted(u, p),
                        "%1$s-8,%2$s,%1$s,in_person,Khang,2023-01-01,2023-01-05,resolved,2023-01-04"
                                .formatted(u, p));
        assertThat(upload(world.administrator(), file))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"imported\":8,\"updated\":0,\"unchanged\":0,\"rejected\":[]}");
        assertThat(upload(world.administrator(), file))
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":0,\"updated\":0,\"unchanged\":8}");
        String query = "?unit=%s&from=2024-01-01&to=2024-03-31&by=unit".formatted(world.district());
        assertThat(get(world.monitor(), "/api/v1/statistics/dossiers" + query))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        """
                        {"unit":"%s","from":"2024-01-01","to":"2024-03-31","rows":[
                          {"unit":"%s","total":7,"carriedOver":1,"received":6,"receivedInPerson":3,"receivedOnline":3,
                           "receivedByPost":0,"resolved":3,"resolvedEarly":1,"resolvedOnTime":1,"resolvedLate":1,
                           "pending":2,"pendingInTime":0,"pendingOverdue":2,"suspended":1,"refused":1,"withdrawn":0,
                           "stopped":0,"onTimeRate":66.7,"lateRate":33.3,"onTimeRateWithOverdue":40.0}],
                         "totals":{"total":7}}
                        """
                                .formatted(world.district(), u));
        assertThat(
                        get(
                                world.monitor(),
                                "/api/v1/statistics/dossiers/records"
                                        + query
                                        + "&column=resolvedLate&key="
                                        + u))
                .hasStatusOk()
                .bodyJson()
                .extractingPath("$.items[*].code")
                .asArray()
                .containsExactly(u + "-3");

        byte[] later =
                DossierFixtures.csv(
                        "%1$s-5,%2$s,%1$s,in_person,Em,2024-03-01,2024-03-05,resolved,2024-03-06"
                                .formatted(u, p),
                        "%1$s-7,%2$s,%1$s,in_person,Hà,2024-03-01,2024-03-05,withdrawn,2024-04-02"
                                .formatted(u, p));
        assertThat(upload(world.administrator(), later))
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":0,\"updated\":2,\"unchanged\":0}");
        assertThat(get(world.monitor(), "/api/v1/statistics/dossiers" + query))
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"totals\":{\"total\":7,\"resolved\":4,\"resolvedLate\":2,\"pending\":1,\"suspended\":1}}");
    }

    @Test
    void rejectsAFileAsAWholeWithEveryLine() {
        String p = world.procedure();
        String u = world.commune();
        byte[] file =
                DossierFixtures.csv(
                        "%1$s-a,%2$s,%1$s,in_person,An,2024-01-10,2024-01-20,resolved,2024-01-19"
                                .formatted(u, p),
                        "%1$s-a,%2$s,%1$s,in_person,An,2024-01-10,2024-01-20,resolved,2024-01-19"
                                .formatted(u, p),
                        "%1$s-b,%2$s,%1$s,tay,An,2024-02-30,2024-01-20,xong,".formatted(u, p),
                        "%1$s-c,%2$s,%1$s,post,An,2024-02-10,2024-02-09,resolved,2024-02-01"
                                .formatted(u, p),
                        "%1$s-d,khong,la,post,An,2024-02-10,2024-02-19,pending,2024-02-11"
                                .formatted(u));
        assertThat(upload(world.administrator(), file))
                .hasStatus(422)
                .bodyJson()
                .extractingPath("$.rejected[*].line")
                .asArray()
                .containsExactly(3, 4, 4, 4, 5, 5, 6);
        assertThat(
                        jdbc.sql("select count(*) from dossier.dossier where code like :code")
                                .param("code", u + "-%")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    @Test
    void aCorrectionReopensAndLeavesWhatWasKnownReproducible() throws Exception {
        Dossier dossier = dossiers.receive(world.reception("Rút nhầm"), world.counter());
        dossiers.act(dossier.code(), Command.of(Action.WITHDRAW, 1, "nhầm"), world.counter());
        java.time.Instant known = java.time.Instant.now();
        Thread.sleep(20);
        String body =
                post(
                                world.administrator(),
                                "/api/v1/dossiers/" + dossier.code() + "/actions",
                                "{\"action\":\"correct\",\"version\":2,\"note\":\"bấm nhầm\"}")
                        .getResponse()
                        .getContentAsString(StandardCharsets.UTF_8);
        assertThat(JsonPath.<String>read(body, "$.outcome")).isEqualTo("pending");
        String today = vn.motcua.common.Vietnamese.day(known).toString();
        String query =
                "/api/v1/statistics/dossiers?unit=%s&from=%s&to=%s"
                        .formatted(world.commune(), today, today);
        assertThat(get(world.monitor(), query.replace(world.commune(), world.district())))
                .bodyJson()
                .isLenientlyEqualTo("{\"totals\":{\"total\":1,\"pending\":1,\"withdrawn\":0}}");
        assertThat(
                        get(
                                world.monitor(),
                                query.replace(world.commune(), world.district())
                                        + "&asOf="
                                        + known))
                .bodyJson()
                .isLenientlyEqualTo("{\"totals\":{\"total\":1,\"pending\":0,\"withdrawn\":1}}");
    }

    private MvcTestResult upload(Actor actor, byte[] file) {
        return mvc.post()
                .uri("/api/v1/dossiers/imports")
                .multipart()
                .file(new MockMultipartFile("file", "ho-so.csv", "text/csv", file))
                .header("Authorization", Fixtures.basic(actor.username()))
                .exchange();
    }

    private MvcTestResult get(Actor actor, String path) {
        return mvc.get()
                .uri(path)
                .header("Authorization", Fixtures.basic(actor.username()))
                .exchange();
    }

    private MvcTestResult post(Actor actor, String path, String body) {
        return mvc.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .header("Authorization", Fixtures.basic(actor.username()))
                .exchange();
    }

    private String act(Actor actor, String code, String action, int version) throws Exception {
        MvcTestResult result =
                post(
                        actor,
                        "/api/v1/dossiers/" + code + "/actions",
                        "{\"action\":\"%s\",\"version\":%d}".formatted(action, version));
        assertThat(result).hasStatusOk();
        return result.getResponse().getContentAsString(StandardCharsets.UTF_8);
    }
}
