package vn.motcua.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.AccountSql.Account;

/// Accounts as an administrator sees them: those whose every grant lies within his scopes.
@Controller
@RequestMapping("/quan-tri/tai-khoan")
class AccountAdministrationPages {
    private static final int SIZE = 50;
    private static final int MOST_DOWNLOADED = 100_000;

    record AccountLine(
            long id,
            String username,
            String fullName,
            String title,
            boolean enabled,
            boolean locked,
            List<String> grants) {}

    record AccountListView(
            String text, String role, ListPage<AccountLine> page, String query, Role[] roles) {}

    /// One row of the grants: the role's name, the unit's words, the unit's key where the row stood
    /// already.
    record GrantRow(String role, String unit, String was) {}

    record AccountForm(
            String username,
            String fullName,
            String email,
            String title,
            boolean enabled,
            int version,
            List<GrantRow> rows) {}

    record AccountFormView(
            @Nullable Long id,
            AccountForm form,
            boolean locked,
            List<UnitNames.Choice> units,
            Role[] roles,
            List<InputError> errors) {
        List<InputError> at(String field) {
            return errors.stream().filter(error -> field.equals(error.field())).toList();
        }
    }

    record OneTimePasswordView(long id, String username, String password, boolean created) {}

    private final Accounts accounts;
    private final AccountSql sql;
    private final UnitNames units;
    private final UnitField field;
    private final Clock clock;

    AccountAdministrationPages(
            Accounts accounts, AccountSql sql, UnitNames units, UnitField field, Clock clock) {
        this.accounts = accounts;
        this.sql = sql;
        this.units = units;
        this.field = field;
        this.clock = clock;
    }

