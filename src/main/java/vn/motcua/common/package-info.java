/// What every module may use: problems told to people, Vietnamese numbers, dates and text, tables
/// in and out, the page frame. It holds no business rule.
@NullMarked
@ApplicationModule(allowedDependencies = {})
package vn.motcua.common;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
