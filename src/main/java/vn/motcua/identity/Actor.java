package vn.motcua.identity;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.security.access.AccessDeniedException;

/// The person who asks, with all grants. Controllers take it as a parameter; SQL takes its scopes
/// as an array of unit keys to test against `organization.unit_closure`.
///
/// @param account key of the account
/// @param unit key of the unit acted for (chosen by the person among the granted ones)
public record Actor(long account, String username, String fullName, long unit, List<Grant> grants)
        implements Serializable {
    public Actor {
        grants = List.copyOf(grants);
    }

    /// Roots of the subtrees that this person may read: those of every role.
    public Long[] reads() {
        return grants.stream().map(Grant::unit).distinct().toArray(Long[]::new);
    }

    /// Roots of the subtrees on which one of the roles is held; empty where none is.
    public Long[] scopes(Role... roles) {
        Set<Role> wanted = Set.copyOf(Arrays.asList(roles));
        return grants.stream()
                .filter(grant -> wanted.contains(grant.role()))
                .map(Grant::unit)
                .distinct()
                .toArray(Long[]::new);
    }

    public boolean has(Role... roles) {
        return scopes(roles).length > 0;
    }

    /// Refuses with 403 who holds none of the roles anywhere.
    public void require(Role... roles) {
        if (!has(roles)) {
            throw new AccessDeniedException("role");
        }
    }
}
