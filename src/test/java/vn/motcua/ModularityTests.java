package vn.motcua;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.docs.Documenter;

class ModularityTests {
    private final ApplicationModules modules = ApplicationModules.of(MotcuaApplication.class);

    @Test
    void modulesKeepToTheirArrows() {
        modules.verify();
    }

    @Test
    void writesTheDiagrams() {
        // Without the metadata file: left in target/classes, it would freeze the order of
        // migrations.
        new Documenter(modules)
                .writeModulesAsPlantUml()
                .writeIndividualModulesAsPlantUml()
                .writeModuleCanvases();
    }
}
