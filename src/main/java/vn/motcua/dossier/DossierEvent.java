package vn.motcua.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One line of a dossier's timeline.
///
/// @param by username
/// @param kind code of the action, `receive` or `import`
public record DossierEvent(Instant at, String by, String kind, @Nullable String note) {}
