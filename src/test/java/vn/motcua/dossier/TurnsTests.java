package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.motcua.calendar.CalendarFixtures.at;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.motcua.calendar.CalendarFixtures;
import vn.motcua.calendar.Term;
import vn.motcua.calendar.TermUnit;
import vn.motcua.calendar.WorkingCalendar;
import vn.motcua.common.Problem;
import vn.motcua.common.UnitId;
import vn.motcua.identity.Role;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.OnlineLevel;
import vn.motcua.procedure.PauseRule;
import vn.motcua.procedure.ProcedureVersion;
import vn.motcua.procedure.ProcessStep;
import vn.motcua.procedure.Publication;

class TurnsTests {
    private static final UnitId COMMUNE = new UnitId(1);
    private static final UnitId OFFICE = new UnitId(2);
    private static final WorkingCalendar CALENDAR = CalendarFixtures.office2026();
    private static final List<ProcessStep> PROCESS =
            List.of(
                    new ProcessStep(1, "Tiếp nhận", null, Role.COUNTER, 120L),
                    new ProcessStep(2, "Thẩm định", OFFICE, Role.HANDLER, 480L),
                    new ProcessStep(3, "Ký", null, Role.APPROVER, null));

    private static Turns turns(Instant now, PauseRule rule, boolean sameDay, Term term) {
        return new Turns(
                new ProcedureVersion(
                        1,
                        "1.000001",
                        1,
                        "Thủ tục",
                        "Lĩnh vực",
                        LocalDate.of(2020, 1, 1),
                        sameDay,
                        rule,
                        OnlineLevel.UNKNOWN,
                        term == null ? Map.of() : Map.of(Channel.IN_PERSON, term),
                        List.of(),
                        List.of(),
                        PROCESS,
                        false,
                        List.of(),
                        Map.of(),
                        Set.of(),
                        Publication.NONE,
                        false),
                PROCESS,
                unit -> CALENDAR,
                now);
    }

    private static Turns turns(String now) {
        return turns(at(now), PauseRule.PAUSE, false, new Term(5, TermUnit.WORKING_DAYS));
    }

    private static Turn received(String now) {
        return turns(now).receive(COMMUNE, Channel.IN_PERSON, null, "tiepnhan");
    }

    @Test
    void receptionEndsTheCountersStepAndHandsOverToTheOfficeThatPerformsTheNext() {
        Turn turn = received("2026-03-02T08:00");
        assertThat(turn.progress().state()).isEqualTo(State.ACCEPTED);
        assertThat(turn.progress().dueAt()).isEqualTo(at("2026-03-09T17:00"));
        assertThat(turn.begun()).hasSize(2);
        assertThat(turn.begun().getFirst().finishedAt()).isEqualTo(at("2026-03-02T08:00"));
        assertThat(turn.begun().getLast().unit()).isEqualTo(OFFICE);
        assertThat(turn.begun().getLast().dueAt()).isEqualTo(at("2026-03-03T08:00"));
    }

    @Test
    void aDossierFiledOnlineWaitsToBeAccepted() {
        Turn turn = turns("2026-03-02T08:00").receive(COMMUNE, Channel.ONLINE_FULL, null, "x");
        assertThat(turn.progress().state()).isEqualTo(State.FILED);
        assertThat(turn.progress().acceptedAt()).isNull();
        assertThat(turn.begun()).isEmpty();
    }

    @Test
    void sameDayProceduresFollowTheCutOff() {
        Term none = null;
        assertThat(
                        turns(at("2026-03-02T14:59"), PauseRule.PAUSE, true, none)
                                .receive(COMMUNE, Channel.IN_PERSON, null, "x")
                                .progress()
                                .dueAt())
                .isEqualTo(at("2026-03-02T17:00"));
        assertThat(
                        turns(at("2026-03-06T15:01"), PauseRule.PAUSE, true, none)
                                .receive(COMMUNE, Channel.IN_PERSON, null, "x")
                                .progress()
                                .dueAt())
                .isEqualTo(at("2026-03-09T17:00"));
    }

    @Test
    void anUnknownTermIsNotGuessedButMayBeSet() {
        Turn unknown =
                turns(at("2026-03-02T08:00"), PauseRule.PAUSE, false, null)
                        .receive(COMMUNE, Channel.IN_PERSON, null, "x");
        assertThat(unknown.progress().dueAt()).isNull();
        Turn declared =
                turns(at("2026-03-02T08:00"), PauseRule.PAUSE, false, null)
                        .receive(COMMUNE, Channel.IN_PERSON, at("2026-03-20T17:00"), "x");
        assertThat(declared.progress().dueAt()).isEqualTo(at("2026-03-20T17:00"));
    }

