/// Compares what the text and the tables of one report say of the same quantity.
@NullMarked
package vn.motcua.checking.cross;

import org.jspecify.annotations.NullMarked;
