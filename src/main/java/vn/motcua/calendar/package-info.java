/// Working days and hours, and the deadlines counted on them.
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "organization", "identity", "audit"})
package vn.motcua.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
