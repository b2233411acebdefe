package vn.motcua.common;

import java.util.Set;

/// A place in the left rail, contributed by a module as a bean.
///
/// @param order position from the top; tens, so that others fit between
/// @param icon name of an icon tag of `common/icon.jte`
/// @param roles names of the roles that may use it; empty: every signed-in account
public record NavigationEntry(
        int order, String path, String label, String icon, Set<String> roles) {
    public NavigationEntry {
        roles = Set.copyOf(roles);
    }
}
