/// The journal: who did what to which record, append-only, sealed batch by batch into a hash chain.
/// Every module calls it; it listens to nobody.
@NullMarked
@ApplicationModule(allowedDependencies = {"common"})
package vn.motcua.audit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
