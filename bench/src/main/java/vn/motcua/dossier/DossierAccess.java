package vn.motcua.dossier;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import vn.motcua.common.UnitId;
import vn.motcua.organization.Unit;
import vn.motcua.procedure.Channel;

/// Lets benchmarks reach what the dossier module keeps to itself. It knows nothing of the
/// benchmarks, so that the modules keep the order in which they are migrated.
public final class DossierAccess {
    private final DossierStatistics statistics;
    private final HistorySql history;

    public DossierAccess(BeanFactory beans) {
        statistics = beans.getBean(DossierStatistics.class);
        history = beans.getBean(HistorySql.class);
    }

    /// An imported dossier as far as its history needs it.
    public record Imported(
            long id,
            String code,
            long procedureVersion,
            long unit,
            String channel,
            Instant acceptedAt,
            Instant dueAt) {}

    public DossierStatistics.Table byUnit(Unit unit, LocalDate from, LocalDate to) {
        return statistics.table(unit, from, to, StatisticsGrouping.UNIT, null);
    }

    /// From the history alone.
    public DossierStatistics.Table recountByUnit(Unit unit, LocalDate from, LocalDate to) {
        return statistics.recount(unit, from, to, StatisticsGrouping.UNIT, null);
    }

    /// Writes the history of an open dossier that was suspended, resumed with a new due moment, and
    /// resolved.
    public void pauseResumeResolve(
            Imported open, Instant paused, Instant resumed, Instant dueAt, Instant resolved) {
        Progress accepted =
                progress(open, State.ACCEPTED, open.dueAt(), null).paused(State.SUSPENDED, paused);
        history.append(open.id(), dossier(open, accepted), paused);
        Progress again = progress(open, State.PROCESSING, dueAt, null);
        history.append(open.id(), dossier(open, again), resumed);
        Progress ended = progress(open, State.RETURNED, dueAt, resolved);
        history.append(open.id(), dossier(open, ended), resolved);
    }

    private static Progress progress(
            Imported of, State state, Instant dueAt, @Nullable Instant endedAt) {
        return new Progress(
                state,
                new UnitId(of.unit()),
                of.acceptedAt(),
                dueAt,
                List.of(),
                endedAt,
                null,
                null,
                null);
    }

    private static Dossier dossier(Imported of, Progress progress) {
        return new Dossier(
                of.id(),
                of.code(),
                null,
                of.procedureVersion(),
                new UnitId(of.unit()),
                Channel.fromCode(of.channel()).orElseThrow(),
                new Applicant("", Applicant.Kind.CITIZEN, null, null, null, null, null),
                of.acceptedAt(),
                1,
                null,
                List.of(),
                false,
                null,
                null,
                progress,
                1);
    }
}
