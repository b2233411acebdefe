/// Units of any tier with their dates, names, forebears and heirs, and the tree that figures are
/// rolled up along. Other modules may join the published views `organization.unit` (names) and
/// `organization.unit_closure` (ancestor, descendant) in their SQL.
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "identity", "audit"})
package vn.motcua.organization;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
