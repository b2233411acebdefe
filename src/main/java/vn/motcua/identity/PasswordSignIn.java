package vn.motcua.identity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import vn.motcua.identity.AccountSql.Account;

/// Checks a name and password; locks the account for a while after repeated failures. A name that
/// does not exist costs the same time as a wrong password.
@Component
class PasswordSignIn implements AuthenticationProvider {
    static final int LARGEST_FAILURES = 5;
    static final int LOCK_MINUTES = 15;

    // Argon2 takes tens of milliseconds; API callers send the same credentials with each request.
    private static final Duration REMEMBERED = Duration.ofMinutes(5);
    private static final int LARGEST_MEMORY = 2_000;

    private final AccountSql sql;
    private final PasswordEncoder encoder;
    private final Clock clock;
    private final String noHash;
    private final Map<String, Instant> verified = new ConcurrentHashMap<>();

    PasswordSignIn(AccountSql sql, PasswordEncoder encoder, Clock clock) {
        this.sql = sql;
        this.encoder = encoder;
        this.clock = clock;
        this.noHash = encoder.encode("nobody has this password");
    }

    @Override
    public Authentication authenticate(Authentication request) {
        String username = request.getName().strip();
        String password = String.valueOf(request.getCredentials());
        Account account = sql.byUsername(username).orElse(null);
        if (account == null || !account.enabled()) {
            boolean unused = encoder.matches(password, noHash);
            throw new BadCredentialsException("unknown");
        }
        Instant now = clock.instant();
        if (account.lockedUntil() != null && now.isBefore(account.lockedUntil())) {
            throw new LockedAccount();
        }
        if (!matches(account, password, now)) {
            sql.failed(account.username(), LARGEST_FAILURES, LOCK_MINUTES);
            throw new BadCredentialsException("password");
        }
        if (account.failures() > 0) {
            sql.succeeded(account.username());
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                account.username(), null, List.of());
    }

    private boolean matches(Account account, String password, Instant now) {
        String key = Accounts.digest(account.passwordHash() + "\n" + password);
        Instant until = verified.get(key);
        if (until != null && now.isBefore(until)) {
            return true;
        }
        if (!encoder.matches(password, account.passwordHash())) {
            return false;
        }
        if (verified.size() >= LARGEST_MEMORY) {
            verified.clear();
        }
        verified.put(key, now.plus(REMEMBERED));
        return true;
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
