package vn.motcua.dossier;

import java.time.LocalDate;
import vn.motcua.organization.Unit;

/// Opens the tables of dossiers to the tests of other modules.
public final class StatisticsReading {
    private StatisticsReading() {}

    public static DossierStatistics.Table byUnit(
            DossierStatistics statistics, Unit unit, LocalDate from, LocalDate to) {
        return statistics.table(unit, from, to, StatisticsGrouping.UNIT, null);
    }

    public static DossierStatistics.Table byChannel(
            DossierStatistics statistics, Unit unit, LocalDate from, LocalDate to) {
        return statistics.table(unit, from, to, StatisticsGrouping.CHANNEL, null);
    }

    /// From the state history alone.
    public static DossierStatistics.Table recounted(
            DossierStatistics statistics, Unit unit, LocalDate from, LocalDate to) {
        return statistics.recount(unit, from, to, StatisticsGrouping.UNIT, null);
    }
}
