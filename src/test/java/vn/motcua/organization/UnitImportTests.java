package vn.motcua.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.identity.Role;

@IntegrationTest
class UnitImportTests {
    @Autowired MockMvcTester mvc;
    @Autowired Fixtures fixtures;
    @Autowired Units units;

    @Test
    void importsTheNationalListAndKeepsOlderUnitsOfTheSameCode() throws Exception {
        Path list = Path.of("../shared/data/units-2026.json");
        assumeThat(list).as("the national list lies beside the project").exists();
        long old = fixtures.unit("24697", "UBND xã Nam Đà (cũ)", "COMMUNE", null);
        String name = Fixtures.unique("units");
        fixtures.account(name, old, Role.ADMINISTRATOR);
        var file = new MockMultipartFile("file", "units.json", null, Files.readAllBytes(list));

        assertThat(
                        mvc.post()
                                .uri("/api/v1/units/imports")
                                .multipart()
                                .file(file)
                                .header("Authorization", Fixtures.basic(name)))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo(
                        "{\"imported\":3355,\"updated\":0,\"unchanged\":0,\"rejected\":[]}");

        assertThat(units.byCode("24697", LocalDate.of(2024, 9, 15)).orElseThrow().name())
                .isEqualTo("UBND xã Nam Đà (cũ)");
        assertThat(units.byCode("24697", LocalDate.of(2026, 1, 1)).orElseThrow().name())
                .isEqualTo("Xã Nam Đà");
        assertThat(
                        mvc.post()
                                .uri("/api/v1/units/imports")
                                .multipart()
                                .file(file)
                                .header("Authorization", Fixtures.basic(name)))
                .bodyJson()
                .isLenientlyEqualTo("{\"imported\":0,\"unchanged\":3355}");
    }
}
