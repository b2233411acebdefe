/// Finds the relations between figures that the tables of a report state.
@NullMarked
package vn.motcua.checking.table;

import org.jspecify.annotations.NullMarked;
