/// What registers offer to those who count and to those who look for their work.
@NullMarked
@ApplicationModule(allowedDependencies = {"common", "identity"})
package vn.motcua.figure;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
