package vn.motcua.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.motcua.common.UnitId;
import vn.motcua.common.Verification;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;

/// Recounts the dossier statistics from the state history and compares all that is kept beside it:
/// the standing and the state of every dossier, and the tables of every root unit year by year.
@Component
class HistoryVerification implements Verification {
    private final VerificationSql sql;
    private final DossierStatistics statistics;
    private final Units units;

    HistoryVerification(VerificationSql sql, DossierStatistics statistics, Units units) {
        this.sql = sql;
        this.statistics = statistics;
        this.units = units;
    }

    @Override
    public String subject() {
        return "thống kê hồ sơ (đếm lại từ lịch sử trạng thái)";
    }

    @Override
    public List<String> differences() {
        List<String> found = new ArrayList<>();
        sql.wrongStandings()
                .forEach(code -> found.add("hồ sơ " + code + ": vị thế khác lịch sử trạng thái"));
        sql.wrongDossiers()
                .forEach(code -> found.add("hồ sơ " + code + ": trạng thái khác lịch sử"));
        for (VerificationSql.Span span : sql.span()) {
            for (long root : sql.roots()) {
                compare(units.get(new UnitId(root)), span, found);
            }
        }
        return found;
    }

    private void compare(Unit unit, VerificationSql.Span span, List<String> found) {
        for (int year = span.first().getYear(); year <= span.last().getYear(); year++) {
            LocalDate from = LocalDate.of(year, 1, 1);
            LocalDate to = LocalDate.of(year, 12, 31);
            for (StatisticsGrouping by :
                    List.of(StatisticsGrouping.UNIT, StatisticsGrouping.RESPONSIBLE_UNIT)) {
                var table = statistics.table(unit, from, to, by, null);
                var recount = statistics.recount(unit, from, to, by, null);
                if (!table.rows().equals(recount.rows())
                        || !table.totals().equals(recount.totals())) {
                    found.add(
                            "%s năm %d (%s): bảng có %d hồ sơ, đếm lại có %d, hoặc khác ở một cột"
                                    .formatted(
                                            unit.name(),
                                            year,
                                            by.label().toLowerCase(java.util.Locale.ROOT),
                                            table.totals().total(),
                                            recount.totals().total()));
                }
            }
        }
    }
}
