package vn.motcua.calendar;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.motcua.common.UnitId;

/// The working calendar has changed: deadlines that reach the day or go beyond it may have moved.
///
/// @param unit the unit whose hours changed, with everything under it; null where it concerns all
/// @param from the first day on which work differs
/// @param reason what changed, in Vietnamese, with the document it comes from
/// @param by username of the person who changed it
public record CalendarChanged(@Nullable UnitId unit, LocalDate from, String reason, String by) {}
