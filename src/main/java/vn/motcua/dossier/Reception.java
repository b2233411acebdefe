package vn.motcua.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.motcua.procedure.Channel;

/// What the counter, the API or the demonstration hands in.
///
/// @param procedure code of the procedure
/// @param unit code of the receiving unit
/// @param receivedAt null for now
/// @param dueAt set by the officer where the procedure states no term
public record Reception(
        String procedure,
        String unit,
        Channel channel,
        Applicant applicant,
        @Nullable Instant receivedAt,
        @Nullable Instant dueAt,
        @Nullable String externalCode,
        boolean handledOutside,
        int copies,
        List<Dossier.Paper> papers,
        @Nullable Long fee,
        @Nullable String note) {
    public Reception {
        papers = List.copyOf(papers);
    }
}
