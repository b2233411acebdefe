package vn.motcua.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.UnitId;
import vn.motcua.procedure.Channel;

/// A dossier: what was handed in, which never changes, and how far it has come.
///
/// @param externalCode its code in another program
/// @param procedureVersion the version of the procedure that it was received under
/// @param unit the unit that received it, where statistics count it for ever
/// @param fee in đồng; null where none was set
/// @param handledOutside handled outside the system and recorded afterwards
/// @param followKey what the citizen needs beside the code to follow it
/// @param version grows with each change
public record Dossier(
        long id,
        String code,
        @Nullable String externalCode,
        long procedureVersion,
        UnitId unit,
        Channel channel,
        Applicant applicant,
        Instant receivedAt,
        int copies,
        @Nullable Long fee,
        List<Paper> papers,
        boolean handledOutside,
        @Nullable String note,
        @Nullable String followKey,
        Progress progress,
        int version) {

    /// A paper handed over, with how many originals and copies of it.
    public record Paper(String name, int originals, int copies) {}

    public State state() {
        return progress.state();
    }

    public @Nullable Instant dueAt() {
        return progress.dueAt();
    }

    public Optional<Outcome> outcome() {
        return progress.state().outcome();
    }

    Dossier with(Progress next) {
        return new Dossier(
                id,
                code,
                externalCode,
                procedureVersion,
                unit,
                channel,
                applicant,
                receivedAt,
                copies,
                fee,
                papers,
                handledOutside,
                note,
                followKey,
                next,
                version);
    }
}