    @GetMapping
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        Long[] scopes = actor.scopes(Role.ADMINISTRATOR);
        String text = Vietnamese.text(q);
        String wanted = known(role);
        int at = Math.max(0, page);
        ListPage<AccountLine> found =
                new ListPage<>(
                        lines(sql.list(text, wanted, scopes, SIZE, (long) at * SIZE)),
                        at,
                        SIZE,
                        sql.count(text, wanted, scopes));
        model.addAttribute(
                "view",
                new AccountListView(
                        text,
                        wanted == null ? "" : wanted,
                        found,
                        "q="
                                + java.net.URLEncoder.encode(
                                        text, java.nio.charset.StandardCharsets.UTF_8)
                                + "&role="
                                + (wanted == null ? "" : wanted)
                                + "&",
                        Role.values()));
        return "identity/accounts";
    }

    @GetMapping("/tai-xuong")
    ResponseEntity<StreamingResponseBody> download(
            Actor actor,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String role,
            @RequestParam(defaultValue = "xlsx") String format) {
        actor.require(Role.ADMINISTRATOR);
        List<List<Object>> rows =
                lines(
                                sql.list(
                                        Vietnamese.text(q),
                                        known(role),
                                        actor.scopes(Role.ADMINISTRATOR),
                                        MOST_DOWNLOADED,
                                        0))
                        .stream()
                        .map(line ->
                                List.<Object>of(
                                        line.username(),
                                        line.fullName(),
                                        line.title(),
                                        String.join("; ", line.grants()),
                                        line.enabled() ? "Đang dùng" : "Đã khóa"))
                        .toList();
        return new TableExport(
                        "Tài khoản",
                        List.of("Tên đăng nhập", "Họ và tên", "Chức vụ", "Vai trò", "Tình trạng"),
                        rows)
                .download("tai-khoan", format);
    }

    @GetMapping("/moi")
    String fresh(Actor actor, Model model) {
        actor.require(Role.ADMINISTRATOR);
        GrantRow first = new GrantRow("COUNTER", units.label(actor.unit()), "");
        return form(
                actor,
                model,
                null,
                new AccountForm("", "", "", "", true, 0, List.of(first)),
                List.of());
    }

    @PostMapping("/moi")
    String create(
            Actor actor,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        AccountForm form = read(sent);
        Optional<AccountForm> changed = rowsChanged(sent, form);
        if (changed.isPresent()) {
            return form(actor, model, null, changed.get(), List.of());
        }
        try {
            List<Grant> grants = grants(form, actor);
            String password = accounts.oneTimePassword();
            long id =
                    accounts.create(
                            new Accounts.NewAccount(
                                    form.username(),
                                    form.fullName(),
                                    filled(form.email()),
                                    filled(form.title()),
                                    password,
                                    true,
                                    grants),
                            actor);
            model.addAttribute(
                    "view", new OneTimePasswordView(id, form.username(), password, true));
            return "identity/oneTimePassword";
        } catch (Problem refused) {
            return refused(actor, model, response, null, form, refused);
        }
    }

    @GetMapping("/{id}")
    String edit(Actor actor, @PathVariable long id, Model model) {
        actor.require(Role.ADMINISTRATOR);
        Account account = accounts.administrable(id, actor);
        List<GrantRow> rows =
                sql.grants(id).stream()
                        .map(grant ->
                                new GrantRow(
                                        grant.role().name(),
                                        units.label(grant.unit()),
                                        "" + grant.unit()))
                        .toList();
        return form(
                actor,
                model,
                id,
                new AccountForm(
                        account.username(),
                        account.fullName(),
                        Objects.requireNonNullElse(account.email(), ""),
                        Objects.requireNonNullElse(account.title(), ""),
                        account.enabled(),
                        account.version(),
                        rows),
                List.of());
    }

    @PostMapping("/{id}")
    String update(
            Actor actor,
            @PathVariable long id,
            @RequestParam MultiValueMap<String, String> sent,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        actor.require(Role.ADMINISTRATOR);
        Account account = accounts.administrable(id, actor);
        AccountForm read = read(sent);
        AccountForm form =
                new AccountForm(
                        account.username(),
                        read.fullName(),
                        read.email(),
                        read.title(),
                        read.enabled(),
                        read.version(),
                        read.rows());
        Optional<AccountForm> changed = rowsChanged(sent, form);
        if (changed.isPresent()) {
            return form(actor, model, id, changed.get(), List.of());
        }
        try {
            accounts.update(
                    id,
                    form.version(),
                    form.fullName(),
                    filled(form.email()),
                    filled(form.title()),
                    form.enabled(),
                    grants(form, actor),
                    actor);
        } catch (Problem refused) {
            return refused(actor, model, response, id, form, refused);
        }
        Notices.leave(request, "Đã lưu tài khoản " + account.username() + ".");
        return "redirect:/quan-tri/tai-khoan";
    }

    @PostMapping("/{id}/mat-khau")
    String resetPassword(Actor actor, @PathVariable long id, Model model) {
        actor.require(Role.ADMINISTRATOR);
        Account account = accounts.administrable(id, actor);
        String password = accounts.resetPassword(id, actor);
        model.addAttribute(
                "view", new OneTimePasswordView(id, account.username(), password, false));
        return "identity/oneTimePassword";
    }

    @PostMapping("/{id}/mo-khoa")
    String unlock(Actor actor, @PathVariable long id, HttpServletRequest request) {
        actor.require(Role.ADMINISTRATOR);
        accounts.unlock(id, actor);
        Notices.leave(request, "Đã mở khóa tài khoản.");
        return "redirect:/quan-tri/tai-khoan/" + id;
    }

    private List<AccountLine> lines(List<Account> found) {
        Map<Long, List<Grant>> grants = sql.grants(found.stream().map(Account::id).toList());
        return found.stream()
                .map(account ->
                        new AccountLine(
                                account.id(),
                                account.username(),
                                account.fullName(),
                                Objects.requireNonNullElse(account.title(), ""),
                                account.enabled(),
                                locked(account),
                                words(grants.getOrDefault(account.id(), List.of()))))
                .toList();
    }

    /// One line for each set of roles, with the units on which they are held.
    private List<String> words(List<Grant> grants) {
        Map<Long, Set<Role>> rolesByUnit = new LinkedHashMap<>();
        for (Grant grant : grants) {
            rolesByUnit
                    .computeIfAbsent(grant.unit(), unit -> EnumSet.noneOf(Role.class))
                    .add(grant.role());
        }
        Map<Set<Role>, List<Long>> unitsByRoles = new LinkedHashMap<>();
        rolesByUnit.forEach((unit, roles) ->
                unitsByRoles.computeIfAbsent(roles, key -> new ArrayList<>()).add(unit));
        return unitsByRoles.entrySet().stream()
                .map(entry -> words(entry.getKey()) + " – " + field.words(entry.getValue()))
                .toList();
    }

    private static String words(Set<Role> roles) {
        return roles.size() == Role.values().length
                ? "Mọi vai trò"
                : roles.stream().map(Role::label).collect(Collectors.joining(", "));
    }

    private boolean locked(Account account) {
        return account.lockedUntil() != null && clock.instant().isBefore(account.lockedUntil());
    }

    private static @Nullable String known(String role) {
        return Arrays.stream(Role.values())
                .map(Role::name)
                .filter(role::equals)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    private static AccountForm read(MultiValueMap<String, String> sent) {
        List<String> roles = sent.getOrDefault("role", List.of());
        List<String> words = sent.getOrDefault("unit", List.of());
        List<String> was = sent.getOrDefault("was", List.of());
        if (roles.size() != words.size() || roles.size() != was.size()) {
            throw Problem.badRequest("http.400");
        }
        List<GrantRow> rows = new ArrayList<>();
        for (int i = 0; i < roles.size(); i++) {
            rows.add(new GrantRow(roles.get(i), Vietnamese.text(words.get(i)), was.get(i)));
        }
        return new AccountForm(
                text(sent, "username"),
                text(sent, "fullName"),
                text(sent, "email"),
                text(sent, "title"),
                sent.getFirst("enabled") != null,
                version(text(sent, "version")),
                rows);
    }

    private static int version(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException missing) {
            return 0;
        }
    }

    private static String text(MultiValueMap<String, String> sent, String name) {
        String value = sent.getFirst(name);
        return value == null ? "" : Vietnamese.text(value);
    }

    /// The form with one row more or less, where that was asked for.
    private static Optional<AccountForm> rowsChanged(
            MultiValueMap<String, String> sent, AccountForm form) {
        List<GrantRow> rows = new ArrayList<>(form.rows());
        String remove = sent.getFirst("remove");
        if (remove != null && remove.matches("\\d{1,4}")) {
            int at = Integer.parseInt(remove);
            if (at < rows.size()) {
                rows.remove(at);
            }
        } else if (sent.getFirst("add") != null) {
            rows.add(new GrantRow("COUNTER", "", ""));
        } else {
            return Optional.empty();
        }
        return Optional.of(
                new AccountForm(
                        form.username(),
                        form.fullName(),
                        form.email(),
                        form.title(),
                        form.enabled(),
                        form.version(),
                        rows));
    }

    private List<Grant> grants(AccountForm form, Actor actor) {
        Long[] scopes = actor.scopes(Role.ADMINISTRATOR);
        Set<Grant> grants = new LinkedHashSet<>();
        List<InputError> errors = new ArrayList<>();
        for (int i = 0; i < form.rows().size(); i++) {
            GrantRow row = form.rows().get(i);
            String role = known(row.role());
            if (role == null) {
                errors.add(InputError.field("role-" + i, "Hãy chọn vai trò"));
                continue;
            }
            try {
                grants.add(new Grant(Role.valueOf(role), unit(row, "unit-" + i, scopes)));
            } catch (Problem refused) {
                errors.addAll(refused.errors());
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return List.copyOf(grants);
    }

    /// A row that stood already keeps its unit, in force or not, while its words are the same.
    private long unit(GrantRow row, String name, Long[] scopes) {
        if (row.was().matches("\\d{1,18}")) {
            long was = Long.parseLong(row.was());
            if (units.label(was).equals(row.unit())) {
                return was;
            }
        }
        return field.read(row.unit(), name, scopes);
    }

    private String refused(
            Actor actor,
            Model model,
            HttpServletResponse response,
            @Nullable Long id,
            AccountForm form,
            Problem refused) {
        if (refused.status() != HttpStatus.UNPROCESSABLE_CONTENT) {
            throw refused;
        }
        response.setStatus(refused.status().value());
        return form(actor, model, id, form, refused.errors());
    }

    private String form(
            Actor actor,
            Model model,
            @Nullable Long id,
            AccountForm form,
            List<InputError> errors) {
        boolean locked = id != null && sql.byId(id).map(this::locked).orElse(false);
        model.addAttribute(
                "view",
                new AccountFormView(
                        id,
                        form,
                        locked,
                        field.suggestions(actor.scopes(Role.ADMINISTRATOR)),
                        Role.values(),
                        errors));
        return "identity/accountForm";
    }
}
