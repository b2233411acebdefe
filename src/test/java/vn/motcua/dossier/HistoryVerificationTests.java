package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.procedure.Procedures;

@IntegrationTest
class HistoryVerificationTests {
    @Autowired HistoryVerification verification;
    @Autowired Dossiers dossiers;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired JdbcClient jdbc;

    @Test
    void agreesAfterEveryTurnAndNamesTheDossierThatWasTamperedWith() {
        DossierFixtures world = DossierFixtures.make(fixtures, procedures);
        Dossier straight = dossiers.receive(world.reception("Thẳng"), world.counter());
        Dossier winding = dossiers.receive(world.reception("Vòng"), world.counter());
        dossiers.act(
                winding.code(),
                Command.of(Action.REQUEST_SUPPLEMENT, 1, "thiếu giấy"),
                world.handler());
        dossiers.act(
                winding.code(), Command.of(Action.RECEIVE_SUPPLEMENT, 2, null), world.counter());
        Dossier extended = dossiers.receive(world.reception("Gia hạn"), world.counter());
        dossiers.act(
                extended.code(),
                new Command(
                        Action.EXTEND,
                        1,
                        "chờ xác minh",
                        null,
                        Instant.now().plus(40, ChronoUnit.DAYS)),
                world.handler());
        Dossier ended = dossiers.receive(world.reception("Rút"), world.counter());
        dossiers.act(ended.code(), Command.of(Action.WITHDRAW, 1, "xin rút"), world.counter());
        assertThat(verification.differences())
                .noneMatch(line ->
                        line.contains(straight.code())
                                || line.contains(winding.code())
                                || line.contains(extended.code())
                                || line.contains(ended.code()));

        jdbc.sql(
                        """
                        update dossier.standing set category = 'r', ended_at = now()
                        where dossier_id = (select id from dossier.dossier where code = :code)
                        """)
                .param("code", straight.code())
                .update();
        assertThat(verification.differences())
                .anyMatch(line -> line.contains(straight.code()))
                .noneMatch(line -> line.contains(winding.code()));
        jdbc.sql(
                        """
                        update dossier.standing set category = 'p', ended_at = null
                        where dossier_id = (select id from dossier.dossier where code = :code)
                        """)
                .param("code", straight.code())
                .update();
    }
}
