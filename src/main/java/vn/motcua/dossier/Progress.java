package vn.motcua.dossier;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

/// How far a dossier has come.
///
/// @param responsibleUnit the unit that has the work now
/// @param acceptedAt from when it counts; null while only filed online
/// @param dueAt null where the procedure states no term and nobody has set one
/// @param endedAt when it was resolved (state 9), refused, withdrawn or stopped
/// @param returnedAt when the citizen got the result
/// @param pausedSince since when it waits, for the citizen or by decision
/// @param step the step being done; null before acceptance and after the end
public record Progress(
        State state,
        UnitId responsibleUnit,
        @Nullable Instant acceptedAt,
        @Nullable Instant dueAt,
        List<String> dueExplanation,
        @Nullable Instant endedAt,
        @Nullable Instant returnedAt,
        @Nullable Instant pausedSince,
        @Nullable Step step) {

    /// The step being done.
    ///
    /// @param unit the unit that performs it, perhaps another than the responsible one
    /// @param dueAt end of the time allowed for this step
    /// @param officer username of who has claimed it
    public record Step(
            int no, UnitId unit, Role role, @Nullable Instant dueAt, @Nullable String officer) {
        Step claimedBy(@Nullable String username) {
            return new Step(no, unit, role, dueAt, username);
        }

        Step due(@Nullable Instant moment) {
            return new Step(no, unit, role, moment, officer);
        }
    }

    Progress state(State next) {
        return new Progress(
                next,
                responsibleUnit,
                acceptedAt,
                dueAt,
                dueExplanation,
                endedAt,
                returnedAt,
                pausedSince,
                step);
    }

    Progress step(@Nullable Step next) {
        return new Progress(
                state,
                responsibleUnit,
                acceptedAt,
                dueAt,
                dueExplanation,
                endedAt,
                returnedAt,
                pausedSince,
                next);
    }

    Progress accepted(Instant at) {
        return new Progress(
                State.ACCEPTED, responsibleUnit, at, dueAt, dueExplanation, null, null, null, step);
    }

    Progress due(@Nullable Instant moment, List<String> explanation) {
        return new Progress(
                state,
                responsibleUnit,
                acceptedAt,
                moment,
                explanation,
                endedAt,
                returnedAt,
                pausedSince,
                step);
    }

    Progress movedTo(UnitId unit) {
        return new Progress(
                state,
                unit,
                acceptedAt,
                dueAt,
                dueExplanation,
                endedAt,
                returnedAt,
                pausedSince,
                step);
    }

    Progress paused(State next, Instant since) {
        return new Progress(
                next, responsibleUnit, acceptedAt, dueAt, dueExplanation, null, null, since, step);
    }

    Progress resumed() {
        return new Progress(
                State.PROCESSING,
                responsibleUnit,
                acceptedAt,
                dueAt,
                dueExplanation,
                null,
                null,
                null,
                step);
    }

    Progress reopened(Step again) {
        return new Progress(
                State.PROCESSING,
                responsibleUnit,
                acceptedAt,
                dueAt,
                dueExplanation,
                null,
                null,
                null,
                again);
    }

    Progress ended(State next, Instant at) {
        return new Progress(
                next, responsibleUnit, acceptedAt, dueAt, dueExplanation, at, null, null, null);
    }

    Progress returned(Instant at) {
        return new Progress(
                State.RETURNED,
                responsibleUnit,
                acceptedAt,
                dueAt,
                dueExplanation,
                endedAt,
                at,
                null,
                null);
    }
}
