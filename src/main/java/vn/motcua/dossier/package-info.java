/// Dossiers (hồ sơ) from reception to result: states, steps and their times, the state history and
/// every statistic counted from it. Other modules may join the published table
/// `dossier.state_history`.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "common",
            "organization",
            "identity",
            "calendar",
            "audit",
            "figure",
            "procedure"
        })
package vn.motcua.dossier;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
