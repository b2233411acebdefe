/// What a person sees first: the inbox over all registers.
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "identity", "figure"})
package vn.motcua.dashboard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
