package vn.motcua.dossier;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.motcua.calendar.Deadline;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.calendar.WorkingCalendar;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.Progress.Step;
import vn.motcua.identity.Role;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.PauseRule;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.ProcessStep;

/// What each act does, as pure rules: no database, no clock. `open` is the run of the step being
/// done, `earlier` the run before it.
record Turns(
        ProcedureVersion procedure,
        List<ProcessStep> process,
        Function<UnitId, WorkingCalendar> calendars,
        Instant now) {

    /// A dossier begins: accepted at once at the counter or by post, waiting to be accepted online.
    /// `declaredDue` is the due moment that an officer sets where the procedure states no term.
    Turn receive(UnitId unit, Channel channel, @Nullable Instant declaredDue, String officer) {
        boolean online =
                switch (channel) {
                    case ONLINE_FULL, ONLINE_PARTIAL, ONLINE_OTHER -> true;
                    case IN_PERSON, POST -> false;
                };
        Progress filed =
                new Progress(State.FILED, unit, null, null, List.of(), null, null, null, null);
        return online
                ? Turn.to(withDue(filed, unit, channel, declaredDue))
                : accept(filed, unit, channel, declaredDue, officer);
    }

    Turn accept(
            Progress filed,
            UnitId unit,
            Channel channel,
            @Nullable Instant declaredDue,
            String officer) {
        Progress accepted = withDue(filed, unit, channel, declaredDue).accepted(now);
        ProcessStep first = process.getFirst();
        List<StepRun> begun = new ArrayList<>();
        int at = 0;
        if (process.size() > 1
                && first.role() == Role.COUNTER
                && performs(first, unit).equals(unit)) {
            StepRun reception = begin(first, unit, accepted.dueAt());
            begun.add(reception.finished(officer, now, 0, null));
            at = 1;
        }
        StepRun next = begin(process.get(at), unit, accepted.dueAt());
        begun.add(next);
        return new Turn(accepted.step(stepOf(next)), List.of(), begun, null);
    }

    private Progress withDue(
            Progress progress, UnitId unit, Channel channel, @Nullable Instant declaredDue) {
        if (declaredDue != null) {
            return progress.due(
                    declaredDue,
                    List.of("hạn do người tiếp nhận ấn định: " + Vietnamese.moment(declaredDue)));
        }
        WorkingCalendar calendar = calendars.apply(unit);
        if (procedure.sameDay()) {
            Deadline deadline = calendar.dueSameDay(now);
            return progress.due(deadline.dueAt(), deadline.explanation());
        }
        Optional<Term> term = Optional.ofNullable(procedure.terms().get(channel));
        if (term.isEmpty()) {
            return progress.due(null, List.of("thủ tục chưa xác định thời hạn cho cách nộp này"));
        }
        Deadline deadline = calendar.due(now, term.get());
        return progress.due(deadline.dueAt(), deadline.explanation());
    }

    Turn claim(Progress progress, StepRun open, String officer) {
        Step step = required(progress);
        return new Turn(
                progress.step(step.claimedBy(officer)),
                List.of(open.claimedBy(officer)),
                List.of(),
                open.name());
    }

    /// Ends the step being done; the next one begins at once, the last one resolves the dossier.
    Turn completeStep(Progress progress, StepRun open, String officer, @Nullable String note) {
        StepRun finished = finish(open, officer, note);
        List<ProcessStep> after = process.stream().filter(step -> step.no() > open.no()).toList();
        if (after.isEmpty()) {
            return new Turn(
                    progress.ended(State.COMPLETED, now),
                    List.of(finished),
                    List.of(),
                    open.name());
        }
        StepRun next = begin(after.getFirst(), progress.responsibleUnit(), progress.dueAt());
        return new Turn(
                progress.state(State.PROCESSING).step(stepOf(next)),
                List.of(finished),
                List.of(next),
                open.name() + " → " + next.name());
    }

    /// Takes back a step just handed over, while nobody has touched the next one.
    Turn recall(Progress progress, StepRun open, StepRun earlier, String officer) {
        if (open.officer() != null) {
            throw Problem.unprocessable("dossier.recall-touched", open.officer());
        }
        if (!officer.equals(earlier.officer())) {
            throw Problem.unprocessable("dossier.recall-other");
        }
        StepRun untouched = open.recalled(officer, now);
        ProcessStep step =
                process.stream()
                        .filter(each -> each.no() == earlier.no())
                        .findFirst()
                        .orElseThrow(() -> Problem.unprocessable("dossier.recall-other"));
        StepRun again =
                begin(step, progress.responsibleUnit(), progress.dueAt()).claimedBy(officer);
        return new Turn(
                progress.step(stepOf(again)), List.of(untouched), List.of(again), earlier.name());
    }

    Turn pause(Progress progress, State next) {
        return Turn.to(progress.paused(next, now));
    }

    /// Time spent waiting moves the due moment on, or the term starts anew, as the procedure rules.
    Turn resume(Progress progress, UnitId unit, Channel channel, StepRun open) {
        Instant since = progress.pausedSince() == null ? now : progress.pausedSince();
        WorkingCalendar calendar = calendars.apply(open.unit());
        long waited = calendar.workingMinutesBetween(since, now);
        Progress resumed = progress.resumed();
        if (progress.dueAt() != null) {
            resumed =
                    procedure.pauseRule() == PauseRule.RESTART
                            ? withDue(resumed, unit, channel, null)
                            : resumed.due(
                                    moved(progress.dueAt(), since, waited, unit, channel),
                                    explained(progress, waited));
        }
        @Nullable Instant stepDue =
                open.dueAt() == null ? null : calendar.plusWorkingMinutes(open.dueAt(), waited);
        StepRun moved = open.pausedFor(waited, stepDue);
        Step step = required(progress);
        return new Turn(
                resumed.step(step.due(stepDue)),
                List.of(moved),
                List.of(),
                "đã chờ " + Vietnamese.minutes(waited) + " làm việc");
    }

    private Instant moved(Instant due, Instant since, long waited, UnitId unit, Channel channel) {
        WorkingCalendar calendar = calendars.apply(unit);
        Instant moved = calendar.plusWorkingMinutes(due, waited);
        Term term = procedure.terms().get(channel);
        boolean inHours = term != null && term.unit() == TermUnit.HOURS;
        if (inHours || waited == 0 || !now.isAfter(since)) {
            return moved;
        }
        // A term in days ends with the last session of its day.
        ZonedDateTime local = moved.atZone(Vietnamese.ZONE);
        return calendar.due(
                        local.toLocalDate().minusDays(1).atStartOfDay(Vietnamese.ZONE).toInstant(),
                        new Term(1, TermUnit.DAYS))
                .dueAt();
    }

    private List<String> explained(Progress progress, long waited) {
        List<String> lines = new ArrayList<>(progress.dueExplanation());
        lines.add(
                "cộng "
                        + Vietnamese.minutes(waited)
                        + " làm việc đã chờ, tính đến "
                        + Vietnamese.moment(now));
        return lines;
    }

    Turn end(
            Progress progress,
            State next,
            @Nullable StepRun open,
            String officer,
            @Nullable String note) {
        return new Turn(
                progress.ended(next, now),
                open == null ? List.of() : List.of(finish(open, officer, note)),
                List.of(),
                null);
    }

    /// Undoes an end that was recorded by mistake: the last step is done again. `last` is null for
    /// a dossier brought in already ended.
    Turn reopen(Progress progress, @Nullable StepRun last) {
        ProcessStep step =
                process.stream()
                        .filter(each -> last != null && each.no() == last.no())
                        .findFirst()
                        .orElse(process.getLast());
        StepRun again = begin(step, progress.responsibleUnit(), progress.dueAt());
        return new Turn(progress.reopened(stepOf(again)), List.of(), List.of(again), again.name());
    }

    Turn transfer(
            Progress progress, StepRun open, UnitId to, String officer, @Nullable String note) {
        StepRun finished = finish(open, officer, note);
        ProcessStep step =
                process.stream()
                        .filter(each -> each.no() == open.no())
                        .findFirst()
                        .orElse(process.getFirst());
        StepRun next = begin(step, to, progress.dueAt());
        return new Turn(
                progress.movedTo(to).step(stepOf(next)), List.of(finished), List.of(next), null);
    }

    Turn extend(Progress progress, Instant newDue) {
        if (progress.dueAt() != null && now.isAfter(progress.dueAt())) {
            throw Problem.unprocessable("dossier.extend-late");
        }
        if (progress.dueAt() != null && !newDue.isAfter(progress.dueAt())) {
            throw Problem.invalid("dueAt", "Hạn mới phải sau hạn hiện tại");
        }
        List<String> lines = new ArrayList<>(progress.dueExplanation());
        lines.add("gia hạn đến " + Vietnamese.moment(newDue));
        return Turn.to(progress.due(newDue, lines));
    }

    private StepRun finish(StepRun open, String officer, @Nullable String note) {
        long used = calendars.apply(open.unit()).workingMinutesBetween(open.startedAt(), now);
        return open.finished(officer, now, used, note);
    }

    private StepRun begin(ProcessStep step, UnitId responsible, @Nullable Instant dossierDue) {
        UnitId unit = performs(step, responsible);
        Instant due =
                step.minutes() == null
                        ? dossierDue
                        : calendars.apply(unit).plusWorkingMinutes(now, step.minutes());
        return new StepRun(
                0,
                step.no(),
                step.name(),
                unit,
                step.role(),
                null,
                now,
                due,
                step.minutes(),
                null,
                null,
                0,
                null,
                null,
                false);
    }

    private static UnitId performs(ProcessStep step, UnitId responsible) {
        return step.unit() == null ? responsible : step.unit();
    }

    private static Step stepOf(StepRun run) {
        return new Step(run.no(), run.unit(), run.role(), run.dueAt(), run.officer());
    }

    private static Step required(Progress progress) {
        if (progress.step() == null) {
            throw new IllegalStateException("no step is being done");
        }
        return progress.step();
    }
}
