/// Working time: sessions of each weekday and unit, days off and make-up days with the documents
/// they come from, and the deadlines counted on them.
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "organization", "identity", "audit"})
package vn.motcua.calendar;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
