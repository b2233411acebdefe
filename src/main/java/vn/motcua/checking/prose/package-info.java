/// Finds the relations between figures that the sentences of a report state.
@NullMarked
package vn.motcua.checking.prose;

import org.jspecify.annotations.NullMarked;
