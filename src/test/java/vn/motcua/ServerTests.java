package vn.motcua;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.view.FragmentsRendering;
import vn.motcua.common.ListPage;

/// The program as it really runs: a web port, an empty database, a restart.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerTests {
    private static final String PASSWORD = "mat khau cua quan tri";
    private static final Pattern ONE_TIME = Pattern.compile("mật khẩu dùng một lần: (\\S+)");
    private static final CountDownLatch STARTED = new CountDownLatch(1);
    private static final CountDownLatch MAY_END = new CountDownLatch(1);

    private static HikariDataSource database;
    private static ConfigurableApplicationContext server;
    private static Browser browser;
    private static String printed;

    /// Controllers of this test alone; mapped by hand, so that no other test finds them.
    static final class Extra {
        public FragmentsRendering fragments() {
            return FragmentsRendering.fragment("common/pager", pager(1))
                    .fragment("common/pager", pager(2))
                    .fragment("common/pager", pager(3))
                    .build();
        }

        private static Map<String, Object> pager(int page) {
            return Map.of("page", new ListPage<>(List.of(), page, 10, 1_000), "query", "");
        }

        public String fault() {
            throw new IllegalStateException("bí mật của chương trình");
        }

        @ResponseBody
        public ResponseEntity<Map<String, Object>> slow() throws InterruptedException {
            STARTED.countDown();
            boolean unused = MAY_END.await(20, TimeUnit.SECONDS);
            return ResponseEntity.status(HttpStatus.CREATED)
                    .body(Map.of("made", System.nanoTime()));
        }

        @ResponseBody
        public ResponseEntity<Map<String, Object>> take(MultipartFile file) {
            return ResponseEntity.status(HttpStatus.CREATED)
                    .header("Location", "/api/v1/thu/1")
                    .body(Map.of("size", file.getSize(), "made", System.nanoTime()));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        database = TestDatabase.freshDatabase();
        PrintStream console = System.out;
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        System.setOut(new PrintStream(kept, true, StandardCharsets.UTF_8));
        try {
            server = run();
        } finally {
            System.setOut(console);
        }
        printed = kept.toString(StandardCharsets.UTF_8);
        RequestMappingHandlerMapping mapping =
                server.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        Extra extra = new Extra();
        map(mapping, extra, "/cong-khai/thu-manh", "fragments");
        map(mapping, extra, "/cong-khai/thu-loi", "fault");
        map(mapping, extra, "/api/v1/thu-cham", "slow");
        map(mapping, extra, "/api/v1/thu-loi", "fault");
        mapping.registerMapping(
                RequestMappingInfo.paths("/api/v1/thu-tep").build(),
                extra,
                Extra.class.getMethod("take", MultipartFile.class));
        browser = new Browser(port());
    }

    private static void map(
            RequestMappingHandlerMapping mapping, Extra extra, String path, String method)
            throws NoSuchMethodException {
        mapping.registerMapping(
                RequestMappingInfo.paths(path).build(), extra, Extra.class.getMethod(method));
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    private static ConfigurableApplicationContext run() {
        return new SpringApplication(MotcuaApplication.class)
                .run(
                        "--server.port=0",
                        "--db-scheduler.enabled=false",
                        "--motcua.organization-name=UBND huyện  thử",
                        "--motcua.database-url=" + database.getJdbcUrl(),
                        "--motcua.database-user=postgres",
                        "--motcua.database-password=postgres");
    }

    private static int port() {
        return server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    @Test
    @Order(1)
    void printsAOneTimePasswordThatOpensOnlyThePageThatChangesIt() throws Exception {
        Matcher password = ONE_TIME.matcher(printed);
        assertThat(password.find()).isTrue();
        assertThat(printed).contains("quantri");

        assertThat(Browser.location(browser.signIn("quantri", password.group(1))))
                .isEqualTo("/lam-viec");
        assertThat(Browser.location(browser.get("/quan-tri/don-vi")))
                .isEqualTo("/tai-khoan/mat-khau");
        assertThat(api("GET", "/api/v1/units", "quantri:" + password.group(1), null, null).body())
                .contains("access.must-change-password")
                .contains("Mật khẩu này chỉ dùng một lần");

        String page = "/tai-khoan/mat-khau";
        assertThat(browser.page(page).text()).contains("chỉ dùng một lần");
        var refused =
                browser.post(page, page, "current", "sai", "password", "ngắn", "again", "khác");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body())
                .contains("Mật khẩu hiện tại không đúng")
                .contains("Mật khẩu dài từ 8 đến 200 ký tự")
                .contains("Hai lần nhập mật khẩu mới không giống nhau");
        assertThat(
                        Browser.location(
                                browser.post(
                                        page,
                                        page,
                                        "current",
                                        password.group(1),
                                        "password",
                                        PASSWORD,
                                        "again",
                                        PASSWORD)))
                .isEqualTo("/tai-khoan");
        assertThat(browser.page("/tai-khoan").text())
                .contains("Đã đổi mật khẩu.")
                .contains("Quản trị hệ thống")
                .contains("UBND huyện thử");
        assertThat(
                        JdbcClient.create(database)
                                .sql("select count(*) from identity.role_grant")
                                .query(Integer.class)
                                .single())
                .isEqualTo(8);
    }

    @Test
    @Order(2)
    void tellsWhatIsNotThereAndWhatBroke() throws Exception {
        var missing = browser.get("/khong-co-trang-nay");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("Không có trang này").contains("Một Cửa");
        assertThat(api("GET", "/api/v1/nothing", "quantri:" + PASSWORD, null, null).body())
                .contains("\"code\":\"http.404\"");

        var broken = browser.get("/cong-khai/thu-loi");
        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body())
                .contains("mã sự cố")
                .doesNotContain("bí mật")
                .doesNotContain("Exception")
                .doesNotContain("at vn.motcua");
        var brokenApi = api("POST", "/api/v1/thu-loi", "quantri:" + PASSWORD, "k-loi", "{}");
        assertThat(brokenApi.statusCode()).isEqualTo(500);
        assertThat(brokenApi.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(brokenApi.body())
                .contains("\"code\":\"incident\"")
                .doesNotContain("bí mật")
                .doesNotContain("trace");
        assertThat(browser.get("/quan-tri/don-vi?q=a%00b").statusCode()).isEqualTo(400);
        assertThat(browser.get("/quan-tri/don-vi?on=2024-02-30").body()).contains("không có thật");
        var nobody = new Browser(port());
        assertThat(Browser.location(nobody.get("/tai-khoan"))).isEqualTo("/dang-nhap");
        var withoutToken =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(uri("/dang-nhap"))
                                        .header("Accept", "text/html")
                                        .header("Content-Type", "application/x-www-form-urlencoded")
                                        .POST(HttpRequest.BodyPublishers.ofString("username=a"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(withoutToken.statusCode()).isEqualTo(403);
        assertThat(withoutToken.body()).contains("Trang đã mở quá lâu");
    }

    @Test
    @Order(3)
    void doesNotCutAnAnswerOfSeveralFragments() throws Exception {
        String body = browser.get("/cong-khai/thu-manh").body();
        assertThat(body).contains("trang 2/100").contains("trang 3/100").contains("trang 4/100");
    }

    @Test
    @Order(4)
    void refusesUploadsFarAboveTheLimit() throws Exception {
        var streamed = upload("/api/v1/units/imports", 200, true);
        assertThat(streamed.statusCode()).isEqualTo(413);
        assertThat(streamed.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(streamed.body())
                .contains("\"code\":\"upload.too-large\"")
                .contains("mỗi tệp tối đa 64 MB");
        assertThat(upload("/api/v1/units/imports", 65, false).statusCode()).isEqualTo(413);
        var page = upload("/quan-tri/don-vi/nhap", 100, false);
        assertThat(page.statusCode()).isEqualTo(413);
        assertThat(page.body()).contains("mỗi tệp tối đa 64 MB").contains("<html");
    }

    @Test
    @Order(5)
    void answersTheSameKeyOnceAndRefusesItWithAnotherBody() throws Exception {
        String secret = "quantri:" + PASSWORD;
        var first = new ArrayList<HttpResponse<String>>();
        Thread caller =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                first.add(api("POST", "/api/v1/thu-cham", secret, "k1", "{}"));
                            } catch (IOException | InterruptedException fault) {
                                throw new IllegalStateException(fault);
                            }
                        });
        assertThat(STARTED.await(20, TimeUnit.SECONDS)).isTrue();
        var inFlight = api("POST", "/api/v1/thu-cham", secret, "k1", "{}");
        assertThat(inFlight.statusCode()).isEqualTo(409);
        assertThat(inFlight.body()).contains("\"code\":\"idempotency.in-flight\"");
        MAY_END.countDown();
        caller.join();
        assertThat(first.getFirst().statusCode()).isEqualTo(201);

        var again = api("POST", "/api/v1/thu-cham", secret, "k1", "{}");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.getFirst().body());
        var other = api("POST", "/api/v1/thu-cham", secret, "k1", "{ }");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(other.body()).contains("\"code\":\"idempotency.other-body\"");
        assertThat(api("POST", "/api/v1/thu-cham", secret, "k2", "{}").body())
                .isNotEqualTo(first.getFirst().body());

        var file = multipart("k3", "một,hai");
        assertThat(file.statusCode()).isEqualTo(201);
        var sameFile = multipart("k3", "một,hai");
        assertThat(sameFile.body()).isEqualTo(file.body());
        assertThat(sameFile.headers().firstValue("Location")).hasValue("/api/v1/thu/1");
        assertThat(multipart("k3", "một,ba").statusCode()).isEqualTo(422);
        assertThat(api("POST", "/api/v1/thu-loi", secret, "k-loi", "{}").statusCode())
                .as("a fault is not kept")
                .isEqualTo(500);
    }

    @Test
    @Order(6)
    void keepsSessionsAndTheAccountOverARestart() throws Exception {
        assertThat(browser.cookies())
                .allSatisfy(cookie -> assertThat(cookie.isHttpOnly()).isTrue());
        server.close();
        server = run();
        browser.at(port());

        assertThat(browser.get("/tai-khoan").statusCode()).isEqualTo(200);
        assertThat(
                        JdbcClient.create(database)
                                .sql("select count(*) from identity.account")
                                .query(Integer.class)
                                .single())
                .isEqualTo(1);
        assertThat(Browser.location(browser.post("/tai-khoan", "/dang-xuat")))
                .isEqualTo("/dang-nhap?ra");
        assertThat(Browser.location(browser.get("/tai-khoan"))).isEqualTo("/dang-nhap");
    }

    private static URI uri(String path) {
        return URI.create("http://localhost:" + port() + path);
    }

    private static String basic(String secret) {
        return "Basic "
                + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> api(
            String method, String path, String secret, String key, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).header("Authorization", basic(secret));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        if (body == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body));
        }
        return HttpClient.newHttpClient()
                .send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> multipart(String key, String content)
            throws IOException, InterruptedException {
        String boundary = "b" + System.nanoTime();
        String body =
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\n%s\r\n--%s--\r\n"
                        .formatted(boundary, content, boundary);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri("/api/v1/thu-tep"))
                                .header("Authorization", basic("quantri:" + PASSWORD))
                                .header("Idempotency-Key", key)
                                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> upload(String path, int megabytes, boolean streamed)
            throws IOException, InterruptedException {
        byte[] start =
                ("--motcua\r\nContent-Disposition: form-data; name=\"file\"; filename=\"to.csv\"\r\n"
                                + "Content-Type: text/csv\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] end = "\r\n--motcua--\r\n".getBytes(StandardCharsets.US_ASCII);
        long size = megabytes * 1024L * 1024;
        HttpRequest.BodyPublisher stream =
                HttpRequest.BodyPublishers.ofInputStream(() ->
                        new SequenceInputStream(
                                java.util.Collections.enumeration(
                                        List.of(
                                                new java.io.ByteArrayInputStream(start),
                                                new Letters(size),
                                                new java.io.ByteArrayInputStream(end)))));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri(path))
                                .header("Authorization", basic("quantri:" + PASSWORD))
                                .header("Accept", path.startsWith("/api/") ? "*/*" : "text/html")
                                .header("Content-Type", "multipart/form-data; boundary=motcua")
                                .POST(
                                        streamed
                                                ? stream
                                                : HttpRequest.BodyPublishers.fromPublisher(
                                                        stream, start.length + size + end.length))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    /// So many letters, without keeping them.
    private static final class Letters extends InputStream {
        private long left;

        Letters(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'a' : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int count = (int) Math.min(length, left);
            java.util.Arrays.fill(target, offset, offset + count, (byte) 'a');
            left -= count;
            return count;
        }
    }
}
