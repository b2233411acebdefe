package vn.motcua.checking.reading;

import java.math.BigDecimal;

/// A number that states a quantity.
///
/// @param value in base units: money in đồng, "10 nghìn" as 10000
/// @param unit one step of the last printed digit, in base units
/// @param noun what is counted, in one canonical word; empty when the text does not say
/// @param depth how many parentheses are open around it
/// @param role whether it stands alone or above or below a fraction bar
public record Figure(
        BigDecimal value,
        BigDecimal unit,
        String raw,
        int start,
        int end,
        Measure measure,
        String noun,
        Hedge hedge,
        int decimals,
        int depth,
        Role role) {

    /// Its part in a fraction written a/b.
    public enum Role {
        ALONE,
        TOP,
        BOTTOM
    }

    public boolean is(Measure wanted) {
        return measure == wanted;
    }

    public boolean exact() {
        return hedge == Hedge.NONE;
    }

    /// What one printed unit is worth: 1.000.000 for "triệu".
    public BigDecimal factor() {
        return unit.movePointRight(decimals);
    }

    public boolean scaled() {
        return measure == Measure.MONEY || unit.compareTo(BigDecimal.ONE) > 0;
    }
}
