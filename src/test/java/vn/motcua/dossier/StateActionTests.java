package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.Problem;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Role;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.Procedures;

/// Every act in every state where it does not belong: refused with what is possible instead, and
/// nothing changed.
@IntegrationTest
class StateActionTests {
    @Autowired Dossiers dossiers;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;

    @Test
    void anActThatTheStateDoesNotAllowIsRefusedAndChangesNothing() {
        DossierFixtures world = DossierFixtures.make(fixtures, procedures);
        Actor all =
                fixtures.account(
                        Fixtures.unique("tatca"),
                        world.districtId(),
                        Role.COUNTER,
                        Role.HANDLER,
                        Role.APPROVER,
                        Role.ADMINISTRATOR);
        Map<State, Dossier> inState = new EnumMap<>(State.class);
        for (State state : State.values()) {
            inState.put(state, bring(state, world, all));
        }
        inState.forEach((state, dossier) -> {
            assertThat(dossier.state()).isEqualTo(state);
            for (Action action : Action.values()) {
                if (state.allows(action)) {
                    continue;
                }
                Problem refusal =
                        catchThrowableOfType(
                                Problem.class,
                                () ->
                                        dossiers.act(
                                                dossier.code(),
                                                Command.of(action, dossier.version(), "thử"),
                                                all));
                assertThat(refusal).as(state + " " + action).isNotNull();
                assertThat(refusal.status())
                        .as(state + " " + action)
                        .isEqualTo(HttpStatus.UNPROCESSABLE_CONTENT);
                assertThat(refusal.code()).isEqualTo("dossier.action-impossible");
                assertThat(refusal.arguments()).hasSize(4);
            }
            assertThat(dossiers.get(dossier.code(), all)).isEqualTo(dossier);
        });
    }

    private Dossier bring(State state, DossierFixtures world, Actor all) {
        boolean online = state == State.FILED || state == State.DECLINED;
        Reception reception = world.reception("Trạng thái " + state);
        Dossier dossier =
                dossiers.receive(
                        online
                                ? new Reception(
                                        reception.procedure(),
                                        reception.unit(),
                                        Channel.ONLINE_FULL,
                                        reception.applicant(),
                                        Instant.now().minus(1, ChronoUnit.MINUTES),
                                        null,
                                        null,
                                        false,
                                        1,
                                        reception.papers(),
                                        null,
                                        null)
                                : reception,
                        all);
        return switch (state) {
            case FILED, ACCEPTED -> dossier;
            case DECLINED -> act(dossier, Action.DECLINE, all);
            case PROCESSING -> act(dossier, Action.COMPLETE_STEP, all);
            case AWAITING_SUPPLEMENT -> act(dossier, Action.REQUEST_SUPPLEMENT, all);
            case SUSPENDED -> act(dossier, Action.SUSPEND, all);
            case WITHDRAWN -> act(dossier, Action.WITHDRAW, all);
            case REFUSED -> act(dossier, Action.REFUSE, all);
            case STOPPED -> act(dossier, Action.STOP, all);
            case COMPLETED -> completed(dossier, all);
            case RETURNED -> act(completed(dossier, all), Action.RETURN_RESULT, all);
        };
    }

    private Dossier completed(Dossier dossier, Actor all) {
        Dossier at = dossier;
        while (at.state() != State.COMPLETED) {
            at = act(at, Action.COMPLETE_STEP, all);
        }
        return at;
    }

    private Dossier act(Dossier dossier, Action action, Actor all) {
        return dossiers.act(dossier.code(), Command.of(action, dossier.version(), "để thử"), all);
    }
}
