package vn.motcua.dossier;

import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.StatisticsPages.UsualPeriod;
import vn.motcua.identity.Actor;
import vn.motcua.organization.Unit;
import vn.motcua.procedure.Channel;

/// What came online: by unit and way, the share of it by field, and the procedures for which
/// nothing came online. The counts are those of the table of dossiers.
@Controller
class OnlineStatisticsPages {
    private static final List<Channel> ONLINE =
            List.of(Channel.ONLINE_FULL, Channel.ONLINE_PARTIAL, Channel.ONLINE_OTHER);

    private final DossierStatistics statistics;
    private final StatisticsSpans spans;

    OnlineStatisticsPages(DossierStatistics statistics, StatisticsSpans spans) {
        this.statistics = statistics;
        this.spans = spans;
    }

    record RowView(StatisticsRow row, boolean total) {
        @Nullable BigDecimal share() {
            return Vietnamese.share(row.receivedOnline(), row.received(), 1);
        }
    }

    record PageView(
            StatisticsSpan span,
            List<Unit> units,
            List<UsualPeriod> periods,
            boolean empty,
            List<StatisticsRow> channels,
            List<RowView> byUnit,
            List<RowView> byField,
            List<StatisticsRow> without) {
        String cell(StatisticsGrouping by, RowView row, StatisticsColumn column) {
            return cell(by, column, row.total() ? null : row.row().rowKey());
        }

        String cell(StatisticsGrouping by, StatisticsColumn column, @Nullable String key) {
            return "/thong-ke/ho-so/danh-sach?"
                    + span.query()
                    + "theo="
                    + by.code()
                    + "&cot="
                    + column.field()
                    + (key == null
                            ? ""
                            : "&dong=" + URLEncoder.encode(key, StandardCharsets.UTF_8));
        }
    }

    @GetMapping("/thong-ke/truc-tuyen")
    String page(
            Actor actor,
            @RequestParam(required = false, name = "don-vi") @Nullable String unit,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            Model model) {
        StatisticsSpan span = spans.read(actor, unit, from, to);
        DossierStatistics.Table byUnit = table(span, StatisticsGrouping.UNIT);
        model.addAttribute(
                "view",
                new PageView(
                        span,
                        spans.choices(actor),
                        StatisticsPages.usualPeriods(spans.today()),
                        byUnit.totals().received() == 0,
                        channels(span),
                        rows(byUnit),
                        rows(table(span, StatisticsGrouping.FIELD)),
                        without(span)));
        return "dossier/onlineStatistics";
    }

    @GetMapping(path = "/thong-ke/truc-tuyen", params = "tai")
    ResponseEntity<StreamingResponseBody> file(
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
        return export(spans.read(actor, unit, from, to), by).download("truc-tuyen-" + by, format);
    }

    private DossierStatistics.Table table(StatisticsSpan span, StatisticsGrouping by) {
        return statistics.table(span.unit(), span.from(), span.to(), by, null);
    }

    private List<StatisticsRow> channels(StatisticsSpan span) {
        List<String> online = ONLINE.stream().map(Channel::code).toList();
        return table(span, StatisticsGrouping.CHANNEL).rows().stream()
                .filter(row -> online.contains(row.rowKey()) && row.received() > 0)
                .toList();
    }

    /// Procedures received in the period, none of them online, most received first.
    private List<StatisticsRow> without(StatisticsSpan span) {
        return table(span, StatisticsGrouping.PROCEDURE).rows().stream()
                .filter(row -> row.received() > 0 && row.receivedOnline() == 0)
                .sorted(
                        Comparator.comparingLong(StatisticsRow::received)
                                .reversed()
                                .thenComparing(StatisticsRow::rowKey))
                .toList();
    }

    private static List<RowView> rows(DossierStatistics.Table table) {
        List<RowView> rows = new ArrayList<>();
        rows.add(new RowView(table.totals(), true));
        table.rows().stream()
                .filter(row -> row.received() > 0 || row.unit() != null)
                .forEach(row -> rows.add(new RowView(row, false)));
        return rows;
    }

    private TableExport export(StatisticsSpan span, String by) {
        List<RowView> rows =
                switch (by) {
                    case "unit" -> rows(table(span, StatisticsGrouping.UNIT));
                    case "field" -> rows(table(span, StatisticsGrouping.FIELD));
                    case "procedure" ->
                            without(span).stream().map(row -> new RowView(row, false)).toList();
                    default ->
                            throw Problem.invalid("theo", "Không có cách xem theo \"" + by + "\"");
                };
        return new TableExport(
                "%s %s từ %s đến %s"
                        .formatted(
                                by.equals("procedure")
                                        ? "Thủ tục chưa có hồ sơ trực tuyến"
                                        : "Hồ sơ trực tuyến",
                                span.unit().name(),
                                Vietnamese.date(span.from()),
                                Vietnamese.date(span.to())),
                List.of(
                        "Mã",
                        "Tên",
                        "Tiếp nhận",
                        "Trực tuyến",
                        "Trực tiếp",
                        "Bưu chính",
                        "Tỷ lệ trực tuyến (%)"),
                rows.stream()
                        .map(each ->
                                Arrays.<@Nullable Object>asList(
                                        each.total() ? "" : each.row().rowKey(),
                                        each.total() ? "Tổng cộng" : each.row().rowName(),
                                        each.row().received(),
                                        each.row().receivedOnline(),
                                        each.row().receivedInPerson(),
                                        each.row().receivedByPost(),
                                        each.share()))
                        .toList());
    }
}
