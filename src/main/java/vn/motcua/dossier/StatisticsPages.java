package vn.motcua.dossier;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.NavigationEntry;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.StatisticsSql.Behind;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.Channel;

/// The table of dossiers as the printed appendix shows it; every number opens its dossiers.
@Controller
class StatisticsPages {
    private static final int PAGE = 50;
    private static final int MOST_EXPORTED = 100_000;
    private static final int COUNTS = StatisticsColumn.values().length;

    private final DossierStatistics statistics;
    private final Units units;
    private final Clock clock;

    StatisticsPages(DossierStatistics statistics, Units units, Clock clock) {
        this.statistics = statistics;
        this.units = units;
        this.clock = clock;
    }

    /// A usual period, offered as a link.
    record UsualPeriod(String label, LocalDate from, LocalDate to) {
        String query() {
            return "tu=" + from + "&den=" + to;
        }
    }

    record RowView(StatisticsRow row, @Nullable StatisticsRow before, boolean total) {
        long count(StatisticsColumn column) {
            return row.count(column);
        }

        /// Difference to the period before, with its sign; empty where it is not asked for.
        String change(StatisticsColumn column) {
            if (before == null) {
                return "";
            }
            long difference = row.count(column) - before.count(column);
            return difference > 0
                    ? "+" + Vietnamese.number(difference)
                    : difference < 0 ? "−" + Vietnamese.number(-difference) : "=";
        }
    }

    record StatisticsView(
            Unit unit,
            List<Unit> units,
            LocalDate from,
            LocalDate to,
            StatisticsGrouping by,
            @Nullable String asOf,
            boolean compared,
            @Nullable LocalDate beforeFrom,
            @Nullable LocalDate beforeTo,
            List<RowView> rows,
            int empty,
            boolean allShown,
            List<UsualPeriod> periods,
            String query,
            String chart) {
        /// The same table with the rows that have no dossier, or without them.
        String otherRows() {
            return "/thong-ke/ho-so?"
                    + query
                    + (compared ? "so-sanh=true&" : "")
                    + (allShown ? "" : "ca-trong=true");
        }

        String cell(RowView row, StatisticsColumn column) {
            return "/thong-ke/ho-so/danh-sach?"
                    + query
                    + "cot="
                    + column.field()
                    + (row.total()
                            ? ""
                            : "&dong="
                                    + URLEncoder.encode(
                                            row.row().rowKey(), StandardCharsets.UTF_8));
        }
    }

    record Question(
            Unit unit,
            LocalDate from,
            LocalDate to,
            StatisticsGrouping by,
            @Nullable Instant asOf) {}

