package vn.motcua.checking.claim;

import java.math.BigDecimal;
import java.util.List;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.reading.Place;

/// A relation between figures that was tested.
///
/// @param operands the figures that the expected value is computed from
/// @param related other places that the claim speaks of
public record Claim(
        Kind kind,
        Basis basis,
        Verdict verdict,
        Place place,
        String quote,
        List<BigDecimal> operands,
        String stated,
        String expected,
        String message,
        List<Place> related) {
    public Claim {
        operands = List.copyOf(operands);
        related = List.copyOf(related);
    }

    public Claim(
            Kind kind,
            Basis basis,
            Verdict verdict,
            Place place,
            String quote,
            List<BigDecimal> operands,
            String stated,
            String expected,
            String message) {
        this(kind, basis, verdict, place, quote, operands, stated, expected, message, List.of());
    }
}
