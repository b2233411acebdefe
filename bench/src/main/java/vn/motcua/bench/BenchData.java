package vn.motcua.bench;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.motcua.common.Vietnamese;
import vn.motcua.identity.Actor;
import vn.motcua.identity.Grant;
import vn.motcua.identity.Role;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.NewProcedure;
import vn.motcua.procedure.Procedures;

/// Units, procedures and dossiers to measure with, the same for the same seed.
final class BenchData {
    static final int DAYS = 1000;
    static final LocalDate FIRST_DAY = LocalDate.now(Vietnamese.ZONE).minusDays(DAYS + 100);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");
    private static final String[] FAMILY = {"Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Đặng", "Võ"};
    private static final String[] MIDDLE = {"Văn", "Thị", "Đức", "Ngọc", "Thị Thanh", "Xuân"};
    private static final String[] GIVEN = {"An", "Bình", "Hường", "Dũng", "Liên", "Phúc", "Yến"};
    private static final String HEADER =
            "code,procedure,unit,channel,applicant,received_at,due_at,outcome,outcome_at";
    private static final int PROCEDURES = 40;

    private final Installation installation;
    private final Random random = new Random(20240915);
    private int made;

    BenchData(Installation installation) {
        this.installation = installation;
        for (int i = 0; i < PROCEDURES; i++) {
            installation
                    .bean(Procedures.class)
                    .create(
                            NewProcedure.of(
                                    "1.%06d".formatted(i),
                                    "Thủ tục đo số " + i,
                                    "Lĩnh vực " + i % 7,
                                    LocalDate.of(2020, 1, 1)),
                            "bench");
        }
    }

    /// A unit with so many units directly under it.
    Unit units(int count) {
        JdbcClient jdbc = installation.bean(JdbcClient.class);
        String root = "T" + count;
        jdbc.sql(
                        """
                        with root as (
                          insert into organization.unit (code, valid_from, name, tier)
                          values (:root, '2000-01-01', 'Đơn vị ' || :root, 'PROVINCE') returning id)
                        insert into organization.unit (code, valid_from, name, tier, parent_id, position)
                        select :root || '.' || n, '2000-01-01', 'Xã ' || n, 'COMMUNE', root.id, n
                        from root, generate_series(1, :count) n
                        """)
                .param("root", root)
                .param("count", count)
                .update();
        jdbc.sql("select organization.rebuild_closure()").query((row, n) -> 0).list();
        jdbc.sql("analyze organization.unit, organization.unit_closure").update();
        return installation.bean(Units.class).byCode(root, FIRST_DAY).orElseThrow();
    }

    static Actor actor(Unit unit) {
        return new Actor(
                1,
                "bench",
                "Bench",
                unit.id().value(),
                List.of(new Grant(Role.ADMINISTRATOR, unit.id().value())));
    }

    /// One dossier of a file, as its CSV line has it.
    record Line(
            String code,
            String procedure,
            String unit,
            String channel,
            String applicant,
            LocalDateTime received,
            LocalDateTime due,
            String outcome,
            LocalDateTime ended,
            boolean dayOnly) {
        String csv() {
            String outcomeAt =
                    outcome.equals("pending")
                            ? ""
                            : dayOnly ? ended.toLocalDate().toString() : MINUTE.format(ended);
            return String.join(
                    ",",
                    code,
                    procedure,
                    unit,
                    channel,
                    applicant,
                    MINUTE.format(received),
                    MINUTE.format(due),
                    outcome,
                    outcomeAt);
        }

        Line as(String otherOutcome, LocalDateTime otherEnd) {
            return new Line(
                    code,
                    procedure,
                    unit,
                    channel,
                    applicant,
                    received,
                    due,
                    otherOutcome,
                    otherEnd,
                    dayOnly);
        }
    }

    /// Dossiers `from` to `until` of `all`, received in the order of time over the whole span.
    ///
    /// @param dayOnly whether some ends are known by their day only
    List<Line> lines(Unit root, int units, int from, int until, int all, boolean dayOnly) {
        List<Line> lines = new ArrayList<>(until - from);
        for (int i = from; i < until; i++) {
            String unit = root.code() + "." + (1 + random.nextInt(units));
            lines.add(line(unit, (double) i / all, dayOnly));
        }
        return lines;
    }

    private Line line(String unit, double at, boolean dayOnly) {
        LocalDateTime received =
                FIRST_DAY
                        .plusDays((long) (at * DAYS))
                        .atTime(8, 0)
                        .plusMinutes(random.nextInt(9 * 60));
        int term = 1 + random.nextInt(30);
        LocalDateTime due = received.toLocalDate().plusDays(term).atTime(17, 0);
        int luck = random.nextInt(1000);
        LocalDateTime ended =
                luck < 50
                        ? due.plusMinutes(60L + random.nextInt(20 * 1440))
                        : received.plusMinutes(
                                1 + random.nextLong(Duration.between(received, due).toMinutes()));
        String outcome =
                luck < 940
                        ? "resolved"
                        : luck < 955
                                ? "refused"
                                : luck < 970
                                        ? "withdrawn"
                                        : luck < 975
                                                ? "stopped"
                                                : luck < 995 ? "pending" : "suspended";
        int kind = random.nextInt(100);
        return new Line(
                "D%s-%08d".formatted(unit, made++),
                "1.%06d".formatted(random.nextInt(PROCEDURES)),
                unit,
                kind < 40
                        ? "in_person"
                        : kind < 70
                                ? "online_full"
                                : kind < 90
                                        ? "online_partial"
                                        : kind < 97 ? "post" : "online_other",
                pick(FAMILY) + " " + pick(MIDDLE) + " " + pick(GIVEN),
                received,
                due,
                outcome,
                ended,
                dayOnly && luck % 10 == 0);
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }

    static byte[] csv(List<Line> lines) {
        StringBuilder file = new StringBuilder(HEADER).append('\n');
        lines.forEach(line -> file.append(line.csv()).append('\n'));
        return file.toString().getBytes(StandardCharsets.UTF_8);
    }
}
