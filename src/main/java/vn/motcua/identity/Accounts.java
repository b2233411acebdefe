package vn.motcua.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
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
    static final int LONGEST_PASSWORD = 200;

    private final AccountSql sql;
    private final PasswordEncoder encoder;
    private final Journal journal;
    private final Sessions sessions;
    private final SecureRandom random = new SecureRandom();

    Accounts(AccountSql sql, PasswordEncoder encoder, Journal journal, Sessions sessions) {
        this.sql = sql;
        this.encoder = encoder;
        this.journal = journal;
        this.sessions = sessions;
    }

    /// Who asks, and whether nothing but a new password may be asked for.
    record Person(Actor actor, boolean mustChangePassword) {}

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
        checkPassword(wanted.password(), "password", errors);
        return create(wanted, errors, by);
    }

    /// As `create`, but any password goes: for accounts that everyone may know, as those of the
    /// demonstration.
    @Transactional
    public long createWithKnownPassword(NewAccount wanted, String by) {
        return create(wanted, new ArrayList<>(), by);
    }

    /// As `create`, by an administrator: the grants must lie within his scopes.
    @Transactional
    long create(NewAccount wanted, Actor by) {
        requireWithin(wanted.grants(), by);
        return create(wanted, by.username());
    }

    private long create(NewAccount wanted, List<InputError> errors, String by) {
        String username = wanted.username().strip().toLowerCase(Locale.ROOT);
        if (!username.matches("[a-z0-9][a-z0-9._@-]{1,63}")) {
            errors.addFirst(
                    InputError.field(
                            "username",
                            "Tên đăng nhập gồm 2–64 chữ cái không dấu, chữ số hoặc . _ @ -"));
        }
        checkPerson(wanted.fullName(), wanted.email(), errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        long id = insert(wanted, username);
        sql.setGrants(id, wanted.grants());
        journal.record(by, "account.create", "account", username, words(wanted.grants()));
        return id;
    }

    private static void checkPerson(
            String fullName, @Nullable String email, List<InputError> errors) {
        if (fullName.isBlank()) {
            errors.add(InputError.field("fullName", "Hãy nhập họ và tên"));
        }
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            errors.add(InputError.field("email", "Thư điện tử phải có dạng ten@coquan.gov.vn"));
        }
    }

    private static String words(List<Grant> grants) {
        return grants.stream()
                .map(grant -> grant.role() + "@" + grant.unit())
                .collect(Collectors.joining(" "));
    }

    private void requireWithin(List<Grant> grants, Actor by) {
        Long[] units = grants.stream().map(Grant::unit).distinct().toArray(Long[]::new);
        for (long unit : sql.outside(units, by.scopes(Role.ADMINISTRATOR))) {
            throw Problem.notFound("grant.unit-not-found", "" + unit);
        }
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
        if (password.length() < SHORTEST_PASSWORD || password.length() > LONGEST_PASSWORD) {
            errors.add(InputError.field(field, "Mật khẩu dài từ 8 đến 200 ký tự"));
        }
    }

    /// The account, where all its grants lie within the administrator's scopes; else 404.
    Account administrable(long id, Actor by) {
        if (!sql.administrable(id, by.scopes(Role.ADMINISTRATOR))) {
            throw Problem.notFound("account.not-found", "" + id);
        }
        return sql.byId(id).orElseThrow(() -> Problem.notFound("account.not-found", "" + id));
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
            Actor by) {
        Account before = administrable(id, by);
        requireWithin(grants, by);
        List<InputError> errors = new ArrayList<>();
        checkPerson(name, email, errors);
        if (id == by.account()
                && (!enabled || grants.stream().noneMatch(g -> g.role() == Role.ADMINISTRATOR))) {
            errors.add(
                    InputError.field(
                            "enabled",
                            "Không thể tự khóa hoặc tự bỏ vai trò quản trị của chính mình. Hãy nhờ"
                                    + " một quản trị khác."));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        List<Grant> grantsBefore = sql.grants(id);
        if (!sql.update(id, version, Vietnamese.text(name), email, title, enabled)) {
            throw Problem.conflict("account.changed", before.username());
        }
        sql.setGrants(id, grants);
        if (!enabled) {
            sessions.end(before.username(), null);
        }
        journal.record(
                by.username(),
                "account.update",
                "account",
                before.username(),
                "enabled=%s→%s grants=%s→%s"
                        .formatted(before.enabled(), enabled, words(grantsBefore), words(grants)));
    }

    /// Makes a one-time password, which must be changed at the next sign-in; all sessions end.
    @Transactional
    String resetPassword(long id, Actor by) {
        Account account = administrable(id, by);
        String made = oneTimePassword();
        sql.setPassword(id, encoder.encode(made), true);
        sessions.end(account.username(), null);
        journal.record(
                by.username(), "account.password-reset", "account", account.username(), null);
        return made;
    }

    @Transactional
    void unlock(long id, Actor by) {
        Account account = administrable(id, by);
        sql.unlock(id);
        journal.record(by.username(), "account.unlock", "account", account.username(), null);
    }

    /// The person's own change; sessions elsewhere end.
    @Transactional
    void changePassword(Actor actor, String current, String wanted, String again, String session) {
        Account account = sql.byId(actor.account()).orElseThrow();
        List<InputError> errors = new ArrayList<>();
        if (!encoder.matches(current, account.passwordHash())) {
            errors.add(InputError.field("current", "Mật khẩu hiện tại không đúng"));
        }
        checkPassword(wanted, "password", errors);
        if (wanted.equals(current)) {
            errors.add(InputError.field("password", "Mật khẩu mới phải khác mật khẩu hiện tại"));
        }
        if (!wanted.equals(again)) {
            errors.add(InputError.field("again", "Hai lần nhập mật khẩu mới không giống nhau"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        sql.setPassword(account.id(), encoder.encode(wanted), false);
        sessions.end(account.username(), session);
        journal.record(actor.username(), "account.password", "account", account.username(), null);
    }

    /// Twelve letters and digits that are not taken for one another.
    String oneTimePassword() {
        String letters = "abcdefghjkmnpqrstuvwxyz23456789";
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < 12; i++) {
            made.append(i > 0 && i % 4 == 0 ? "-" : "")
                    .append(letters.charAt(random.nextInt(letters.length())));
        }
        return made.toString();
    }

    /// Whoever administered every root so far gets the same roles on roots that are new.
    @Transactional
    public void reachNewRoots(List<Long> oldRoots, List<Long> newRoots, String by) {
        if (oldRoots.isEmpty() || newRoots.isEmpty()) {
            return;
        }
        for (String username : sql.reach(oldRoots, newRoots)) {
            journal.record(by, "account.reach-root", "account", username, newRoots.toString());
        }
    }

    /// The person behind a name, with all grants; the unit acted for is the chosen one while it is
    /// still granted, else the first granted.
    public Optional<Actor> actor(String username) {
        return person(username).map(Person::actor);
    }

    Optional<Person> person(String username) {
        return sql.byUsername(username)
                .filter(Account::enabled)
                .map(account -> {
                    List<Grant> grants = sql.grants(account.id());
                    long unit =
                            Optional.ofNullable(account.actingUnit())
                                    .flatMap(chosen -> sql.acting(account.id()))
                                    .orElse(
                                            grants.stream()
                                                    .mapToLong(Grant::unit)
                                                    .findFirst()
                                                    .orElse(0));
                    return new Person(
                            new Actor(
                                    account.id(),
                                    account.username(),
                                    account.fullName(),
                                    unit,
                                    grants),
                            account.mustChangePassword());
                });
    }

    /// Full names of usernames, for showing who did what.
    public String nameOf(String username) {
        return sql.byUsername(username).map(Account::fullName).orElse(username);
    }

    /// Full names of several usernames at once; a username without an account names itself.
    public Map<String, String> namesOf(Collection<String> usernames) {
        Map<String, String> names = new HashMap<>(sql.names(usernames));
        usernames.forEach(username -> names.putIfAbsent(username, username));
        return names;
    }

    /// The unit that the person works for from now on.
    ///
    /// @throws Problem 404 where no grant reaches the unit
    @Transactional
    public void actFor(Actor actor, long unit) {
        if (!sql.outside(new Long[] {unit}, actor.reads()).isEmpty()) {
            throw Problem.notFound("grant.unit-not-found", "" + unit);
        }
        sql.actFor(actor.account(), unit);
        journal.record(actor.username(), "account.act-for", "account", actor.username(), "" + unit);
    }

    /// Makes a bearer token; it is shown this once and kept only as a hash.
    @Transactional
    public String issueToken(Actor actor, String name, @Nullable Instant expires) {
        if (name.isBlank() || name.length() > 100) {
            throw Problem.invalid("name", "Hãy đặt tên cho mã truy cập, dài nhất 100 ký tự");
        }
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
