/// Reads a report, whatever its format, into numbered lines, tables and figures.
@NullMarked
package vn.motcua.checking.reading;

import org.jspecify.annotations.NullMarked;
