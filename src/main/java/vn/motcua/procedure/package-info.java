/// The catalogue of administrative procedures: versions with their terms, papers, fees and internal
/// process; its import, its search and its public pages.
@NullMarked
@ApplicationModule(
        allowedDependencies = {"common", "organization", "identity", "audit", "calendar"})
package vn.motcua.procedure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
