package vn.motcua.procedure;

import org.jspecify.annotations.Nullable;

/// What a list of the catalogue is limited to.
///
/// @param level carried out at the level, or not known where; null: any
/// @param unclear only those on which something is to be determined
/// @param withoutProcess only those without an internal process of their own
record ProcedureFilter(
        String text,
        @Nullable String field,
        @Nullable Level level,
        boolean unclear,
        boolean withoutProcess) {}
