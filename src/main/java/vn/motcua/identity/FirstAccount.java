package vn.motcua.identity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.common.InstallationException;

/// The first start of an installation makes the account `quantri` with every role on every root
/// unit; its password comes from `MOTCUA_ADMIN_PASSWORD` or is a one-time one, printed once. The
/// demonstration makes its own accounts.
@Component
@Profile("!verify")
@Order(100)
@ConditionalOnProperty(name = "motcua.first-account", havingValue = "true", matchIfMissing = true)
class FirstAccount implements ApplicationRunner {
    static final String USERNAME = "quantri";

    private final AccountSql sql;
    private final Accounts accounts;
    private final UnitNames units;
    private final Environment environment;

    FirstAccount(AccountSql sql, Accounts accounts, UnitNames units, Environment environment) {
        this.sql = sql;
        this.accounts = accounts;
        this.units = units;
        this.environment = environment;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        if (environment.getProperty("motcua.demo", Boolean.class, false)) {
            return;
        }
        sql.lockFirstAccount();
        if (sql.any()) {
            return;
        }
        @Nullable String given = environment.getProperty("MOTCUA_ADMIN_PASSWORD");
        if (given != null
                && (given.length() < Accounts.SHORTEST_PASSWORD
                        || given.length() > Accounts.LONGEST_PASSWORD)) {
            throw new InstallationException(
                    "Mật khẩu trong MOTCUA_ADMIN_PASSWORD phải dài từ "
                            + Accounts.SHORTEST_PASSWORD
                            + " đến "
                            + Accounts.LONGEST_PASSWORD
                            + " ký tự.");
        }
        List<Long> roots = new ArrayList<>(units.roots());
        if (roots.isEmpty()) {
            roots.add(units.makeRoot());
        }
        List<Grant> grants =
                roots.stream()
                        .flatMap(root ->
                                Arrays.stream(Role.values()).map(role -> new Grant(role, root)))
                        .toList();
        String password = given == null ? accounts.oneTimePassword() : given;
        accounts.create(
                new Accounts.NewAccount(
                        USERNAME, "Quản trị hệ thống", null, null, password, given == null, grants),
                "system");
        if (given == null) {
            System.out.println(
                    "Tài khoản đầu tiên: "
                            + USERNAME
                            + ", mật khẩu dùng một lần: "
                            + password
                            + " (phải đổi khi đăng nhập)");
        }
    }
}
