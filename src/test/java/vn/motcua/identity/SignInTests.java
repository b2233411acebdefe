package vn.motcua.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;

@IntegrationTest
class SignInTests {
    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired JdbcClient jdbc;
    @Autowired Accounts accounts;
    @Autowired IdempotencySql keys;

    @Test
    void locksAfterFiveFailuresInTheFormForAQuarterOfAnHour() {
        String name = person();
        for (int i = 0; i < 5; i++) {
            assertThat(form(name, "sai-mat-khau")).hasRedirectedUrl("/dang-nhap?sai");
        }
        assertThat(form(name, Fixtures.PASSWORD)).hasRedirectedUrl("/dang-nhap?khoa");
        assertThat(mvc.get().uri("/dang-nhap?khoa="))
                .bodyText()
                .contains("Tài khoản tạm khóa 15 phút vì nhập sai nhiều lần");
        assertThat(
                        jdbc.sql(
                                        """
                                        select locked_until - now() between interval '14 minutes'
                                               and interval '15 minutes'
                                        from identity.account where username = :name
                                        """)
                                .param("name", name)
                                .query(Boolean.class)
                                .single())
                .isTrue();

        aQuarterOfAnHourPasses(name);
        for (int i = 0; i < 4; i++) {
            assertThat(form(name, "sai-mat-khau")).hasRedirectedUrl("/dang-nhap?sai");
        }
        assertThat(form(name, Fixtures.PASSWORD)).hasRedirectedUrl("/lam-viec");
    }

    @Test
    void locksAgainAfterALockHasRunOut() {
        String name = person();
        for (int i = 0; i < 5; i++) {
            form(name, "sai-mat-khau");
        }
        aQuarterOfAnHourPasses(name);
        for (int i = 0; i < 5; i++) {
            assertThat(form(name, "sai-mat-khau")).hasRedirectedUrl("/dang-nhap?sai");
        }
        assertThat(form(name, Fixtures.PASSWORD)).hasRedirectedUrl("/dang-nhap?khoa");
    }

    @Test
    void locksBasicAsWellAndSaysSo() {
        String name = person();
        assertThat(basic(name, Fixtures.PASSWORD)).hasStatusOk();
        for (int i = 0; i < 5; i++) {
            assertThat(basic(name, "sai")).hasStatus(401);
        }
        assertThat(basic(name, Fixtures.PASSWORD))
                .hasStatus(401)
                .bodyText()
                .contains("\"code\":\"access.locked\"")
                .contains("Hãy chờ 15 phút hoặc liên hệ quản trị");
        assertThat(form(name, Fixtures.PASSWORD)).hasRedirectedUrl("/dang-nhap?khoa");
    }

    @Test
    void asksForCredentialsWithoutThem() {
        assertThat(mvc.get().uri("/api/v1/units"))
                .hasStatus(401)
                .hasContentType("application/problem+json")
                .hasHeader("WWW-Authenticate", "Basic realm=\"Motcua\"")
                .bodyText()
                .contains("\"code\":\"access.unauthenticated\"");
        assertThat(basic("khong-co-nguoi-nay", "gi cung duoc")).hasStatus(401);
        assertThat(mvc.get().uri("/api/v1/units").header("Authorization", "Basic !!!"))
                .hasStatus(401);
    }

    @Test
    void takesATokenUntilItIsRevokedOrExpires() {
        String name = person();
        Actor actor = accounts.actor(name).orElseThrow();
        String token = accounts.issueToken(actor, "phần mềm báo cáo", null);
        assertThat(bearer(token)).hasStatusOk();
        assertThat(
                        jdbc.sql(
                                        """
                                        select hash <> :token and last_used_at is not null
                                        from identity.token where account_id = :id
                                        """)
                                .param("token", token)
                                .param("id", actor.account())
                                .query(Boolean.class)
                                .single())
                .isTrue();

        long id =
                jdbc.sql("select id from identity.token where account_id = :id")
                        .param("id", actor.account())
                        .query(Long.class)
                        .single();
        accounts.revokeToken(actor, id);
        assertThat(bearer(token)).hasStatus(401);
        String past =
                accounts.issueToken(actor, "đã qua", Instant.EPOCH.plus(Duration.ofDays(9_000)));
        assertThat(bearer(past)).hasStatus(401);
        assertThat(bearer("mc_khong-co")).hasStatus(401);
    }

    @Test
    void takesAccessFromADisabledAccountAtOnce() {
        String name = person();
        Actor actor = accounts.actor(name).orElseThrow();
        String token = accounts.issueToken(actor, "một mã", null);
        assertThat(mvc.get().uri("/tai-khoan").with(user(name))).hasStatusOk();

        jdbc.sql("update identity.account set enabled = false where username = :name")
                .param("name", name)
                .update();

        assertThat(basic(name, Fixtures.PASSWORD)).hasStatus(401);
        assertThat(bearer(token)).hasStatus(401);
        assertThat(form(name, Fixtures.PASSWORD)).hasRedirectedUrl("/dang-nhap?sai");
        MvcTestResult page = mvc.get().uri("/tai-khoan").with(user(name)).exchange();
        assertThat(page).hasRedirectedUrl("/dang-nhap?het");
    }

    @Test
    void forgetsOldIdempotencyKeys() {
        String name = person();
        assertThat(keys.take(name, "cu", "h")).isTrue();
        assertThat(keys.take(name, "moi", "h")).isTrue();
        assertThat(keys.take(name, "moi", "h")).isFalse();
        jdbc.sql(
                        """
                        update identity.idempotency set started_at = now() - interval '25 hours'
                        where key = 'cu' and account_id =
                              (select id from identity.account where username = :name)
                        """)
                .param("name", name)
                .update();
        assertThat(keys.forget()).isGreaterThanOrEqualTo(1);
        assertThat(keys.find(name, "cu")).isEmpty();
        assertThat(keys.find(name, "moi")).isPresent();
    }

    private String person() {
        String name = Fixtures.unique("vao");
        long unit = fixtures.unit(Fixtures.unique("SI"), "Đơn vị đăng nhập", "OFFICE", null);
        fixtures.account(name, unit, Role.HANDLER);
        return name;
    }

    private void aQuarterOfAnHourPasses(String name) {
        jdbc.sql(
                        """
                        update identity.account set locked_until = locked_until - interval '16 minutes'
                        where username = :name
                        """)
                .param("name", name)
                .update();
    }

    private MvcTestResult form(String name, String password) {
        return mvc.post()
                .uri("/dang-nhap")
                .with(csrf())
                .param("username", name)
                .param("password", password)
                .exchange();
    }

    private MvcTestResult basic(String name, String password) {
        String secret =
                Base64.getEncoder()
                        .encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
        return mvc.get().uri("/api/v1/units").header("Authorization", "Basic " + secret).exchange();
    }

    private MvcTestResult bearer(String token) {
        return mvc.get().uri("/api/v1/units").header("Authorization", "Bearer " + token).exchange();
    }
}
