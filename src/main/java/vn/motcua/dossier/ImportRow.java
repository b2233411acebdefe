package vn.motcua.dossier;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.motcua.procedure.Channel;

/// A row of the dossier CSV, checked on its own.
///
/// @param line of the file
/// @param outcomeAt null for pending
/// @param outcomeDayOnly the outcome is known by its day only
record ImportRow(
        int line,
        String code,
        String procedure,
        String unit,
        Channel channel,
        String applicant,
        Instant receivedAt,
        LocalDate receivedOn,
        Instant dueAt,
        Outcome outcome,
        @Nullable Instant outcomeAt,
        boolean outcomeDayOnly) {}
