package vn.motcua.organization;

import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;

@RestController
@RequestMapping("/api/v1/units")
class UnitApi {
    record UnitJson(
            String code,
            String name,
            Tier tier,
            @Nullable String parent,
            LocalDate validFrom,
            @Nullable LocalDate validTo) {
        static UnitJson of(Unit unit) {
            return new UnitJson(
                    unit.code(),
                    unit.name(),
                    unit.tier(),
                    unit.parentCode(),
                    unit.validFrom(),
                    unit.validTo());
        }
    }

    private final Units units;
    private final UnitImport imports;
    private final Clock clock;

    UnitApi(Units units, UnitImport imports, Clock clock) {
        this.units = units;
        this.imports = imports;
        this.clock = clock;
    }

    @GetMapping
    List<UnitJson> list(
            Actor actor,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate on) {
        return units.inForce(on == null ? LocalDate.now(clock) : on, actor.reads()).stream()
                .map(UnitJson::of)
                .toList();
    }

    @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    UnitImport.Result importUnits(Actor actor, @RequestPart MultipartFile file) throws IOException {
        actor.require(Role.ADMINISTRATOR);
        return imports.run(file.getInputStream(), file.getOriginalFilename(), actor);
    }
}
