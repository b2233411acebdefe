package vn.motcua.identity;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.stereotype.Component;

/// The signed-in sessions of people, on whatever node they began.
@Component
class Sessions {
    private final ObjectProvider<JdbcIndexedSessionRepository> repository;

    Sessions(ObjectProvider<JdbcIndexedSessionRepository> repository) {
        this.repository = repository;
    }

    /// Ends all sessions of the account but the one to keep.
    void end(String username, @Nullable String keep) {
        repository.ifAvailable(sessions ->
                sessions.findByPrincipalName(username).keySet().stream()
                        .filter(id -> !id.equals(keep))
                        .forEach(sessions::deleteById));
    }
}
