package vn.motcua.identity;

import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import vn.motcua.audit.JournalReaders;

/// An administrator of every root reads the whole journal; another one what the accounts within his
/// scopes have done.
@Component
class JournalReading implements JournalReaders {
    private final Accounts accounts;
    private final AccountSql sql;
    private final UnitNames units;

    JournalReading(Accounts accounts, AccountSql sql, UnitNames units) {
        this.accounts = accounts;
        this.sql = sql;
        this.units = units;
    }

    @Override
    public Optional<List<String>> readableAuthors(String reader) {
        Actor actor =
                accounts.actor(reader).orElseThrow(() -> new AccessDeniedException("signed in"));
        actor.require(Role.ADMINISTRATOR);
        Long[] scopes = actor.scopes(Role.ADMINISTRATOR);
        if (sql.outside(units.roots().toArray(Long[]::new), scopes).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(sql.usernames(scopes));
    }
}
