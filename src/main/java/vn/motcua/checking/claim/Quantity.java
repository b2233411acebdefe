package vn.motcua.checking.claim;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import vn.motcua.checking.reading.Measure;
import vn.motcua.checking.reading.Place;

/// A figure with what it counts, so that two places can be compared.
///
/// @param parts the printed figures behind a value that was added up; empty where it is printed
///   itself
/// @param passage number of the paragraph or table that it comes from
/// @param period the months, quarters and years that its sentence names; empty when it names none
public record Quantity(
        BigDecimal value,
        Measure measure,
        String noun,
        Set<String> facets,
        Set<String> words,
        boolean total,
        boolean exact,
        Place place,
        String quote,
        List<BigDecimal> parts,
        List<Place> more,
        int passage,
        String period) {
    public Quantity {
        facets = Set.copyOf(facets);
        words = Set.copyOf(words);
        parts = List.copyOf(parts);
        more = List.copyOf(more);
    }
}
