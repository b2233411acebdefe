/// What a report claims about its own figures, and the arithmetic that judges it.
@NullMarked
package vn.motcua.checking.claim;

import org.jspecify.annotations.NullMarked;
