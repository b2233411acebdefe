package vn.motcua.common;

import org.jspecify.annotations.Nullable;

/// A line on top of every page, from whoever has something that each reader must know, such as the
/// demonstration.
public interface PageBanner {
    /// Null while there is nothing to say; asked for every page, so it must be cheap.
    @Nullable String text();
}
