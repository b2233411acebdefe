package vn.motcua.dossier;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;

/// The fact that a step was executed, one for each execution. Lateness is decided when it ends and
/// then stands.
///
/// @param allowedMinutes working minutes that the process allows; null where it states none
/// @param usedMinutes working minutes from start to end without those paused
/// @param late whether it ended after its due moment; null while open or where none was due
/// @param recalled whether it was taken back before anyone had touched it; then it counts nowhere
public record StepRun(
        long id,
        int no,
        String name,
        UnitId unit,
        Role role,
        @Nullable String officer,
        Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Long allowedMinutes,
        @Nullable Instant finishedAt,
        @Nullable Long usedMinutes,
        long pausedMinutes,
        @Nullable Boolean late,
        @Nullable String note,
        boolean recalled) {
    boolean open() {
        return finishedAt == null;
    }

    StepRun finished(String by, Instant at, long used, @Nullable String why) {
        return new StepRun(
                id,
                no,
                name,
                unit,
                role,
                by,
                startedAt,
                dueAt,
                allowedMinutes,
                at,
                Math.max(0, used - pausedMinutes),
                pausedMinutes,
                dueAt == null ? null : at.isAfter(dueAt),
                why,
                recalled);
    }

    StepRun recalled(String by, Instant at) {
        return new StepRun(
                id,
                no,
                name,
                unit,
                role,
                by,
                startedAt,
                dueAt,
                allowedMinutes,
                at,
                0L,
                pausedMinutes,
                null,
                "thu hồi khi chưa ai nhận",
                true);
    }

    StepRun pausedFor(long minutes, @Nullable Instant newDue) {
        return new StepRun(
                id,
                no,
                name,
                unit,
                role,
                officer,
                startedAt,
                newDue,
                allowedMinutes,
                finishedAt,
                usedMinutes,
                pausedMinutes + minutes,
                late,
                note,
                recalled);
    }

    StepRun claimedBy(@Nullable String username) {
        return new StepRun(
                id,
                no,
                name,
                unit,
                role,
                username,
                startedAt,
                dueAt,
                allowedMinutes,
                finishedAt,
                usedMinutes,
                pausedMinutes,
                late,
                note,
                recalled);
    }
}
