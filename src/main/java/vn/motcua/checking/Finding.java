package vn.motcua.checking;

import java.math.BigDecimal;
import java.util.List;

/// A claim of the report that its own figures do not bear out.
///
/// @param id stable within one check of one file
/// @param line the line, the page, or the cell as `sheet!A1`
/// @param place the same for people: "dòng 12"
/// @param index position of the line in [CheckedFile#lines()], from 0
/// @param stated what the report prints
/// @param expected what the arithmetic gives
/// @param operands the figures that `expected` is computed from
/// @param elsewhere other lines that the finding speaks of
public record Finding(
        String id,
        Kind kind,
        Basis basis,
        String line,
        String place,
        int index,
        String quote,
        String stated,
        String expected,
        Verdict verdict,
        String message,
        List<BigDecimal> operands,
        List<String> elsewhere) {
    public Finding {
        operands = List.copyOf(operands);
        elsewhere = List.copyOf(elsewhere);
    }
}
