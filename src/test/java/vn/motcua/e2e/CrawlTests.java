package vn.motcua.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import org.jsoup.Connection;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import vn.motcua.MotcuaApplication;
import vn.motcua.TestDatabase;

/// Whoever follows the links that the pages offer him meets no refusal and no fault.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"motcua.demo=true", "db-scheduler.polling-interval=1s"},
        classes = MotcuaApplication.class)
@Import(TestDatabase.class)
class CrawlTests {
    private static final int MOST = 60;
    private static final int MOST_OF_A_KIND = 2;

    @LocalServerPort int port;

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
    void offersEachAccountOnlyWhatItMayOpen(String username) throws IOException {
        Connection session = Jsoup.newSession().ignoreHttpErrors(true).ignoreContentType(true);
        Document form = session.newRequest(url("/dang-nhap")).get();
        session.newRequest(url("/dang-nhap"))
                .data("username", username)
                .data("password", "motcua")
                .data("_csrf", form.select("input[name=_csrf]").val())
                .post();
        assertThat(refusals(session, "/lam-viec")).isEmpty();
    }

    @Test
    void offersAVisitorOnlyWhatHeMayOpen() throws IOException {
        assertThat(refusals(Jsoup.newSession().ignoreHttpErrors(true).ignoreContentType(true), "/"))
                .isEmpty();
    }

    private List<String> refusals(Connection session, String start) throws IOException {
        Queue<String> waiting = new ArrayDeque<>(List.of(url(start)));
        Set<String> seen = new HashSet<>(waiting);
        Map<String, Integer> kinds = new HashMap<>();
        List<String> refused = new ArrayList<>();
        for (int visited = 0; visited < MOST && !waiting.isEmpty(); visited++) {
            String address = waiting.remove();
            Connection.Response response = session.newRequest(address).execute();
            if (response.statusCode() >= 400) {
                refused.add(response.statusCode() + " " + address);
            }
            if (!String.valueOf(response.contentType()).contains("html")) {
                continue;
            }
            for (var link : response.parse().select("a[href]")) {
                String target = link.absUrl("href").replaceAll("#.*", "");
                String kind = target.replaceAll("\\?.*", "").replaceAll("[0-9][\\w.-]*", "N");
                if (target.startsWith(url("/"))
                        && seen.add(target)
                        && kinds.merge(kind, 1, Integer::sum) <= MOST_OF_A_KIND) {
                    waiting.add(target);
                }
            }
        }
        return refused;
    }

    private String url(String path) {
        return "http://localhost:" + port + path;
    }
}
