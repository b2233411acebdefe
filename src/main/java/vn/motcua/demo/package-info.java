/// The demonstration: the district Krông Nô with its units, people, procedures and dossiers. It is
/// loaded once, part by part, by `--demo`; without that nothing of it is active but its banner
/// where it has been loaded.
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "common",
            "organization",
            "identity",
            "calendar",
            "audit",
            "figure",
            "procedure",
            "dossier"
        })
package vn.motcua.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
