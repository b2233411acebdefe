package vn.motcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GlossaryTests {
    @Test
    void everyModuleNameStandsInTheGlossary() throws Exception {
        String glossary = Files.readString(Path.of("docs/glossary.md"));
        try (var modules = Files.list(Path.of("src/main/java/vn/motcua"))) {
            for (Path module : modules.filter(Files::isDirectory).toList()) {
                assertThat(glossary).contains("`" + module.getFileName() + "`");
            }
        }
    }
}
