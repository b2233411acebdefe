/// Recomputes the figures of any report, from a file or a pasted text, and says which cannot be
/// right.
@ApplicationModule(allowedDependencies = {"common"})
@NullMarked
package vn.motcua.checking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
