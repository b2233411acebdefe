package vn.motcua.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An act asked for.
///
/// @param version the version of the dossier that the asker has seen
/// @param note reason or remark
/// @param unit code of the unit to transfer to
/// @param dueAt new due moment of an extension, or the one set on acceptance
public record Command(
        Action action,
        int version,
        @Nullable String note,
        @Nullable String unit,
        @Nullable Instant dueAt) {
    public static Command of(Action action, int version, @Nullable String note) {
        return new Command(action, version, note, null, null);
    }
}
