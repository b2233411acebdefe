package vn.motcua.procedure;

import io.github.wimdeblauwe.htmx.spring.boot.mvc.HtmxRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.WorkingCalendar;
import vn.motcua.calendar.WorkingCalendars;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.PublicAddress;
import vn.motcua.common.QrCode;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.ProcedureSql.FieldCount;

/// What citizens see of the catalogue; no sign-in is needed.
@Controller
class ProcedurePages {
    private static final int FIELDS_AT_HOME = 12;
    private static final int LONGEST_QUESTION = 300;

    record HomeView(List<FieldCount> fields, boolean more) {}

    record ListView(
            String q,
            @Nullable String field,
            ListPage<ProcedureLine> page,
            List<FieldCount> fields,
            String query) {
        boolean asked() {
            return !q.isBlank() || field != null;
        }
    }

    /// @param due day on which a dossier handed in today is due; null where the term is not known
    /// @param printed what the list prints where the term is not known
    record TermRow(
            String channels,
            @Nullable String term,
            @Nullable String due,
            @Nullable String printed) {}

    record FeeRow(String name, String channels, String sum, @Nullable String note) {}

    record StepRow(int no, String name, String unit, String role, @Nullable String time) {}

    record ShowView(
            ProcedureVersion procedure,
            List<TermRow> terms,
            String today,
            String pauseRule,
            List<FeeRow> fees,
            List<StepRow> steps,
            String levels,
            @Nullable String nationalPage,
            String address,
            String qr) {}

    private final Procedures procedures;
    private final ProcedureSql sql;
    private final WorkingCalendars calendars;
    private final Units units;
    private final Clock clock;
    private final PublicAddress publicAddress;

    ProcedurePages(
            Procedures procedures,
            ProcedureSql sql,
            WorkingCalendars calendars,
            Units units,
            Clock clock,
            PublicAddress publicAddress) {
        this.procedures = procedures;
        this.sql = sql;
        this.calendars = calendars;
        this.units = units;
        this.clock = clock;
        this.publicAddress = publicAddress;
    }

    @GetMapping("/")
    String home(Model model) {
        List<FieldCount> fields =
                sql.fields(LocalDate.now(clock)).stream()
                        .sorted(Comparator.comparingLong(FieldCount::nearby).reversed())
                        .toList();
        model.addAttribute(
                "view",
                new HomeView(
                        fields.stream().limit(FIELDS_AT_HOME).toList(),
                        fields.size() > FIELDS_AT_HOME));
        return "procedure/home";
    }

