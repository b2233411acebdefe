package vn.motcua.dossier;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import vn.motcua.common.InputError;
import vn.motcua.common.ListPage;
import vn.motcua.common.Problem;
import vn.motcua.common.PublicAddress;
import vn.motcua.common.QrCode;
import vn.motcua.common.TableExport;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.DossierListSql.Filter;
import vn.motcua.dossier.DossierListSql.Listed;
import vn.motcua.dossier.DossierListSql.Sorting;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Notices;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.Procedures;

@Controller
class DossierPages {
    private static final int PAGE = 50;
    private static final int EXPORT = 500;
    private static final int MOST_EXPORTED = 100_000;

    private final Dossiers dossiers;
    private final DossierListSql lists;
    private final Procedures procedures;
    private final Units units;
    private final Accounts accounts;
    private final PublicAddress address;
    private final MessageSource messages;
    private final Clock clock;

    DossierPages(
            Dossiers dossiers,
            DossierListSql lists,
            Procedures procedures,
            Units units,
            Accounts accounts,
            PublicAddress address,
            MessageSource messages,
            Clock clock) {
        this.dossiers = dossiers;
        this.lists = lists;
        this.procedures = procedures;
        this.units = units;
        this.accounts = accounts;
        this.address = address;
        this.messages = messages;
        this.clock = clock;
    }

    /// Groups of states that people filter by.
    enum Group {
        ALL("", "Tất cả"),
        OPEN("dang-giai-quyet", "Đang giải quyết", State.ACCEPTED, State.PROCESSING),
        OVERDUE("qua-han", "Quá hạn", State.ACCEPTED, State.PROCESSING),
        FILED("cho-tiep-nhan", "Chờ tiếp nhận", State.FILED),
        PAUSED("tam-dung", "Chờ bổ sung, tạm dừng", State.AWAITING_SUPPLEMENT, State.SUSPENDED),
        READY("cho-tra", "Chờ trả kết quả", State.COMPLETED),
        DONE("da-tra", "Đã trả kết quả", State.RETURNED),
        OTHER(
                "khong-giai-quyet",
                "Trả lại, rút, dừng",
                State.REFUSED,
                State.WITHDRAWN,
                State.STOPPED,
                State.DECLINED);

        private final String code;
        private final String label;
        private final List<State> states;

        Group(String code, String label, State... states) {
            this.code = code;
            this.label = label;
            this.states = List.of(states);
        }

        String code() {
            return code;
        }

        String label() {
            return label;
        }

        static Group of(@Nullable String code) {
            return Arrays.stream(values())
                    .filter(group -> group.code.equals(code))
                    .findFirst()
                    .orElse(ALL);
        }
    }

    record Row(Listed listed, StateSign sign) {}

    record ListView(
            ListPage<Row> page,
            String text,
            Group group,
            String unit,
            String channel,
            Sorting sorting,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            List<Unit> units,
            boolean counter,
            String query) {}

    @GetMapping("/ho-so")
    Object list(
            Actor actor,
            @RequestParam(defaultValue = "", name = "q") String text,
            @RequestParam(required = false, name = "trang-thai") @Nullable String state,
            @RequestParam(defaultValue = "", name = "don-vi") String unit,
            @RequestParam(defaultValue = "", name = "cach-nop") String channel,
            @RequestParam(required = false, name = "sap-xep") @Nullable String sort,
            @RequestParam(required = false, name = "tu")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate from,
            @RequestParam(required = false, name = "den")
                    @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
                    @Nullable LocalDate to,
            @RequestParam(defaultValue = "0") int page,
            @RequestParam(required = false, name = "tai") @Nullable String download,
            HttpServletRequest request,
            Model model) {
        Instant now = clock.instant();
        Group group = Group.of(state);
        Sorting sorting = Sorting.of(sort);
        LocalDate today = Vietnamese.day(now);
        Filter filter =
                new Filter(
                        Vietnamese.text(text),
                        unit.isEmpty()
                                ? null
                                : units.readable(unit, today, actor.reads()).id().value(),
                        group.states.isEmpty()
                                ? null
                                : group.states.stream().map(State::name).toArray(String[]::new),
                        Channel.fromCode(channel).map(Channel::code).orElse(null),
                        from == null ? null : Vietnamese.startOf(from),
                        to == null ? null : Vietnamese.startOf(to.plusDays(1)),
                        group == Group.OVERDUE ? now : null);
        if (download != null) {
            return export(filter, sorting, actor).download("ho-so", download);
        }
        int at = Math.max(0, page);
        List<Row> rows =
                lists.list(filter, sorting, actor.reads(), PAGE, (long) at * PAGE).stream()
                        .map(listed -> new Row(listed, sign(listed, now)))
                        .toList();
        model.addAttribute(
                "view",
                new ListView(
                        new ListPage<>(rows, at, PAGE, lists.count(filter, actor.reads())),
                        text,
                        group,
                        unit,
                        channel,
                        sorting,
                        from,
                        to,
                        units.inForce(today, actor.reads()),
                        actor.has(Role.COUNTER),
                        queryWithoutPage(request)));
        return "dossier/list";
    }

