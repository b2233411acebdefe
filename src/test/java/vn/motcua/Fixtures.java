package vn.motcua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Grant;
import vn.motcua.identity.Role;

/// Makes units and accounts of a test's own.
@TestConfiguration(proxyBeanMethods = false)
public class Fixtures {
    public static final String PASSWORD = "mat-khau-thu";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final JdbcClient jdbc;
    private final Accounts accounts;

    Fixtures(JdbcClient jdbc, Accounts accounts) {
        this.jdbc = jdbc;
        this.accounts = accounts;
    }

    /// A code that no other test uses.
    public static String unique(String prefix) {
        return prefix + COUNT.incrementAndGet();
    }

    /// A unit in force since 2000; the key.
    public long unit(String code, String name, String tier, Long parent) {
        long id =
                jdbc.sql(
                                """
                                insert into organization.unit (code, valid_from, name, tier, parent_id)
                                values (:code, '2000-01-01', :name, :tier, :parent) returning id
                                """)
                        .param("code", code)
                        .param("name", name)
                        .param("tier", tier)
                        .param("parent", parent)
                        .query((row, n) -> row.getLong(1))
                        .single();
        jdbc.sql("select organization.rebuild_closure()").query((row, n) -> 0).list();
        return id;
    }

    /// An account that holds the roles on the unit; its password is `PASSWORD`.
    public Actor account(String username, long unit, Role... roles) {
        List<Grant> grants = Arrays.stream(roles).map(role -> new Grant(role, unit)).toList();
        accounts.create(
                new Accounts.NewAccount(
                        username, "Người " + username, null, null, PASSWORD, false, grants),
                "test");
        return accounts.actor(username).orElseThrow();
    }

    /// The value of an `Authorization` header for the account.
    public static String basic(String username) {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString(
                                (username + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    }
}
