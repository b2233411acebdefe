package vn.motcua.calendar;

import java.time.Clock;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import vn.motcua.common.Problem;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

/// Finds the unit that a code means: the one in force on the day asked about, else today's.
@Component
class Places {
    private final Units units;
    private final Clock clock;

    Places(Units units, Clock clock) {
        this.units = units;
        this.clock = clock;
    }

    /// @throws Problem 404 `unit.not-found`, also where the unit lies outside what the person reads
    Unit readable(String code, LocalDate on, Actor actor) {
        return units.byCode(code, on)
                .or(() -> units.byCode(code, LocalDate.now(clock)))
                .filter(unit -> units.within(unit.id(), actor.reads()))
                .orElseThrow(() -> Problem.notFound("unit.not-found", code));
    }
}
