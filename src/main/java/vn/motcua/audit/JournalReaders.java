package vn.motcua.audit;

import java.util.List;
import java.util.Optional;

/// Whose acts a person may read; answered by whoever knows the accounts.
public interface JournalReaders {
    /// Usernames whose entries the person may read; empty: all entries, those of jobs too.
    ///
    /// @throws org.springframework.security.access.AccessDeniedException where none may be read
    Optional<List<String>> readableAuthors(String reader);
}
