package vn.motcua.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.Problem;

@IntegrationTest
class AccountPagesTests {
    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired JdbcClient jdbc;
    @Autowired Accounts accounts;

    private long root;
    private long commune;
    private long elsewhere;
    private String communeCode;
    private String elsewhereCode;
    private String administrator;

    @BeforeEach
    void units() {
        root = fixtures.unit(Fixtures.unique("AR"), "Huyện tài khoản", "DISTRICT", null);
        communeCode = Fixtures.unique("AC");
        commune = fixtures.unit(communeCode, "Xã tài khoản " + communeCode, "COMMUNE", root);
        elsewhereCode = Fixtures.unique("AE");
        elsewhere = fixtures.unit(elsewhereCode, "Huyện khác", "DISTRICT", null);
        administrator = Fixtures.unique("quantri");
        fixtures.account(administrator, root, Role.ADMINISTRATOR);
    }

    @Test
    void makesAnAccountWhoseOneTimePasswordMustBeChanged() {
        String name = Fixtures.unique("moi");
        MvcTestResult made =
                post(
                        "/quan-tri/tai-khoan/moi",
                        "username",
                        name,
                        "fullName",
                        "Nguyễn Thị  Mới",
                        "email",
                        "",
                        "title",
                        "Công chức",
                        "role",
                        "COUNTER",
                        "unit",
                        communeCode,
                        "was",
                        "");
        assertThat(made).hasStatusOk();
        String password = Jsoup.parse(text(made)).selectFirst("#mat-khau-moi").text();
        assertThat(
                        mvc.post()
                                .uri("/dang-nhap")
                                .with(csrf())
                                .param("username", name)
                                .param("password", password))
                .hasRedirectedUrl("/lam-viec");
        assertThat(mvc.get().uri("/quan-tri/tai-khoan").with(user(name)))
                .hasRedirectedUrl("/tai-khoan/mat-khau");
        Actor actor = accounts.actor(name).orElseThrow();
        assertThat(actor.fullName()).isEqualTo("Nguyễn Thị Mới");
        assertThat(actor.grants()).containsExactly(new Grant(Role.COUNTER, commune));
        assertThat(actor.unit()).isEqualTo(commune);
    }

    @Test
    void saysWhatIsWrongAtTheFields() {
        MvcTestResult refused =
                post(
                        "/quan-tri/tai-khoan/moi",
                        "username",
                        "Có dấu",
                        "fullName",
                        " ",
                        "email",
                        "khong-phai",
                        "role",
                        "COUNTER",
                        "unit",
                        elsewhereCode,
                        "was",
                        "");
        assertThat(refused).hasStatus(422);
        assertThat(text(refused))
                .contains("Không có đơn vị \"" + elsewhereCode + "\" trong phạm vi của bạn");
        MvcTestResult again =
                post(
                        "/quan-tri/tai-khoan/moi",
                        "username",
                        "Có dấu",
                        "fullName",
                        " ",
                        "email",
                        "khong-phai",
                        "role",
                        "COUNTER",
                        "unit",
                        communeCode,
                        "was",
                        "");
        assertThat(again).hasStatus(422);
        assertThat(text(again))
                .contains("Tên đăng nhập gồm 2–64 chữ cái không dấu")
                .contains("Hãy nhập họ và tên")
                .contains("Thư điện tử phải có dạng")
                .contains("href=\"#f-username\"");
        assertThat(
                        text(
                                post(
                                        "/quan-tri/tai-khoan/moi",
                                        "username",
                                        administrator,
                                        "fullName",
                                        "Trùng tên")))
                .contains("Tên đăng nhập này đã có người dùng");
    }

