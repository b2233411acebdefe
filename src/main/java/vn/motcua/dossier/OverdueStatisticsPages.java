package vn.motcua.dossier;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.StatisticsSql.Behind;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;

/// How old the overdue are; every number opens its dossiers.
@Controller
class OverdueStatisticsPages {
    private static final int PAGE = 50;
    private static final int MOST_EXPORTED = 100_000;

    private final OverdueStatistics statistics;
    private final StatisticsSpans spans;

    OverdueStatisticsPages(OverdueStatistics statistics, StatisticsSpans spans) {
        this.statistics = statistics;
        this.spans = spans;
    }

    record RowView(OverdueStatistics.Row row, boolean total) {}

    record TableView(StatisticsSpan span, List<Unit> units, List<RowView> rows, boolean empty) {
        String query() {
            return "don-vi=" + span.unit().code() + "&den=" + span.to() + "&";
        }

        String cell(RowView row, OverdueAge age) {
            return "/thong-ke/qua-han/danh-sach?"
                    + query()
                    + "tuoi="
                    + age.code()
                    + (row.total()
                            ? ""
                            : "&dong="
                                    + URLEncoder.encode(row.row().key(), StandardCharsets.UTF_8));
        }
    }

    @GetMapping("/thong-ke/qua-han")
    String table(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            Model model) {
        StatisticsSpan span = spans.read(actor, unit, to, to);
        OverdueStatistics.Table table = statistics.table(span.unit(), span.to());
        List<RowView> rows = new ArrayList<>();
        rows.add(new RowView(table.totals(), true));
        table.rows().forEach(row -> rows.add(new RowView(row, false)));
        model.addAttribute(
                "view",
                new TableView(
                        span,
                        spans.choices(actor),
                        rows,
                        table.totals().count(OverdueAge.ALL) == 0));
        return "dossier/overdueStatistics";
    }

    @GetMapping(path = "/thong-ke/qua-han", params = "tai")
    ResponseEntity<StreamingResponseBody> tableFile(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(name = "tai") String format) {
        StatisticsSpan span = spans.read(actor, unit, to, to);
        return export(statistics.table(span.unit(), span.to()), span).download("qua-han", format);
    }

    record RecordsView(
            StatisticsSpan span,
            OverdueAge age,
            @Nullable String key,
            ListPage<Behind> page,
            String back,
            String query) {
        long days(Behind record) {
            return record.dueAt() == null ? 0 : overdueDays(record.dueAt(), span.to());
        }
    }

    @GetMapping("/thong-ke/qua-han/danh-sach")
    String records(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "tat-ca", name = "tuoi") String age,
            @RequestParam(required = false, name = "dong") @Nullable String key,
            @RequestParam(defaultValue = "0") int page,
            HttpServletRequest request,
            Model model) {
        StatisticsSpan span = spans.read(actor, unit, to, to);
        OverdueAge wanted = age(age);
        ListPage<Behind> found =
                statistics.records(span.unit(), span.to(), wanted, key, Math.max(0, page), PAGE);
        model.addAttribute(
                "view",
                new RecordsView(
                        new StatisticsSpan(span.unit(), span.from(), lastDay(span)),
                        wanted,
                        key,
                        found,
                        "/thong-ke/qua-han?don-vi=" + span.unit().code() + "&den=" + span.to(),
                        DossierPages.queryWithoutPage(request)));
        return "dossier/overdueRecords";
    }

    @GetMapping(path = "/thong-ke/qua-han/danh-sach", params = "tai")
    ResponseEntity<StreamingResponseBody> recordsFile(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "tat-ca", name = "tuoi") String age,
            @RequestParam(required = false, name = "dong") @Nullable String key,
            @RequestParam(name = "tai") String format) {
        StatisticsSpan span = spans.read(actor, unit, to, to);
        OverdueAge wanted = age(age);
        ListPage<Behind> found =
                statistics.records(span.unit(), span.to(), wanted, key, 0, MOST_EXPORTED);
        return export(found.items(), wanted, lastDay(span))
                .download("qua-han-" + wanted.code(), format);
    }

    private static OverdueAge age(String code) {
        return OverdueAge.of(code)
                .orElseThrow(() -> Problem.invalid("tuoi", "Không có khoảng \"" + code + "\""));
    }

    /// The day up to which the overdue are known: a later one has not come.
    private LocalDate lastDay(StatisticsSpan span) {
        return span.to().isAfter(spans.today()) ? spans.today() : span.to();
    }

    private static long overdueDays(Instant due, LocalDate day) {
        return Math.max(1, ChronoUnit.DAYS.between(Vietnamese.day(due), day));
    }

    private static TableExport export(OverdueStatistics.Table table, StatisticsSpan span) {
        List<String> header = new ArrayList<>(List.of("Mã", "Đơn vị tiếp nhận"));
        Arrays.stream(OverdueAge.values()).map(OverdueAge::label).forEach(header::add);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        rows.add(cells("", "Tổng cộng", table.totals()));
        table.rows().forEach(row -> rows.add(cells(row.key(), row.name(), row)));
        return new TableExport(
                "Hồ sơ quá hạn %s đến hết %s"
                        .formatted(span.unit().name(), Vietnamese.date(span.to())),
                header,
                rows);
    }

    private static List<@Nullable Object> cells(
            String key, String name, OverdueStatistics.Row row) {
        List<@Nullable Object> cells = new ArrayList<>();
        cells.add(key);
        cells.add(name);
        for (OverdueAge age : OverdueAge.values()) {
            cells.add(row.count(age));
        }
        return cells;
    }

    private static TableExport export(List<Behind> records, OverdueAge age, LocalDate day) {
        return new TableExport(
                "Hồ sơ quá hạn, " + age.label(),
                List.of(
                        "Mã hồ sơ",
                        "Mã thủ tục",
                        "Tên thủ tục",
                        "Đơn vị tiếp nhận",
                        "Người nộp",
                        "Ngày nhận",
                        "Hạn trả",
                        "Số ngày quá hạn"),
                records.stream()
                        .map(each ->
                                Arrays.<@Nullable Object>asList(
                                        each.code(),
                                        each.procedure(),
                                        each.procedureName(),
                                        each.unitName(),
                                        each.applicant(),
                                        each.acceptedAt(),
                                        each.dueAt(),
                                        each.dueAt() == null
                                                ? null
                                                : overdueDays(each.dueAt(), day)))
                        .toList());
    }
}