    @GetMapping("/thong-ke/ho-so")
    Object table(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "unit", name = "theo") String by,
            @RequestParam(required = false, name = "nhu-luc") @Nullable String asOf,
            @RequestParam(defaultValue = "false", name = "so-sanh") boolean compared,
            @RequestParam(defaultValue = "false", name = "ca-trong") boolean allShown,
            @RequestParam(required = false, name = "tai") @Nullable String download,
            HttpServletRequest request,
            Model model) {
        Question question = question(actor, unit, from, to, by, asOf);
        DossierStatistics.Table table =
                statistics.table(
                        question.unit(),
                        question.from(),
                        question.to(),
                        question.by(),
                        question.asOf());
        if (download != null) {
            return export(table, question).download("thong-ke-ho-so", download);
        }
        LocalDate beforeFrom = null;
        LocalDate beforeTo = null;
        Map<String, StatisticsRow> before = new HashMap<>();
        StatisticsRow beforeTotals = null;
        if (compared) {
            beforeFrom = question.from().minusYears(1);
            beforeTo = question.to().minusYears(1);
            DossierStatistics.Table earlier =
                    statistics.table(
                            question.unit(), beforeFrom, beforeTo, question.by(), question.asOf());
            earlier.rows().forEach(row -> before.put(row.rowKey(), row));
            beforeTotals = earlier.totals();
        }
        List<RowView> rows = new ArrayList<>();
        rows.add(new RowView(table.totals(), beforeTotals, true));
        int empty = 0;
        for (StatisticsRow row : table.rows()) {
            StatisticsRow earlier =
                    compared
                            ? before.getOrDefault(
                                    row.rowKey(),
                                    StatisticsRow.of(null, null, "", "", new long[COUNTS]))
                            : null;
            if (row.total() == 0 && (earlier == null || earlier.total() == 0)) {
                empty++;
                if (!allShown) {
                    continue;
                }
            }
            rows.add(new RowView(row, earlier, false));
        }
        LocalDate today = Vietnamese.day(clock.instant());
        model.addAttribute(
                "view",
                new StatisticsView(
                        question.unit(),
                        units.inForce(today, actor.reads()),
                        question.from(),
                        question.to(),
                        question.by(),
                        asOf == null || asOf.isBlank() ? null : asOf,
                        compared,
                        beforeFrom,
                        beforeTo,
                        rows,
                        empty,
                        allShown,
                        usualPeriods(today),
                        query(question, asOf),
                        chart(rows)));
        return "dossier/statistics";
    }

    record BehindView(
            String title,
            Unit unit,
            Question question,
            StatisticsColumn column,
            @Nullable String row,
            ListPage<Behind> page,
            String back,
            String query) {}

    @GetMapping("/thong-ke/ho-so/danh-sach")
    Object behind(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "unit", name = "theo") String by,
            @RequestParam(required = false, name = "nhu-luc") @Nullable String asOf,
            @RequestParam(name = "cot") String column,
            @RequestParam(required = false, name = "dong") @Nullable String key,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(required = false, name = "tai") @Nullable String download,
            HttpServletRequest request,
            Model model) {
        Question question = question(actor, unit, from, to, by, asOf);
        StatisticsColumn wanted =
                StatisticsColumn.of(column)
                        .orElseThrow(
                                () -> Problem.invalid("cot", "Không có cột \"" + column + "\""));
        boolean whole = download != null;
        ListPage<Behind> found =
                statistics.records(
                        question.unit(),
                        question.from(),
                        question.to(),
                        question.by(),
                        question.asOf(),
                        wanted,
                        key,
                        whole ? 0 : Math.max(0, page),
                        whole ? MOST_EXPORTED : PAGE);
        if (download != null) {
            return export(found.items(), wanted).download("ho-so-" + wanted.field(), download);
        }
        model.addAttribute(
                "view",
                new BehindView(
                        wanted.label(),
                        question.unit(),
                        question,
                        wanted,
                        key == null ? null : rowName(question, key, found, actor),
                        found,
                        "/thong-ke/ho-so?" + query(question, asOf),
                        DossierPages.queryWithoutPage(request)));
        return "dossier/behind";
    }

    /// The row as the table names it, where the cell was not the unit's own.
    private @Nullable String rowName(
            Question question, String key, ListPage<Behind> found, Actor actor) {
        return switch (question.by()) {
            case UNIT, RESPONSIBLE_UNIT ->
                    key.equals(question.unit().code())
                            ? null
                            : units.readableIn(key, question.from(), question.to(), actor.reads())
                                    .name();
            case PROCEDURE ->
                    found.items().isEmpty() ? key : found.items().getFirst().procedureName();
            case FIELD -> key;
            case CHANNEL -> Channel.fromCode(key).map(Channel::label).orElse(key);
        };
    }

    private Question question(
            Actor actor,
            @Nullable String unit,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            String by,
            @Nullable String asOf) {
        LocalDate today = Vietnamese.day(clock.instant());
        LocalDate first = from == null ? today.withDayOfYear(1) : from;
        LocalDate last = to == null ? today : to;
        List<InputError> errors = new ArrayList<>();
        if (last.isBefore(first)) {
            errors.add(InputError.field("den", "Ngày cuối kỳ trước ngày đầu kỳ"));
        }
        Instant known = DossierApi.moment(asOf, "nhu-luc", errors);
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        Unit asked =
                unit == null || unit.isBlank()
                        ? widest(actor, today)
                        : units.readableIn(unit, first, last, actor.reads());
        return new Question(
                asked,
                first,
                last,
                StatisticsGrouping.of(by).orElse(StatisticsGrouping.UNIT),
                known);
    }

    private Unit widest(Actor actor, LocalDate today) {
        return units.inForce(today, actor.reads()).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("unit.not-found", ""));
    }

    private static String query(Question question, @Nullable String asOf) {
        return "don-vi="
                + question.unit().code()
                + "&tu="
                + question.from()
                + "&den="
                + question.to()
                + "&theo="
                + question.by().code()
                + "&"
                + (asOf == null || asOf.isBlank()
                        ? ""
                        : "nhu-luc=" + URLEncoder.encode(asOf, StandardCharsets.UTF_8) + "&");
    }

    static List<UsualPeriod> usualPeriods(LocalDate today) {
        int year = today.getYear();
        int quarter = (today.getMonthValue() - 1) / 3;
        LocalDate quarterStart = LocalDate.of(year, quarter * 3 + 1, 1);
        return List.of(
                new UsualPeriod("Tháng này", today.withDayOfMonth(1), today),
                new UsualPeriod("Quý này", quarterStart, quarterStart.plusMonths(3).minusDays(1)),
                new UsualPeriod("6 tháng", LocalDate.of(year, 1, 1), LocalDate.of(year, 6, 30)),
                new UsualPeriod("9 tháng", LocalDate.of(year, 1, 1), LocalDate.of(year, 9, 30)),
                new UsualPeriod(
                        "Năm " + year, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31)),
                new UsualPeriod(
                        "15/12 – 14/3", LocalDate.of(year - 1, 12, 15), LocalDate.of(year, 3, 14)),
                new UsualPeriod(
                        "15/12 – 14/6", LocalDate.of(year - 1, 12, 15), LocalDate.of(year, 6, 14)),
                new UsualPeriod(
                        "15/12 – 14/12",
                        LocalDate.of(year - 1, 12, 15),
                        LocalDate.of(year, 12, 14)));
    }

    /// What the chart under the table draws: name, on time, late, open in time, open overdue.
    private static String chart(List<RowView> rows) {
        StringBuilder lines = new StringBuilder();
        for (RowView view : rows) {
            if (view.total()) {
                continue;
            }
            StatisticsRow row = view.row();
            lines.append(row.rowName().replace('|', ' '))
                    .append('|')
                    .append(row.resolvedEarly() + row.resolvedOnTime())
                    .append('|')
                    .append(row.resolvedLate())
                    .append('|')
                    .append(row.pendingInTime())
                    .append('|')
                    .append(row.pendingOverdue())
                    .append('\n');
        }
        return lines.toString();
    }

    private static TableExport export(DossierStatistics.Table table, Question question) {
        List<String> header = new ArrayList<>(List.of("Mã", "Tên"));
        Arrays.stream(StatisticsColumn.values()).map(StatisticsColumn::label).forEach(header::add);
        header.addAll(
                List.of(
                        "Tỷ lệ đúng hạn (%)",
                        "Tỷ lệ quá hạn (%)", "Tỷ lệ đúng hạn, kể cả chưa giải quyết quá hạn (%)"));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(cells(table.totals(), "Tổng cộng"));
        table.rows().forEach(row -> rows.add(cells(row, row.rowName())));
        return new TableExport(
                "Hồ sơ %s từ %s đến %s"
                        .formatted(
                                question.unit().name(),
                                Vietnamese.date(question.from()),
                                Vietnamese.date(question.to())),
                header,
                rows);
    }

    private static List<@Nullable Object> cells(StatisticsRow row, String name) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(row.rowKey());
        cells.add(name);
        for (StatisticsColumn column : StatisticsColumn.values()) {
            cells.add(row.count(column));
        }
        cells.add(row.onTimeRate());
        cells.add(row.lateRate());
        cells.add(row.onTimeRateWithOverdue());
        return cells;
    }

    private static TableExport export(List<Behind> behind, StatisticsColumn column) {
        return new TableExport(
                column.label(),
                List.of(
                        "Mã hồ sơ",
                        "Mã thủ tục",
                        "Tên thủ tục",
                        "Đơn vị tiếp nhận",
                        "Người nộp",
                        "Cách nộp",
                        "Ngày nhận",
                        "Hạn trả",
                        "Kết quả",
                        "Ngày kết thúc"),
                behind.stream()
                        .map(each ->
                                Arrays.<@Nullable Object>asList(
                                        each.code(),
                                        each.procedure(),
                                        each.procedureName(),
                                        each.unitName(),
                                        each.applicant(),
                                        Channel.fromCode(each.channel())
                                                .map(Channel::label)
                                                .orElse(each.channel()),
                                        each.acceptedAt(),
                                        each.dueAt(),
                                        each.outcome().label(),
                                        each.endedAt()))
                        .toList());
    }

    @Configuration(proxyBeanMethods = false)
    static class Navigation {
        @Bean
        NavigationEntry dossierListEntry() {
            return new NavigationEntry(20, "/ho-so", "Hồ sơ", "dossier", java.util.Set.of());
        }

        @Bean
        NavigationEntry receptionEntry() {
            return new NavigationEntry(
                    15, "/ho-so/tiep-nhan", "Tiếp nhận", "counter", java.util.Set.of("COUNTER"));
        }

        @Bean
        NavigationEntry statisticsEntry() {
            return new NavigationEntry(
                    50, "/thong-ke/ho-so", "Thống kê hồ sơ", "statistics", java.util.Set.of());
        }
    }
}
