package vn.motcua.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.audit.Journal;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.AccountSql.Account;

/// Accounts and what they may do. A password is kept as an Argon2 hash, a token as a SHA-256 one.
@Component
public class Accounts {
    static final int SHORTEST_PASSWORD = 8;

    private final AccountSql sql;
    private final PasswordEncoder encoder;
    private final Journal journal;
    private final SecureRandom random = new SecureRandom();

    Accounts(AccountSql sql, PasswordEncoder encoder, Journal journal) {
        this.sql = sql;
        this.encoder = encoder;
        this.journal = journal;
    }

    /// What a new account is made of. `mustChangePassword`: the first sign-in asks for another one.
    public record NewAccount(
            String username,
            String fullName,
            @Nullable String email,
            @Nullable String title,
            String password,
            boolean mustChangePassword,
            List<Grant> grants) {}

    /// Makes an account.
    ///
    /// @throws Problem 422 with the fields that are wrong; also where the name is taken
    @Transactional
    public long create(NewAccount wanted, String by) {
        List<InputError> errors = new ArrayList<>();
        String username = wanted.username().strip().toLowerCase(java.util.Locale.ROOT);
        if (!username.matches("[a-z0-9][a-z0-9._@-]{1,63}")) {
            errors.add(
                    InputError.field(
                            "username",
                            "Tên đăng nhập gồm 2–64 chữ cái không dấu, chữ số hoặc . _ @ -"));
        }
        if (wanted.fullName().isBlank()) {
            errors.add(InputError.field("fullName", "Hãy nhập họ và tên"));
        }
        checkPassword(wanted.password(), "password", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        long id = insert(wanted, username);
        sql.setGrants(id, wanted.grants());
        journal.record(by, "account.create", "account", username, wanted.grants().toString());
        return id;
    }

    long insert(NewAccount wanted, String username) {
        return sql.insert(
                        username,
                        Vietnamese.text(wanted.fullName()),
                        wanted.email(),
                        wanted.title(),
                        encoder.encode(wanted.password()),
                        wanted.mustChangePassword())
                .orElseThrow(
                        () -> Problem.invalid("username", "Tên đăng nhập này đã có người dùng"));
    }

    static void checkPassword(String password, String field, List<InputError> errors) {
        if (password.length() < SHORTEST_PASSWORD || password.length() > 200) {
            errors.add(InputError.field(field, "Mật khẩu dài từ 8 đến 200 ký tự"));
        }
    }

    @Transactional
    void update(
            long id,
            int version,
            String name,
            @Nullable String email,
            @Nullable String title,
            boolean enabled,
            List<Grant> grants,
            String by) {
        Account before =
                sql.byId(id).orElseThrow(() -> Problem.notFound("account.not-found", "" + id));
        if (!sql.update(id, version, Vietnamese.text(name), email, title, enabled)) {
            throw Problem.conflict("account.changed", before.username());
        }
        sql.setGrants(id, grants);
        journal.record(
                by,
                "account.update",
                "account",
                before.username(),
                "enabled=" + enabled + " " + grants);
    }

    @Transactional
    void setPassword(long id, String password, boolean mustChange, String by) {
        List<InputError> errors = new ArrayList<>();
        checkPassword(password, "password", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        Account account =
                sql.byId(id).orElseThrow(() -> Problem.notFound("account.not-found", "" + id));
        sql.setPassword(id, encoder.encode(password), mustChange);
        journal.record(by, "account.password", "account", account.username(), null);
    }

    /// The person behind a name, with all grants; the unit acted for is the chosen one while it is
    /// still granted, else the first granted.
    public Optional<Actor> actor(String username) {
        return sql.byUsername(username)
                .filter(Account::enabled)
                .map(account -> {
                    List<Grant> grants = sql.grants(account.id());
                    long unit =
                            account.actingUnit() != null
                                    ? account.actingUnit()
                                    : grants.stream().mapToLong(Grant::unit).findFirst().orElse(0);
                    return new Actor(
                            account.id(), account.username(), account.fullName(), unit, grants);
                });
    }

    /// Full names of usernames, for showing who did what.
    public String nameOf(String username) {
        return sql.byUsername(username).map(Account::fullName).orElse(username);
    }

    @Transactional
    public void actFor(Actor actor, long unit) {
        sql.actFor(actor.account(), unit);
    }

    /// Makes a bearer token; it is shown this once and kept only as a hash.
    @Transactional
    public String issueToken(Actor actor, String name, @Nullable Instant expires) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = "mc_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sql.addToken(actor.account(), Vietnamese.text(name), digest(token), expires);
        journal.record(actor.username(), "token.issue", "account", actor.username(), name);
        return token;
    }

    @Transactional
    void revokeToken(Actor actor, long token) {
        if (!sql.revoke(actor.account(), token)) {
            throw Problem.notFound("token.not-found");
        }
        journal.record(actor.username(), "token.revoke", "account", actor.username(), "" + token);
    }

    Optional<String> usernameByToken(String token) {
        return sql.usernameByToken(digest(token));
    }

    static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
