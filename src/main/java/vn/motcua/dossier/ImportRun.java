package vn.motcua.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An import as its user follows it.
record ImportRun(
        long id,
        String fileName,
        Instant startedAt,
        @Nullable Instant finishedAt,
        String phase,
        int done,
        int total,
        ImportResult result) {
    boolean finished() {
        return finishedAt != null;
    }
}
