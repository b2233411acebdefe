package vn.motcua.organization;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.UnitId;

/// A unit within one span of validity. Codes are re-used over time: a unit is (code, validFrom).
///
/// @param agency identification code of the agency in dossier numbers (QĐ 20/2020/QĐ-TTg); the
///   unit's code where none is set
/// @param aliases other spellings of the name
/// @param position place among its siblings in lists
/// @param validTo last day in force; null while it goes on
public record Unit(
        UnitId id,
        String code,
        String name,
        Tier tier,
        @Nullable UnitId parent,
        @Nullable String parentCode,
        String agency,
        List<String> aliases,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        int position) {
    public boolean inForce(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }
}
