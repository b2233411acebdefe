/// Where the data lies: a PostgreSQL server by address, or our own embedded one on a data
/// directory, kept between starts and mended after a crash.
@NullMarked
@ApplicationModule(allowedDependencies = {"common"})
package vn.motcua.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
