package vn.motcua.dossier;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

/// Reads what a page of statistics is asked about: this year so far and the reader's widest unit
/// where nothing else is said.
@Component
class StatisticsSpans {
    private final Units units;
    private final Clock clock;

    StatisticsSpans(Units units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    /// @throws Problem 422 with the days that are wrong, 404 for a unit outside the reader's scopes
    StatisticsSpan read(
            Actor actor, @Nullable String unit, @Nullable LocalDate from, @Nullable LocalDate to) {
        LocalDate today = today();
        LocalDate last = to == null ? today : to;
        LocalDate first =
                from == null ? (last.isBefore(today) ? last : today).withDayOfYear(1) : from;
        List<InputError> errors = new ArrayList<>();
        StatisticsSpan.check(first, last, "tu", "den", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        Unit asked =
                unit == null || unit.isBlank()
                        ? units.inForce(today, actor.reads()).stream()
                                .findFirst()
                                .orElseThrow(() -> Problem.notFound("unit.not-found", ""))
                        : units.readableIn(unit, first, last, actor.reads());
        return new StatisticsSpan(asked, first, last);
    }

    /// The units that the reader may choose.
    List<Unit> choices(Actor actor) {
        return units.inForce(today(), actor.reads());
    }

    LocalDate today() {
        return Vietnamese.day(clock.instant());
    }
}