    @Test
    void addsAndRemovesRowsWithoutJavaScript() {
        MvcTestResult more =
                post(
                        "/quan-tri/tai-khoan/moi",
                        "username",
                        "x",
                        "fullName",
                        "Giữ lại",
                        "role",
                        "HANDLER",
                        "unit",
                        communeCode,
                        "was",
                        "",
                        "add",
                        "1");
        assertThat(more).hasStatusOk();
        assertThat(Jsoup.parse(text(more)).select("select[name=role]")).hasSize(2);
        assertThat(text(more)).contains("value=\"Giữ lại\"");
        MvcTestResult less =
                post(
                        "/quan-tri/tai-khoan/moi",
                        "username",
                        "x",
                        "fullName",
                        "Giữ lại",
                        "role",
                        "HANDLER",
                        "unit",
                        communeCode,
                        "was",
                        "",
                        "remove",
                        "0");
        assertThat(Jsoup.parse(text(less)).select("select[name=role]")).isEmpty();
    }

    @Test
    void refusesAStaleEditWith409() {
        String name = Fixtures.unique("sua");
        long id = fixtures.account(name, commune, Role.COUNTER).account();
        String[] change = {
            "fullName",
            "Tên mới",
            "enabled",
            "true",
            "version",
            "1",
            "role",
            "COUNTER",
            "unit",
            communeCode,
            "was",
            ""
        };
        assertThat(post("/quan-tri/tai-khoan/" + id, change))
                .hasRedirectedUrl("/quan-tri/tai-khoan");
        MvcTestResult stale = post("/quan-tri/tai-khoan/" + id, change);
        assertThat(stale).hasStatus(409);
        assertThat(text(stale)).contains("Tài khoản " + name + " vừa được người khác sửa");
    }

