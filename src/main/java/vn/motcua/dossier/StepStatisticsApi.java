package vn.motcua.dossier;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Units;

@RestController
class StepStatisticsApi {
    private final StepStatistics statistics;
    private final Units units;

    StepStatisticsApi(StepStatistics statistics, Units units) {
        this.statistics = statistics;
        this.units = units;
    }

    @GetMapping("/api/v1/statistics/steps")
    List<StepStatisticsRow> steps(
            Actor actor,
            @RequestParam String unit,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "unit") String by) {
        List<InputError> errors = new ArrayList<>();
        StatisticsSpan.check(from, to, "from", "to", errors);
        StepStatisticsGrouping grouping =
                StepStatisticsGrouping.of(by)
                        .orElseGet(() -> {
                            errors.add(
                                    InputError.field(
                                            "by", "Chỉ có unit, officer, procedure, step, field"));
                            return StepStatisticsGrouping.UNIT;
                        });
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return statistics
                .table(units.readableIn(unit, from, to, actor.reads()), from, to, grouping)
                .rows();
    }
}
