package vn.motcua.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.AccountSql.Account;
import vn.motcua.identity.AccountSql.Token;

/// What a person may see and change of the own account.
@Controller
@RequestMapping("/tai-khoan")
class AccountPages {
    record Held(String role, String unit) {}

    record OwnAccountView(
            Account account,
            List<Held> roles,
            String unit,
            List<UnitNames.Choice> units,
            List<Token> tokens,
            Instant now,
            @Nullable String newToken,
            String tokenName,
            String tokenExpires,
            List<InputError> errors) {}

    record PasswordView(boolean demanded, List<InputError> errors) {}

    private final Accounts accounts;
    private final AccountSql sql;
    private final UnitNames units;
    private final UnitField field;
    private final Clock clock;

    AccountPages(Accounts accounts, AccountSql sql, UnitNames units, UnitField field, Clock clock) {
        this.accounts = accounts;
        this.sql = sql;
        this.units = units;
        this.field = field;
        this.clock = clock;
    }

    @GetMapping
    String own(Actor actor, Model model) {
        return page(actor, model, units.label(actor.unit()), null, "", "", List.of());
    }

    @PostMapping("/don-vi")
    String actFor(
            Actor actor,
            @RequestParam String unit,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            accounts.actFor(actor, field.read(unit, "unit", actor.reads()));
        } catch (Problem refused) {
            return refused(actor, model, response, refused, unit, "", "");
        }
        Notices.leave(request, "Đã chuyển đơn vị làm việc.");
        return "redirect:/tai-khoan";
    }

    @PostMapping("/ma-truy-cap")
    String issue(
            Actor actor,
            @RequestParam String name,
            @RequestParam(defaultValue = "") String expires,
            HttpServletResponse response,
            Model model) {
        try {
            String token = accounts.issueToken(actor, name, expiry(expires));
            return page(actor, model, units.label(actor.unit()), token, "", "", List.of());
        } catch (Problem refused) {
            return refused(
                    actor, model, response, refused, units.label(actor.unit()), name, expires);
        }
    }

    @PostMapping("/ma-truy-cap/{token}/thu-hoi")
    String revoke(Actor actor, @PathVariable long token, HttpServletRequest request) {
        accounts.revokeToken(actor, token);
        Notices.leave(request, "Đã thu hồi mã truy cập.");
        return "redirect:/tai-khoan";
    }

    @GetMapping("/mat-khau")
    String password(Actor actor, Model model) {
        model.addAttribute("view", new PasswordView(demanded(actor), List.of()));
        return "identity/password";
    }

    @PostMapping("/mat-khau")
    String change(
            Actor actor,
            @RequestParam String current,
            @RequestParam String password,
            @RequestParam String again,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            accounts.changePassword(actor, current, password, again, request.getSession().getId());
        } catch (Problem refused) {
            response.setStatus(refused.status().value());
            model.addAttribute("view", new PasswordView(demanded(actor), refused.errors()));
            return "identity/password";
        }
        Notices.leave(request, "Đã đổi mật khẩu.");
        return "redirect:/tai-khoan";
    }

    private boolean demanded(Actor actor) {
        return sql.byId(actor.account()).map(Account::mustChangePassword).orElse(false);
    }

    private @Nullable Instant expiry(String text) {
        if (text.isBlank()) {
            return null;
        }
        LocalDate day;
        try {
            day = LocalDate.parse(text.strip());
        } catch (java.time.format.DateTimeParseException fault) {
            throw Problem.invalid("expires", "Ngày hết hạn không có thật");
        }
        if (day.isBefore(LocalDate.now(clock)) || day.getYear() > 2200) {
            throw Problem.invalid("expires", "Ngày hết hạn phải từ hôm nay trở đi");
        }
        return Vietnamese.endOf(day);
    }

    private String refused(
            Actor actor,
            Model model,
            HttpServletResponse response,
            Problem refused,
            String unit,
            String tokenName,
            String tokenExpires) {
        if (refused.status() != HttpStatus.UNPROCESSABLE_CONTENT) {
            throw refused;
        }
        response.setStatus(refused.status().value());
        return page(actor, model, unit, null, tokenName, tokenExpires, refused.errors());
    }

    private String page(
            Actor actor,
            Model model,
            String unit,
            @Nullable String newToken,
            String tokenName,
            String tokenExpires,
            List<InputError> errors) {
        List<Held> roles =
                actor.grants().stream()
                        .collect(
                                Collectors.groupingBy(
                                        Grant::role,
                                        TreeMap::new,
                                        Collectors.mapping(Grant::unit, Collectors.toList())))
                        .entrySet()
                        .stream()
                        .map(held -> new Held(held.getKey().label(), field.words(held.getValue())))
                        .toList();
        model.addAttribute(
                "view",
                new OwnAccountView(
                        sql.byId(actor.account()).orElseThrow(),
                        roles,
                        unit,
                        field.suggestions(actor.reads()),
                        sql.tokens(actor.account()),
                        clock.instant(),
                        newToken,
                        tokenName,
                        tokenExpires,
                        errors));
        return "identity/own";
    }
}
