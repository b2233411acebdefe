package vn.motcua.dossier;

import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.common.ListPage;
import vn.motcua.common.NavigationEntry;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.StatisticsPages.UsualPeriod;
import vn.motcua.dossier.StepStatistics.HeatMap;
import vn.motcua.dossier.StepStatistics.HeatRow;
import vn.motcua.dossier.StepStatistics.ListedRun;
import vn.motcua.dossier.StepStatisticsSql.Heat;
import vn.motcua.dossier.StepStatisticsSql.Worst;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;

/// Where time is lost: steps by unit, officer, procedure, field and name, units by steps, and the
/// ten worst. Every number opens its step runs.
@Controller
class StepStatisticsPages {
    private static final int PAGE = 50;
    private static final int MOST_EXPORTED = 100_000;
    private static final int WORST = 10;

    private final StepStatistics statistics;
    private final StatisticsSpans spans;

    StepStatisticsPages(StepStatistics statistics, StatisticsSpans spans) {
        this.statistics = statistics;
        this.spans = spans;
    }

    record RowView(StepStatisticsRow row, boolean total) {}

    record TableView(
            StatisticsSpan span,
            StepStatisticsGrouping by,
            List<Unit> units,
            List<UsualPeriod> periods,
            List<RowView> rows,
            boolean empty,
            HeatMap heat,
            List<Worst> worst,
            String query) {
        String cell(RowView row, StepStatisticsColumn column) {
            return list(by, column, row.total() ? null : row.row().key(), null);
        }

        String heatCell(HeatRow row, String step) {
            return list(
                    StepStatisticsGrouping.UNIT,
                    StepStatisticsColumn.FINISHED,
                    row.unit().code(),
                    step);
        }

        String worstCell(Worst worst, StepStatisticsColumn column) {
            return list(StepStatisticsGrouping.PROCEDURE, column, worst.row().key(), worst.step());
        }

        private String list(
                StepStatisticsGrouping grouping,
                StepStatisticsColumn column,
                @Nullable String key,
                @Nullable String step) {
            return "/thong-ke/buoc/danh-sach?"
                    + span.query()
                    + "theo="
                    + grouping.code()
                    + "&cot="
                    + column.field()
                    + (key == null ? "" : "&dong=" + encoded(key))
                    + (step == null ? "" : "&buoc=" + encoded(step));
        }

        /// The class of a cell of the heat map, by its late rate.
        String heatClass(Heat cell) {
            if (cell.late() == 0) {
                return "mc-heat-none";
            }
            long percent = 100 * cell.late() / cell.finished();
            return percent < 10
                    ? "mc-heat-low"
                    : percent < 25
                            ? "mc-heat-middle"
                            : percent < 50 ? "mc-heat-high" : "mc-heat-worst";
        }

        String heatRate(Heat cell) {
            return Vietnamese.percent(Vietnamese.share(cell.late(), cell.finished(), 1));
        }

        /// Working minutes in words, to the minute.
        String time(@Nullable BigDecimal minutes) {
            return minutes == null
                    ? "–"
                    : Vietnamese.minutes(
                            minutes.setScale(0, RoundingMode.HALF_UP).longValueExact());
        }
    }