    @Test
    void latenessOfAStepIsDecidedWhenItEnds() {
        Turn received = received("2026-03-02T08:00");
        Turn late =
                turns("2026-03-03T09:30")
                        .completeStep(
                                received.progress(), received.begun().getLast(), "xuly", null);
        StepRun finished = late.changed().getFirst();
        assertThat(finished.late()).isTrue();
        assertThat(finished.usedMinutes()).isEqualTo(480 + 90);
        assertThat(late.begun().getFirst().dueAt()).isEqualTo(late.progress().dueAt());
        Turn last =
                turns("2026-03-03T10:00")
                        .completeStep(late.progress(), late.begun().getFirst(), "lanhdao", null);
        assertThat(last.progress().state()).isEqualTo(State.COMPLETED);
        assertThat(last.progress().step()).isNull();
    }

    @Test
    void waitingMovesTheDueMomentByTheWorkingTimeWaited() {
        Turn received = received("2026-03-02T08:00");
        Progress waiting =
                turns("2026-03-03T07:00")
                        .pause(received.progress(), State.AWAITING_SUPPLEMENT)
                        .progress();
        Turn resumed =
                turns("2026-03-05T07:00")
                        .resume(waiting, COMMUNE, Channel.IN_PERSON, received.begun().getLast());
        assertThat(resumed.progress().dueAt()).isEqualTo(at("2026-03-11T17:00"));
        assertThat(resumed.changed().getFirst().pausedMinutes()).isEqualTo(960);
        assertThat(resumed.changed().getFirst().dueAt()).isEqualTo(at("2026-03-05T08:00"));
    }

    @Test
    void whereTheProcedureSaysSoTheTermStartsAnew() {
        Turn received = received("2026-03-02T08:00");
        Progress waiting =
                turns("2026-03-03T07:00")
                        .pause(received.progress(), State.AWAITING_SUPPLEMENT)
                        .progress();
        Turn resumed =
                turns(
                                at("2026-03-05T07:00"),
                                PauseRule.RESTART,
                                false,
                                new Term(5, TermUnit.WORKING_DAYS))
                        .resume(waiting, COMMUNE, Channel.IN_PERSON, received.begun().getLast());
        assertThat(resumed.progress().dueAt()).isEqualTo(at("2026-03-12T17:00"));
    }

    @Test
    void onlyAnUntouchedStepIsRecalledByWhoHandedItOver() {
        Turn received = received("2026-03-02T08:00");
        StepRun handed =
                received.begun().getLast().finished("xuly", at("2026-03-02T09:00"), 60, null);
        StepRun next =
                turns("2026-03-02T09:00")
                        .completeStep(received.progress(), received.begun().getLast(), "xuly", null)
                        .begun()
                        .getFirst();
        Turns now = turns("2026-03-02T09:05");
        assertThat(
                        now.recall(received.progress(), next, handed, "xuly")
                                .begun()
                                .getFirst()
                                .officer())
                .isEqualTo("xuly");
        assertThatThrownBy(() ->
                        now.recall(received.progress(), next.claimedBy("lanhdao"), handed, "xuly"))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("dossier.recall-touched"));
        assertThatThrownBy(() -> now.recall(received.progress(), next, handed, "khac"))
                .isInstanceOf(Problem.class);
    }

    @Test
    void anExtensionComesBeforeTheDueMomentAndGoesBeyondIt() {
        Progress progress = received("2026-03-02T08:00").progress();
        assertThat(
                        turns("2026-03-04T08:00")
                                .extend(progress, at("2026-03-20T17:00"))
                                .progress()
                                .dueAt())
                .isEqualTo(at("2026-03-20T17:00"));
        assertThatThrownBy(() -> turns("2026-03-04T08:00").extend(progress, at("2026-03-05T17:00")))
                .isInstanceOf(Problem.class);
        assertThatThrownBy(() -> turns("2026-03-10T08:00").extend(progress, at("2026-03-20T17:00")))
                .isInstanceOfSatisfying(
                        Problem.class,
                        problem -> assertThat(problem.code()).isEqualTo("dossier.extend-late"));
    }
}
