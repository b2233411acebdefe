/// Accounts, the roles they hold on a unit and everything under it, sign-in by form, password or
/// token, and the answer to "who is asking".
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "audit"})
package vn.motcua.identity;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