    @GetMapping("/thu-tuc")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "0") int page,
            HtmxRequest htmx,
            HttpServletResponse response,
            Model model) {
        String asked = Vietnamese.text(q);
        String question =
                asked.length() > LONGEST_QUESTION ? asked.substring(0, LONGEST_QUESTION) : asked;
        String within = field.isBlank() ? null : Vietnamese.text(field);
        UriComponentsBuilder query = UriComponentsBuilder.newInstance();
        if (!question.isEmpty()) {
            query.queryParam("q", "{q}");
        }
        if (within != null) {
            query.queryParam("field", "{field}");
        }
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("q", question);
        values.put("field", within == null ? "" : within);
        String encoded = query.encode().buildAndExpand(values).toUriString();
        boolean all = question.isEmpty() && within == null;
        model.addAttribute(
                "view",
                new ListView(
                        question,
                        within,
                        all
                                ? new ListPage<>(List.of(), 0, 20, 0)
                                : procedures
                                        .search(question, within, page, 20)
                                        .map(ProcedureLine::of),
                        all ? sql.fields(LocalDate.now(clock)) : List.of(),
                        encoded.isEmpty() ? "" : encoded.substring(1) + "&"));
        response.addHeader("Vary", "HX-Request");
        return htmx.isHtmxRequest() && !htmx.isHistoryRestoreRequest()
                ? "procedure/results"
                : "procedure/list";
    }

    @GetMapping("/thu-tuc/{code}")
    String show(@PathVariable String code, Model model) {
        Instant now = clock.instant();
        ProcedureVersion procedure =
                procedures
                        .inForce(code, Vietnamese.day(now))
                        .orElseThrow(() -> Problem.notFound("procedure.not-found", code));
        String address =
                publicAddress.of(
                        UriComponentsBuilder.fromPath("/thu-tuc/{code}")
                                .buildAndExpand(procedure.code())
                                .encode()
                                .toUriString());
        model.addAttribute(
                "view",
                new ShowView(
                        procedure,
                        terms(procedure, now),
                        Vietnamese.date(Vietnamese.day(now)),
                        procedure.pauseRule() == PauseRule.PAUSE
                                ? "Thời gian chờ bạn bổ sung giấy tờ không tính vào thời hạn."
                                : "Nếu phải bổ sung giấy tờ, thời hạn tính lại từ khi hồ sơ đủ.",
                        fees(procedure),
                        steps(procedure),
                        String.join(
                                ", ",
                                procedure.levels().stream().sorted().map(Level::label).toList()),
                        nationalPage(procedure),
                        address,
                        QrCode.svg(address)));
        return "procedure/show";
    }

    private List<TermRow> terms(ProcedureVersion procedure, Instant now) {
        WorkingCalendar calendar = calendars.standard();
        if (procedure.sameDay() && procedure.terms().isEmpty()) {
            String due = Vietnamese.date(Vietnamese.day(calendar.dueSameDay(now).dueAt()));
            return List.of(new TermRow("Mọi cách nộp", "Trong ngày", due, null));
        }
        Map<TermRow, List<Channel>> rows = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            Term term = procedure.term(channel);
            String printed = procedure.termTexts().get(channel);
            if (term == null && printed == null) {
                continue;
            }
            TermRow row =
                    term == null
                            ? new TermRow("", null, null, printed)
                            : new TermRow(
                                    "",
                                    term.text(),
                                    Vietnamese.date(
                                            Vietnamese.day(
                                                    (procedure.sameDay()
                                                                    ? calendar.dueSameDay(now)
                                                                    : calendar.due(now, term))
                                                            .dueAt())),
                                    null);
            rows.computeIfAbsent(row, key -> new ArrayList<>()).add(channel);
        }
        return rows.entrySet().stream()
                .map(each ->
                        new TermRow(
                                capital(ProcedureRules.channelNames(each.getValue())),
                                each.getKey().term(),
                                each.getKey().due(),
                                each.getKey().printed()))
                .toList();
    }

    private static List<FeeRow> fees(ProcedureVersion procedure) {
        return procedure.fees().stream()
                .map(fee ->
                        new FeeRow(
                                fee.name(),
                                fee.channels().isEmpty()
                                                || fee.channels().size() == Channel.values().length
                                        ? "Mọi cách nộp"
                                        : capital(ProcedureRules.channelNames(fee.channels())),
                                fee.label(),
                                fee.note()))
                .toList();
    }

    private List<StepRow> steps(ProcedureVersion procedure) {
        Map<UnitId, Unit> named =
                units.get(
                        procedure.steps().stream()
                                .map(ProcessStep::unit)
                                .filter(Objects::nonNull)
                                .toList());
        return procedure.steps().stream()
                .map(step -> {
                    Unit unit = step.unit() == null ? null : named.get(step.unit());
                    return new StepRow(
                            step.no(),
                            step.name(),
                            unit == null ? "Nơi tiếp nhận" : unit.name(),
                            step.role().label(),
                            step.minutes() == null ? null : Vietnamese.minutes(step.minutes()));
                })
                .toList();
    }

    private static @Nullable String nationalPage(ProcedureVersion procedure) {
        String url = procedure.publication().url();
        return url != null && url.startsWith("https://") ? url : null;
    }

    /// Address of the public page of a procedure.
    static String path(String code) {
        return encoded("/thu-tuc/{x}", code);
    }

    static String adminPath(String code) {
        return encoded("/quan-tri/thu-tuc/{x}", code);
    }

    static String fieldPath(String field) {
        return encoded("/thu-tuc?field={x}", field);
    }

    static String encoded(String path, String value) {
        return UriComponentsBuilder.fromUriString(path)
                .encode()
                .buildAndExpand(value)
                .toUriString();
    }

    static String capital(String words) {
        return words.isEmpty()
                ? words
                : words.substring(0, 1).toUpperCase(Vietnamese.LOCALE) + words.substring(1);
    }
}
