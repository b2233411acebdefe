package vn.motcua.dossier;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import vn.motcua.audit.Journal;
import vn.motcua.calendar.WorkingCalendar;
import vn.motcua.calendar.WorkingCalendars;
import vn.motcua.common.InputError;
import vn.motcua.common.Problem;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Accounts;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.Procedures;

/// Receives dossiers and turns them. Every turn is one transaction: the dossier with its version
/// check, the step runs, one history row where a counted fact changed, one event, one journal
/// entry.
@Component
public class Dossiers {
    private static final int LONGEST_TEXT = 500;

    private final DossierSql sql;
    private final HistorySql history;
    private final Procedures procedures;
    private final WorkingCalendars calendars;
    private final Units units;
    private final Accounts accounts;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Dossiers(
            DossierSql sql,
            HistorySql history,
            Procedures procedures,
            WorkingCalendars calendars,
            Units units,
            Accounts accounts,
            Journal journal,
            ApplicationEventPublisher events,
            Clock clock) {
        this.sql = sql;
        this.history = history;
        this.procedures = procedures;
        this.calendars = calendars;
        this.units = units;
        this.accounts = accounts;
        this.journal = journal;
        this.events = events;
        this.clock = clock;
    }

    /// Takes a dossier in.
    ///
    /// @throws Problem 422 with the fields that are wrong; 404 for a unit outside the actor's
    ///   counters
    @Transactional
    public Dossier receive(Reception reception, Actor actor) {
        actor.require(Role.COUNTER);
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant at = reception.receivedAt() == null ? now : reception.receivedAt();
        LocalDate day = Vietnamese.day(at);
        List<InputError> errors = new ArrayList<>();
        if (at.isAfter(now)) {
            errors.add(InputError.field("receivedAt", "Thời điểm nhận không được ở tương lai"));
        } else if (!WorkingCalendar.covers(at)) {
            errors.add(InputError.field("receivedAt", "Lịch làm việc chỉ có từ năm 2000"));
        }
        Optional<Unit> unit = units.byCode(reception.unit(), day, actor.scopes(Role.COUNTER));
        if (unit.isEmpty() && units.byCode(reception.unit(), day).isPresent()) {
            throw Problem.notFound("unit.not-found", reception.unit());
        }
        if (unit.isEmpty()) {
            errors.add(
                    InputError.field(
                            "unit",
                            reception.unit().isBlank()
                                    ? "Hãy chọn đơn vị tiếp nhận"
                                    : "Không có đơn vị mã %s vào ngày %s"
                                            .formatted(reception.unit(), Vietnamese.date(day))));
        }
        Optional<ProcedureVersion> procedure =
                procedures.inForce(reception.procedure().strip(), day);
        if (procedure.isEmpty()) {
            errors.add(
                    InputError.field(
                            "procedure",
                            reception.procedure().isBlank()
                                    ? "Hãy chọn thủ tục"
                                    : "Danh mục không có thủ tục mã " + reception.procedure()));
        }
        Applicant applicant = checked(reception.applicant(), errors);
        if (reception.dueAt() != null && !reception.dueAt().isAfter(at)) {
            errors.add(InputError.field("dueAt", "Hạn trả phải sau thời điểm nhận"));
        }
        if (reception.copies() < 1 || reception.copies() > 99) {
            errors.add(InputError.field("copies", "Số bộ hồ sơ từ 1 đến 99"));
        }
        if (!errors.isEmpty() || unit.isEmpty() || procedure.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return store(reception, applicant, unit.get(), procedure.get(), at, actor);
    }

    private Dossier store(
            Reception reception,
            Applicant applicant,
            Unit unit,
            ProcedureVersion procedure,
            Instant at,
            Actor actor) {
        Turn turn =
                turns(procedure, unit, at)
                        .receive(
                                unit.id(),
                                reception.channel(),
                                reception.dueAt(),
                                actor.username());
        Dossier dossier =
                new Dossier(
                        0,
                        number(unit.agency(), Vietnamese.day(at)),
                        blankToNull(reception.externalCode()),
                        procedure.id(),
                        unit.id(),
                        reception.channel(),
                        applicant,
                        at,
                        reception.copies(),
                        reception.fee(),
                        reception.papers(),
                        reception.handledOutside(),
                        blankToNull(reception.note()),
                        followKey(),
                        turn.progress(),
                        1);
        long id = sql.insert(dossier);
        turn.begun().forEach(run -> sql.addStepRun(id, run));
        history.append(id, dossier, at);
        tell(id, dossier.code(), "receive", dossier.note(), at, actor);
        return sql.readable(dossier.code(), actor.reads()).orElseThrow();
    }

    /// Carries an act out.
    ///
    /// @throws Problem 404 where the actor may not see the dossier, 409 where it has changed since,
    ///   422 where its state does not allow the act or input is wrong, 403 where it is another
    ///   role's work
    @Transactional
    public Dossier act(String code, Command command, Actor actor) {
        return carryOut(code, command, actor, clock.instant());
    }

    /// As `act`, for an act of the past that is written down later, such as in records brought in
    /// from elsewhere; the history tells when it was recorded.
    ///
    /// @throws Problem as `act`; also 422 for a moment in the future or before the last event
    @Transactional
    public Dossier actAt(String code, Command command, Actor actor, Instant at) {
        boolean outOfOrder =
                sql.events(get(code, actor).id()).stream()
                        .anyMatch(event -> event.at().isAfter(at));
        if (outOfOrder || at.isAfter(clock.instant())) {
            throw Problem.invalid(
                    "at", "Thời điểm phải sau việc gần nhất của hồ sơ và không ở tương lai");
        }
        return carryOut(code, command, actor, at);
    }

    private Dossier carryOut(String code, Command command, Actor actor, Instant at) {
        Dossier dossier = get(code, actor);
        Action action = command.action();
        if (command.version() != dossier.version()) {
            throw changed(dossier);
        }
        if (!dossier.state().allows(action)) {
            throw impossible(dossier, action);
        }
        if (!permitted(dossier, actor).contains(action)) {
            throw Problem.forbidden("dossier.not-yours", action.label(), whose(dossier));
        }
        String note = blankToNull(command.note());
        if (action.needsNote() && note == null) {
            throw Problem.invalid("note", "Hãy nêu lý do");
        }
        if (note != null && note.length() > 4 * LONGEST_TEXT) {
            throw Problem.invalid("note", "Nội dung dài quá 2.000 ký tự");
        }
        Instant now = at.truncatedTo(ChronoUnit.SECONDS);
        Turn turn = turn(dossier, command, note, now, actor);
        if (!sql.update(dossier.id(), dossier.version(), turn.progress())) {
            throw changed(dossier);
        }
        turn.changed().forEach(sql::changeStepRun);
        turn.begun().forEach(run -> sql.addStepRun(dossier.id(), run));
        Dossier after = dossier.with(turn.progress());
        if (counted(dossier.progress(), turn.progress())) {
            // A correction says how it was from the wrong end on.
            Instant ended = dossier.progress().endedAt();
            history.append(
                    dossier.id(), after, action == Action.CORRECT && ended != null ? ended : now);
        }
        String told =
                turn.told() == null ? note : note == null ? turn.told() : turn.told() + ": " + note;
        tell(dossier.id(), code, action.code(), told, now, actor);
        return sql.readable(code, actor.reads()).orElse(after);
    }

    private Turn turn(
            Dossier dossier, Command command, @Nullable String note, Instant now, Actor actor) {
        ProcedureVersion procedure = procedures.version(dossier.procedureVersion());
        Unit unit = units.get(dossier.unit());
        Turns turns = turns(procedure, unit, now);
        Progress progress = dossier.progress();
        List<StepRun> runs = sql.stepRuns(dossier.id());
        Optional<StepRun> open = runs.stream().filter(StepRun::open).findFirst();
        String me = actor.username();
        return switch (command.action()) {
            case ACCEPT ->
                    turns.accept(progress, dossier.unit(), dossier.channel(), command.dueAt(), me);
            case DECLINE -> Turn.to(progress.ended(State.DECLINED, now));
            case CLAIM -> turns.claim(progress, open.orElseThrow(), me);
            case COMPLETE_STEP -> {
                StepRun run = open.orElseThrow();
                if (run.officer() != null && !run.officer().equals(me)) {
                    throw Problem.unprocessable(
                            "dossier.claimed-by-other", accounts.nameOf(run.officer()));
                }
                yield turns.completeStep(progress, run, me, note);
            }
            case RECALL -> {
                StepRun earlier =
                        runs.reversed().stream()
                                .filter(run -> !run.open())
                                .findFirst()
                                .orElseThrow(() -> Problem.unprocessable("dossier.recall-other"));
                yield turns.recall(progress, open.orElseThrow(), earlier, me);
            }
            case REQUEST_SUPPLEMENT -> turns.pause(progress, State.AWAITING_SUPPLEMENT);
            case SUSPEND -> turns.pause(progress, State.SUSPENDED);
            case RECEIVE_SUPPLEMENT, RESUME ->
                    turns.resume(progress, dossier.unit(), dossier.channel(), open.orElseThrow());
            case TRANSFER -> {
                String to = command.unit() == null ? "" : command.unit();
                Unit next =
                        units.byCode(to, Vietnamese.day(now))
                                .orElseThrow(() ->
                                        Problem.invalid("unit", "Hãy chọn đơn vị nhận hồ sơ"));
                if (next.id().equals(progress.responsibleUnit())) {
                    throw Problem.invalid("unit", "Hồ sơ đang ở chính đơn vị này");
                }
                yield turns.transfer(progress, open.orElseThrow(), next.id(), me, note);
            }
            case REFUSE -> turns.end(progress, State.REFUSED, open.orElse(null), me, note);
            case WITHDRAW ->
                    progress.acceptedAt() == null
                            ? Turn.to(progress.ended(State.WITHDRAWN, now))
                            : turns.end(progress, State.WITHDRAWN, open.orElse(null), me, note);
            case STOP -> turns.end(progress, State.STOPPED, open.orElse(null), me, note);
            case EXTEND -> {
                if (command.dueAt() == null) {
                    throw Problem.invalid("dueAt", "Hãy nêu hạn trả mới");
                }
                yield turns.extend(progress, command.dueAt());
            }
            case RETURN_RESULT -> Turn.to(progress.returned(now));
            case CORRECT -> {
                if (progress.acceptedAt() == null) {
                    throw Problem.unprocessable("dossier.correct-uncounted");
                }
                yield turns.reopen(progress, runs.isEmpty() ? null : runs.getLast());
            }
        };
    }

    /// The dossier, as far as the actor may see it.
    ///
    /// @throws Problem 404 `dossier.not-found`
    public Dossier get(String code, Actor actor) {
        return sql.readable(code.strip(), actor.reads())
                .orElseThrow(() -> Problem.notFound("dossier.not-found", code));
    }

    public List<StepRun> stepRuns(Dossier dossier) {
        return sql.stepRuns(dossier.id());
    }

    /// Newest first.
    public List<DossierEvent> events(Dossier dossier) {
        return sql.events(dossier.id());
    }

    /// The acts that are both possible in the present state and the actor's to do.
    public Set<Action> permitted(Dossier dossier, Actor actor) {
        Progress progress = dossier.progress();
        boolean counter = units.within(dossier.unit(), actor.scopes(Role.COUNTER));
        boolean leads = units.within(progress.responsibleUnit(), actor.scopes(Role.APPROVER));
        boolean performs =
                progress.step() != null
                        && units.within(
                                progress.step().unit(), actor.scopes(progress.step().role()));
        Set<Action> permitted = EnumSet.noneOf(Action.class);
        for (Action action : dossier.state().actions()) {
            boolean mine =
                    switch (action) {
                        case ACCEPT, DECLINE, WITHDRAW, RECEIVE_SUPPLEMENT, RETURN_RESULT ->
                                counter;
                        case CLAIM -> performs && unclaimed(progress);
                        case COMPLETE_STEP -> performs;
                        case RECALL ->
                                unclaimed(progress)
                                        && sql.lastFinisher(dossier.id())
                                                .filter(actor.username()::equals)
                                                .isPresent();
                        case CORRECT ->
                                leads
                                        || units.within(
                                                dossier.unit(), actor.scopes(Role.ADMINISTRATOR));
                        case REQUEST_SUPPLEMENT, SUSPEND, RESUME, TRANSFER, REFUSE, STOP, EXTEND ->
                                performs || leads;
                    };
            if (mine) {
                permitted.add(action);
            }
        }
        return permitted;
    }

    private static boolean unclaimed(Progress progress) {
        return progress.step() != null && progress.step().officer() == null;
    }

    Optional<Applicant> knownApplicant(String idNumber, Actor actor) {
        return sql.knownApplicant(idNumber.strip(), actor.scopes(Role.COUNTER));
    }

    private Turns turns(ProcedureVersion procedure, Unit unit, Instant at) {
        return new Turns(procedure, procedures.process(procedure, unit.id()), calendars::of, at);
    }

    /// `{agency}-{yyMMdd}-{nnnn}`; past 9999 it widens. Numbers that an import has brought are
    /// passed over.
    private String number(String agency, LocalDate day) {
        String code;
        do {
            code =
                    "%s-%02d%02d%02d-%04d"
                            .formatted(
                                    agency,
                                    day.getYear() % 100,
                                    day.getMonthValue(),
                                    day.getDayOfMonth(),
                                    sql.nextNumber(agency, day));
        } while (sql.taken(code));
        return code;
    }

    private String followKey() {
        return "%06d".formatted(random.nextInt(1_000_000));
    }

    private void tell(
            long id, String code, String kind, @Nullable String note, Instant at, Actor actor) {
        sql.addEvent(id, new DossierEvent(at, actor.username(), kind, note));
        journal.record(actor.username(), "dossier." + kind, "dossier", code, null);
        events.publishEvent(new DossierChanged(id, code, kind));
    }

    private static boolean counted(Progress before, Progress after) {
        return before.state() != after.state()
                || !java.util.Objects.equals(before.dueAt(), after.dueAt())
                || !before.responsibleUnit().equals(after.responsibleUnit());
    }

    private Problem changed(Dossier dossier) {
        return sql.events(dossier.id()).stream()
                .findFirst()
                .map(last ->
                        Problem.conflict(
                                "dossier.changed",
                                dossier.code(),
                                accounts.nameOf(last.by()),
                                Action.of(last.kind()).map(Action::told).orElse("đã ghi hồ sơ"),
                                Vietnamese.moment(last.at())))
                .orElseGet(() -> Problem.conflict("dossier.changed-unknown", dossier.code()));
    }

    private static Problem impossible(Dossier dossier, Action action) {
        String possible =
                Arrays.stream(Action.values())
                        .filter(each -> dossier.state().allows(each))
                        .map(each -> each.label().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "));
        return Problem.unprocessable(
                "dossier.action-impossible",
                dossier.code(),
                dossier.state().label(),
                action.label().toLowerCase(Locale.ROOT),
                possible.isEmpty() ? "không còn việc nào" : possible);
    }

    private String whose(Dossier dossier) {
        Progress.Step step = dossier.progress().step();
        return step == null
                ? units.get(dossier.progress().responsibleUnit()).name()
                : step.role().label() + ", " + units.get(step.unit()).name();
    }

    private static Applicant checked(Applicant raw, List<InputError> errors) {
        String name = Vietnamese.text(raw.name());
        if (name.isEmpty()) {
            errors.add(InputError.field("applicant.name", "Hãy nhập tên người nộp"));
        } else if (name.length() > LONGEST_TEXT) {
            errors.add(InputError.field("applicant.name", "Tên dài quá 500 ký tự"));
        }
        String idNumber = blankToNull(raw.idNumber());
        if (idNumber != null && !idNumber.matches("[0-9A-Za-z-]{6,20}")) {
            errors.add(
                    InputError.field(
                            "applicant.idNumber",
                            "Số định danh hoặc mã số thuế gồm 6–20 chữ số, chữ cái"));
        }
        String phone = blankToNull(raw.phone());
        if (phone != null && !phone.matches("[+0-9 ().-]{8,20}")) {
            errors.add(InputError.field("applicant.phone", "Số điện thoại không đúng dạng"));
        }
        String email = blankToNull(raw.email());
        if (email != null && !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+")) {
            errors.add(InputError.field("applicant.email", "Địa chỉ thư điện tử không đúng dạng"));
        }
        return new Applicant(
                name,
                raw.kind(),
                idNumber,
                phone,
                email,
                blankToNull(raw.address()),
                blankToNull(raw.representative()));
    }

    static @Nullable String blankToNull(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String clean = Vietnamese.text(text);
        return clean.isEmpty() ? null : clean;
    }
}