    static String queryWithoutPage(HttpServletRequest request) {
        String query =
                UriComponentsBuilder.newInstance()
                        .query(request.getQueryString())
                        .replaceQueryParam("page")
                        .replaceQueryParam("tai")
                        .build()
                        .getQuery();
        return query == null || query.isEmpty() ? "" : query + "&";
    }

    private TableExport export(Filter filter, Sorting sorting, Actor actor) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (int from = 0; from < MOST_EXPORTED; from += EXPORT) {
            List<Listed> some = lists.list(filter, sorting, actor.reads(), EXPORT, from);
            for (Listed each : some) {
                rows.add(
                        Arrays.asList(
                                each.code(),
                                each.externalCode(),
                                each.procedure(),
                                each.procedureName(),
                                each.applicant(),
                                each.unitName(),
                                each.channel().label(),
                                each.receivedAt(),
                                each.dueAt(),
                                each.endedAt(),
                                each.state().label(),
                                each.stepName()));
            }
            if (some.size() < EXPORT) {
                break;
            }
        }
        return new TableExport(
                "Danh sách hồ sơ",
                List.of(
                        "Mã hồ sơ",
                        "Mã ở chương trình khác",
                        "Mã thủ tục",
                        "Tên thủ tục",
                        "Người nộp",
                        "Đơn vị tiếp nhận",
                        "Cách nộp",
                        "Ngày nhận",
                        "Hạn trả",
                        "Ngày kết thúc",
                        "Trạng thái",
                        "Bước đang làm"),
                rows);
    }

    private static StateSign sign(Listed listed, Instant now) {
        return StateSign.of(listed.state(), listed.dueAt(), listed.endedAt(), now);
    }

    /// A step of the line across the top of the page.
    record StepMark(int no, String name, String css, String told) {}

    record Line(DossierEvent event, String who, String told) {}

    record Run(StepRun run, String unit, @Nullable String officer) {}

    record PossibleAction(Action action, boolean likely) {}

    record DossierView(
            Dossier dossier,
            ProcedureVersion procedure,
            String unit,
            String responsibleUnit,
            StateSign sign,
            List<StepMark> steps,
            List<Run> runs,
            List<Line> timeline,
            List<PossibleAction> actions,
            List<Unit> transferUnits,
            String qr,
            List<InputError> errors,
            @Nullable String refusal,
            @Nullable String refused) {}

    @GetMapping("/ho-so/{code:.+}")
    String show(Actor actor, @PathVariable String code, Model model) {
        Dossier dossier = dossiers.get(code, actor);
        model.addAttribute("view", view(dossier, actor, List.of(), null, null));
        return "dossier/show";
    }

    @PostMapping("/ho-so/{code}/{action}")
    ModelAndView act(
            Actor actor,
            @PathVariable String code,
            @PathVariable String action,
            @RequestParam int version,
            @RequestParam(required = false) @Nullable String note,
            @RequestParam(required = false) @Nullable String unit,
            @RequestParam(required = false) @Nullable String dueAt,
            HttpServletRequest request) {
        Action wanted =
                Action.of(action).orElseThrow(() -> Problem.notFound("dossier.not-found", code));
        List<InputError> errors = new ArrayList<>();
        Instant due = DossierApi.moment(dueAt, "dueAt", errors);
        try {
            if (!errors.isEmpty()) {
                throw Problem.invalid(errors);
            }
            Dossier after =
                    dossiers.act(code, new Command(wanted, version, note, unit, due), actor);
            Notices.leave(request, "Bạn " + wanted.told() + " " + after.code() + ".");
            return new ModelAndView("redirect:/ho-so/" + code);
        } catch (Problem problem) {
            boolean invalid = !problem.errors().isEmpty();
            Dossier dossier = dossiers.get(code, actor);
            ModelAndView page =
                    new ModelAndView(
                            "dossier/show",
                            Map.of(
                                    "view",
                                    view(
                                            dossier,
                                            actor,
                                            problem.errors(),
                                            invalid ? wanted.code() : null,
                                            invalid ? null : text(problem))));
            page.setStatus(problem.status());
            return page;
        }
    }

    private String text(Problem problem) {
        return messages.getMessage(
                "problem." + problem.code(), problem.arguments(), Vietnamese.LOCALE);
    }

    private DossierView view(
            Dossier dossier,
            Actor actor,
            List<InputError> errors,
            @Nullable String wanted,
            @Nullable String refused) {
        Instant now = clock.instant();
        ProcedureVersion procedure = procedures.version(dossier.procedureVersion());
        List<StepRun> runs = dossiers.stepRuns(dossier);
        List<UnitId> ids = new ArrayList<>(runs.stream().map(StepRun::unit).toList());
        ids.add(dossier.unit());
        ids.add(dossier.progress().responsibleUnit());
        Map<UnitId, Unit> known = units.get(ids);
        Set<Action> permitted = dossiers.permitted(dossier, actor);
        return new DossierView(
                dossier,
                procedure,
                name(known, dossier.unit()),
                name(known, dossier.progress().responsibleUnit()),
                StateSign.of(dossier.state(), dossier.dueAt(), dossier.progress().endedAt(), now),
                marks(dossier, procedure, runs, now),
                runs.reversed().stream()
                        .map(run ->
                                new Run(
                                        run,
                                        name(known, run.unit()),
                                        run.officer() == null
                                                ? null
                                                : accounts.nameOf(run.officer())))
                        .toList(),
                timeline(dossier),
                actions(permitted, dossier),
                permitted.contains(Action.TRANSFER)
                        ? units.siblings(dossier.progress().responsibleUnit(), Vietnamese.day(now))
                        : List.of(),
                QrCode.svg(address.of("/tra-cuu?ma=" + dossier.code())),
                errors,
                wanted,
                refused);
    }

    private static List<PossibleAction> actions(Set<Action> permitted, Dossier dossier) {
        Action likely = null;
        for (Action action :
                List.of(
                        Action.ACCEPT,
                        Action.RETURN_RESULT,
                        Action.RECEIVE_SUPPLEMENT,
                        Action.RESUME,
                        Action.CLAIM,
                        Action.COMPLETE_STEP)) {
            if (permitted.contains(action)) {
                likely = action;
                break;
            }
        }
        List<PossibleAction> actions = new ArrayList<>();
        for (Action action : Action.values()) {
            if (permitted.contains(action)
                    && !(action == Action.RECALL && dossier.progress().step() == null)) {
                actions.add(new PossibleAction(action, action == likely));
            }
        }
        return actions;
    }

    private List<StepMark> marks(
            Dossier dossier, ProcedureVersion procedure, List<StepRun> runs, Instant now) {
        List<StepMark> marks = new ArrayList<>();
        for (var step : procedures.process(procedure, dossier.unit())) {
            StepRun last =
                    runs.reversed().stream()
                            .filter(run -> run.no() == step.no())
                            .findFirst()
                            .orElse(null);
            String css = "";
            String told = "chưa đến";
            if (last != null
                    && last.open()
                    && !dossier.state().outcome().map(Outcome::ended).orElse(true)) {
                boolean late = last.dueAt() != null && now.isAfter(last.dueAt());
                css = late ? "current late" : "current";
                told =
                        last.dueAt() == null
                                ? "đang làm"
                                : late
                                        ? "▲ trễ "
                                                + Vietnamese.span(
                                                        Duration.between(last.dueAt(), now))
                                        : "đang làm, đến " + Vietnamese.moment(last.dueAt());
            } else if (last != null && !last.open()) {
                boolean late = Boolean.TRUE.equals(last.late());
                css = late ? "done late" : "done";
                told =
                        (late ? "▲ trễ" : "✔ xong")
                                + (last.usedMinutes() == null
                                        ? ""
                                        : ", dùng " + Vietnamese.minutes(last.usedMinutes()));
            }
            marks.add(new StepMark(step.no(), step.name(), css, told));
        }
        return marks;
    }

    private List<Line> timeline(Dossier dossier) {
        return dossiers.events(dossier).stream()
                .map(event ->
                        new Line(
                                event,
                                accounts.nameOf(event.by()),
                                Action.of(event.kind())
                                        .map(Action::told)
                                        .orElse("đã tiếp nhận hồ sơ")))
                .toList();
    }

    private static String name(Map<UnitId, Unit> known, UnitId id) {
        Unit unit = known.get(id);
        return unit == null ? "" : unit.name();
    }
}
