package vn.motcua.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Writes entries in the caller's transaction: an act that is rolled back leaves no entry.
@Component
public class Journal {
    private final JournalSql sql;

    Journal(JournalSql sql) {
        this.sql = sql;
    }

    /// @param by username; `system` for jobs
    /// @param action verb in code form, such as `dossier.accept`
    /// @param kind kind of record, such as `dossier`
    /// @param record code of the record
    /// @param detail what changed, in words or JSON; no personal numbers
    public void record(
            String by, String action, String kind, String record, @Nullable String detail) {
        sql.append(by, action, kind, record, detail);
    }
}