    @GetMapping("/thong-ke/buoc")
    String table(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "unit", name = "theo") String by,
            Model model) {
        StatisticsSpan span = spans.read(actor, unit, from, to);
        StepStatisticsGrouping grouping = grouping(by);
        StepStatistics.Table table =
                statistics.table(span.unit(), span.from(), span.to(), grouping);
        List<RowView> rows = new ArrayList<>();
        rows.add(new RowView(table.totals(), true));
        table.rows().forEach(row -> rows.add(new RowView(row, false)));
        model.addAttribute(
                "view",
                new TableView(
                        span,
                        grouping,
                        spans.choices(actor),
                        StatisticsPages.usualPeriods(spans.today()),
                        rows,
                        table.totals().finished() + table.totals().open() == 0,
                        statistics.heatMap(span.unit(), span.from(), span.to()),
                        statistics.worst(span.unit(), span.from(), span.to(), WORST),
                        span.query() + "theo=" + grouping.code() + "&"));
        return "dossier/stepStatistics";
    }

    @GetMapping(path = "/thong-ke/buoc", params = "tai")
    ResponseEntity<StreamingResponseBody> tableFile(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "unit", name = "theo") String by,
            @RequestParam(name = "tai") String format) {
        StatisticsSpan span = spans.read(actor, unit, from, to);
        StepStatisticsGrouping grouping = grouping(by);
        return export(
                        statistics.table(span.unit(), span.from(), span.to(), grouping),
                        span,
                        grouping)
                .download("thong-ke-buoc", format);
    }

    record RunView(ListedRun listed) {
        String lateBy() {
            return listed.lateSince() == null || listed.lateUntil() == null
                    ? ""
                    : Vietnamese.span(Duration.between(listed.lateSince(), listed.lateUntil()));
        }
    }

    record RunsView(
            StatisticsSpan span,
            StepStatisticsColumn column,
            String about,
            ListPage<RunView> page,
            String back,
            String query) {}

    @GetMapping("/thong-ke/buoc/danh-sach")
    String runs(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "unit", name = "theo") String by,
            @RequestParam(name = "cot") String column,
            @RequestParam(required = false, name = "dong") @Nullable String key,
            @RequestParam(required = false, name = "buoc") @Nullable String step,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        StatisticsSpan span = spans.read(actor, unit, from, to);
        StepStatisticsGrouping grouping = grouping(by);
        StepStatisticsColumn wanted = column(column);
        ListPage<ListedRun> found =
                statistics.runs(
                        span.unit(),
                        span.from(),
                        span.to(),
                        grouping,
                        wanted,
                        key,
                        step,
                        actor.reads(),
                        Math.max(0, page),
                        PAGE);
        model.addAttribute(
                "view",
                new RunsView(
                        span,
                        wanted,
                        about(span, grouping, key, step),
                        found.map(RunView::new),
                        "/thong-ke/buoc?" + span.query() + "theo=" + grouping.code(),
                        DossierPages.queryWithoutPage(request)));
        return "dossier/stepRuns";
    }

    @GetMapping(path = "/thong-ke/buoc/danh-sach", params = "tai")
    ResponseEntity<StreamingResponseBody> runsFile(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "unit", name = "theo") String by,
            @RequestParam(name = "cot") String column,
            @RequestParam(required = false, name = "dong") @Nullable String key,
            @RequestParam(required = false, name = "buoc") @Nullable String step,
            @RequestParam(name = "tai") String format) {
        StatisticsSpan span = spans.read(actor, unit, from, to);
        StepStatisticsColumn wanted = column(column);
        ListPage<ListedRun> found =
                statistics.runs(
                        span.unit(),
                        span.from(),
                        span.to(),
                        grouping(by),
                        wanted,
                        key,
                        step,
                        actor.reads(),
                        0,
                        MOST_EXPORTED);
        return export(found.items(), wanted).download("buoc-" + wanted.field(), format);
    }

    private static String about(
            StatisticsSpan span,
            StepStatisticsGrouping by,
            @Nullable String key,
            @Nullable String step) {
        StringBuilder about = new StringBuilder(span.unit().name());
        if (key != null && !key.equals(span.unit().code())) {
            about.append(", dòng ").append(key.isEmpty() ? "chưa ai nhận" : key);
        }
        if (step != null && !(by == StepStatisticsGrouping.STEP && step.equals(key))) {
            about.append(", bước ").append(step);
        }
        return about.append(", từ ")
                .append(Vietnamese.date(span.from()))
                .append(" đến hết ")
                .append(Vietnamese.date(span.to()))
                .append('.')
                .toString();
    }

    private static StepStatisticsGrouping grouping(String by) {
        return StepStatisticsGrouping.of(by)
                .orElseThrow(
                        () -> Problem.invalid("theo", "Không có cách xem theo \"" + by + "\""));
    }

    private static StepStatisticsColumn column(String field) {
        return StepStatisticsColumn.of(field)
                .orElseThrow(() -> Problem.invalid("cot", "Không có cột \"" + field + "\""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static TableExport export(
            StepStatistics.Table table, StatisticsSpan span, StepStatisticsGrouping by) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(cells(table.totals().named("", "Tổng cộng")));
        table.rows().forEach(row -> rows.add(cells(row)));
        return new TableExport(
                "Bước %s từ %s đến %s, %s"
                        .formatted(
                                span.unit().name(),
                                Vietnamese.date(span.from()),
                                Vietnamese.date(span.to()),
                                by.label().toLowerCase(Vietnamese.LOCALE)),
                List.of(
                        "Mã",
                        "Tên",
                        "Đã xong",
                        "Trễ hạn",
                        "Tỷ lệ trễ (%)",
                        "Trung bình (phút làm việc)",
                        "Phân vị 90 (phút làm việc)",
                        "Trung bình so với thời gian cho phép (%)",
                        "Trung vị so với thời gian cho phép (%)",
                        "Phân vị 90 so với thời gian cho phép (%)",
                        "Đang làm",
                        "Đang làm đã quá hạn"),
                rows);
    }

    private static List<@Nullable Object> cells(StepStatisticsRow row) {
        return Arrays.asList(
                row.key(),
                row.name(),
                row.finished(),
                row.late(),
                row.lateRate(),
                row.meanMinutes(),
                row.p90Minutes(),
                row.meanShare(),
                row.medianShare(),
                row.p90Share(),
                row.open(),
                row.openOverdue());
    }

    private static TableExport export(List<ListedRun> runs, StepStatisticsColumn column) {
        return new TableExport(
                column.label(),
                List.of(
                        "Mã hồ sơ",
                        "Mã thủ tục",
                        "Tên thủ tục",
                        "Bước số",
                        "Bước",
                        "Đơn vị thực hiện",
                        "Người thực hiện",
                        "Bắt đầu",
                        "Hạn của bước",
                        "Kết thúc",
                        "Được phép (phút làm việc)",
                        "Đã dùng (phút làm việc)",
                        "Trễ"),
                runs.stream()
                        .map(each ->
                                Arrays.<@Nullable Object>asList(
                                        each.run().code(),
                                        each.run().procedure(),
                                        each.run().procedureName(),
                                        each.run().no(),
                                        each.run().step(),
                                        each.run().unit(),
                                        each.officerName(),
                                        each.run().startedAt(),
                                        each.run().dueAt(),
                                        each.run().ended() ? each.run().finishedAt() : null,
                                        each.run().allowedMinutes(),
                                        each.run().ended() ? each.run().usedMinutes() : null,
                                        new RunView(each).lateBy()))
                        .toList());
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavigationEntry stepStatisticsEntry() {
            return new NavigationEntry(
                    52, "/thong-ke/buoc", "Thống kê bước", "statistics", Set.of());
        }
    }
}
