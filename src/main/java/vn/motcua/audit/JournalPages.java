package vn.motcua.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import vn.motcua.audit.JournalSql.Entry;
import vn.motcua.audit.JournalSql.Filter;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.TableExport;
import vn.motcua.common.Vietnamese;

@Controller
@RequestMapping("/quan-tri/nhat-ky")
class JournalPages {
    private static final int SIZE = 100;
    private static final int MOST_DOWNLOADED = 100_000;

    record JournalView(
            String by,
            String action,
            String record,
            String from,
            String to,
            ListPage<Entry> page,
            String query) {}

    private final JournalSql sql;
    private final JournalReaders readers;

    JournalPages(JournalSql sql, JournalReaders readers) {
        this.sql = sql;
        this.readers = readers;
    }

    @GetMapping
    String list(
            Principal reader,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        Filter filter = filter(reader, by, action, record, from, to);
        int at = Math.max(0, page);
        model.addAttribute(
                "view",
                new JournalView(
                        by.strip(),
                        action.strip(),
                        record.strip(),
                        from,
                        to,
                        new ListPage<>(
                                sql.list(filter, SIZE, (long) at * SIZE),
                                at,
                                SIZE,
                                sql.count(filter)),
                        query("by", by)
                                + query("action", action)
                                + query("record", record)
                                + query("from", from)
                                + query("to", to)));
        return "audit/journal";
    }

    @GetMapping("/tai-xuong")
    ResponseEntity<StreamingResponseBody> download(
            Principal reader,
            @RequestParam(defaultValue = "") String by,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String record,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "xlsx") String format) {
        Filter filter = filter(reader, by, action, record, from, to);
        List<List<@Nullable Object>> rows =
                sql.list(filter, MOST_DOWNLOADED, 0).stream()
                        .map(entry ->
                                Arrays.<@Nullable Object>asList(
                                        entry.id(),
                                        entry.at(),
                                        entry.by(),
                                        entry.action(),
                                        entry.kind(),
                                        entry.record(),
                                        entry.detail()))
                        .toList();
        return new TableExport(
                        "Nhật ký",
                        List.of("Số", "Lúc", "Người", "Việc", "Loại", "Bản ghi", "Chi tiết"),
                        rows)
                .download("nhat-ky", format);
    }

    private Filter filter(
            Principal reader, String by, String action, String record, String from, String to) {
        LocalDate last = day(to, "to");
        LocalDate first = day(from, "from");
        return new Filter(
                filled(by),
                filled(action),
                filled(record),
                first == null ? null : Vietnamese.startOf(first),
                last == null ? null : after(last),
                readers.readableAuthors(reader.getName()).orElse(null));
    }

    private static Instant after(LocalDate day) {
        return Vietnamese.startOf(day.plusDays(1));
    }

    private static @Nullable LocalDate day(String text, String field) {
        if (text.isBlank()) {
            return null;
        }
        try {
            LocalDate day = LocalDate.parse(text.strip());
            if (day.getYear() >= 1900 && day.getYear() <= 2200) {
                return day;
            }
        } catch (DateTimeParseException fault) {
            // Told below, like a year out of reach.
        }
        throw Problem.invalid(field, "Ngày \"" + text + "\" không có thật");
    }

    private static @Nullable String filled(String text) {
        return text.isBlank() ? null : Vietnamese.text(text);
    }

    private static String query(String name, String value) {
        return value.isBlank()
                ? ""
                : name + "=" + URLEncoder.encode(value.strip(), StandardCharsets.UTF_8) + "&";
    }
}