    @Test
    void keepsAdministratorsToTheirOwnUnits() {
        long outside =
                fixtures.account(Fixtures.unique("ngoai"), elsewhere, Role.COUNTER).account();
        String mixedName = Fixtures.unique("lan");
        long mixed = fixtures.account(mixedName, commune, Role.COUNTER).account();
        jdbc.sql("insert into identity.role_grant values (:id, 'COUNTER', :unit)")
                .param("id", mixed)
                .param("unit", elsewhere)
                .update();
        for (long id : List.of(outside, mixed, 0L)) {
            assertThat(get("/quan-tri/tai-khoan/" + id)).hasStatus(404);
            assertThat(post("/quan-tri/tai-khoan/" + id, "fullName", "Chiếm")).hasStatus(404);
            assertThat(post("/quan-tri/tai-khoan/" + id + "/mat-khau")).hasStatus(404);
            assertThat(post("/quan-tri/tai-khoan/" + id + "/mo-khoa")).hasStatus(404);
        }
        assertThat(text(get("/quan-tri/tai-khoan?q=" + mixedName)))
                .contains("Không có tài khoản nào khớp");
        Actor actor = accounts.actor(administrator).orElseThrow();
        assertThatThrownBy(() ->
                        accounts.create(
                                new Accounts.NewAccount(
                                        Fixtures.unique("lay"),
                                        "Lấy quyền",
                                        null,
                                        null,
                                        Fixtures.PASSWORD,
                                        false,
                                        List.of(new Grant(Role.ADMINISTRATOR, elsewhere))),
                                actor))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("grant.unit-not-found"));
        String counter = Fixtures.unique("thuong");
        fixtures.account(counter, root, Role.COUNTER);
        assertThat(mvc.get().uri("/quan-tri/tai-khoan").with(user(counter))).hasStatus(403);
    }

    @Test
    void doesNotLetAnAdministratorShutHimselfOut() {
        long own = accounts.actor(administrator).orElseThrow().account();
        MvcTestResult refused =
                post("/quan-tri/tai-khoan/" + own, "fullName", "Tôi", "version", "1");
        assertThat(refused).hasStatus(422);
        assertThat(text(refused)).contains("Không thể tự khóa");
    }

    @Test
    void showsTheOwnAccountAndChoosesTheUnit() {
        assertThat(text(get("/tai-khoan"))).contains("Huyện tài khoản").contains("Quản trị");
        assertThat(post("/tai-khoan/don-vi", "unit", communeCode)).hasRedirectedUrl("/tai-khoan");
        assertThat(accounts.actor(administrator).orElseThrow().unit()).isEqualTo(commune);
        MvcTestResult refused = post("/tai-khoan/don-vi", "unit", elsewhereCode);
        assertThat(refused).hasStatus(422);
        assertThatThrownBy(() ->
                        accounts.actFor(accounts.actor(administrator).orElseThrow(), elsewhere))
                .isInstanceOf(Problem.class);

        jdbc.sql("update identity.role_grant set unit_id = :unit where account_id = :id")
                .param("unit", elsewhere)
                .param("id", accounts.actor(administrator).orElseThrow().account())
                .update();
        assertThat(accounts.actor(administrator).orElseThrow().unit())
                .as("a unit that no grant reaches any more is not acted for")
                .isEqualTo(elsewhere);
    }

    @Test
    void showsATokenOnceAndRevokesIt() {
        MvcTestResult issued = post("/tai-khoan/ma-truy-cap", "name", "Phần mềm A", "expires", "");
        String token = Jsoup.parse(text(issued)).selectFirst("#ma-moi").text();
        assertThat(token).startsWith("mc_");
        String page = text(get("/tai-khoan"));
        assertThat(page).contains("Phần mềm A").doesNotContain(token);
        assertThat(post("/tai-khoan/ma-truy-cap", "name", "B", "expires", "2001-01-01"))
                .hasStatus(422)
                .bodyText()
                .contains("Ngày hết hạn phải từ hôm nay trở đi");
        assertThat(post("/tai-khoan/ma-truy-cap", "name", "B", "expires", "2031-02-30"))
                .bodyText()
                .contains("Ngày hết hạn không có thật");
        String revoke = Jsoup.parse(page).selectFirst("form[action$=thu-hoi]").attr("action");
        assertThat(post(revoke)).hasRedirectedUrl("/tai-khoan");
        assertThat(post(revoke)).hasStatus(404);
        assertThat(mvc.get().uri("/api/v1/units").header("Authorization", "Bearer " + token))
                .hasStatus(401);
    }

    @Test
    void resetsAndUnlocks() {
        String name = Fixtures.unique("quen");
        long id = fixtures.account(name, commune, Role.COUNTER).account();
        jdbc.sql(
                        """
                        update identity.account set failures = 5, locked_until = now() + interval '9 minutes'
                        where id = :id
                        """)
                .param("id", id)
                .update();
        assertThat(text(get("/quan-tri/tai-khoan/" + id))).contains("Đang tạm khóa");
        assertThat(post("/quan-tri/tai-khoan/" + id + "/mo-khoa"))
                .hasRedirectedUrl("/quan-tri/tai-khoan/" + id);
        assertThat(text(get("/quan-tri/tai-khoan/" + id))).doesNotContain("Đang tạm khóa");
        MvcTestResult reset = post("/quan-tri/tai-khoan/" + id + "/mat-khau");
        String password = Jsoup.parse(text(reset)).selectFirst("#mat-khau-moi").text();
        assertThat(
                        mvc.post()
                                .uri("/dang-nhap")
                                .with(csrf())
                                .param("username", name)
                                .param("password", password))
                .hasRedirectedUrl("/lam-viec");
        assertThat(get("/quan-tri/tai-khoan/tai-xuong?format=csv&q=" + name)).hasStatusOk();
        assertThat(get("/quan-tri/tai-khoan/tai-xuong?format=doc")).hasStatus(400);
    }

    private MvcTestResult get(String path) {
        return mvc.get().uri(path).with(user(administrator)).accept("text/html").exchange();
    }

    private MvcTestResult post(String path, String... fields) {
        var request =
                mvc.post().uri(path).with(user(administrator)).with(csrf()).accept("text/html");
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request.exchange();
    }

    private static String text(MvcTestResult result) {
        try {
            return result.getResponse().getContentAsString();
        } catch (java.io.UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
