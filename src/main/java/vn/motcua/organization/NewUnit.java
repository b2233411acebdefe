package vn.motcua.organization;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.UnitId;

/// What a unit is made of.
///
/// @param agency identification code in dossier numbers; null: the unit's code
public record NewUnit(
        String code,
        String name,
        Tier tier,
        @Nullable UnitId parent,
        @Nullable String agency,
        List<String> aliases,
        LocalDate validFrom,
        @Nullable LocalDate validTo) {
    public NewUnit {
        aliases = List.copyOf(aliases);
    }
}
