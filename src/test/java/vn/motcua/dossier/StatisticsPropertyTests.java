package vn.motcua.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.motcua.Fixtures;
import vn.motcua.IntegrationTest;
import vn.motcua.common.UnitId;
import vn.motcua.common.Vietnamese;
import vn.motcua.organization.Unit;
import vn.motcua.organization.Units;
import vn.motcua.procedure.Channel;
import vn.motcua.procedure.Procedures;

/// Over random histories, with suspensions, new due moments, transfers, ends and ends undone, the
/// table equals a naive recount in Java, for any two days and as known at any moment.
@IntegrationTest
class StatisticsPropertyTests {
    private static final int DOSSIERS = 60;
    private static final Instant START = Vietnamese.startOf(LocalDate.of(2024, 1, 1));
    private static final long YEAR = 365L * 24 * 3600;

    @Autowired DossierStatistics statistics;
    @Autowired HistorySql history;
    @Autowired Fixtures fixtures;
    @Autowired Procedures procedures;
    @Autowired Units units;
    @Autowired JdbcClient jdbc;

    /// What one row of the history says.
    record Row(
            int dossier,
            long unit,
            long responsible,
            Channel channel,
            @Nullable Outcome outcome,
            @Nullable Instant accepted,
            @Nullable Instant due,
            @Nullable Instant ended,
            Instant effective) {}

    record Known(Instant at, int rows) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5})
    void theTableIsTheNaiveRecount(long seed) {
        Random random = new Random(seed);
        DossierFixtures world = DossierFixtures.make(fixtures, procedures);
        List<Long> communes = new ArrayList<>(List.of(world.communeId()));
        for (int i = 0; i < 2; i++) {
            communes.add(
                    fixtures.unit(Fixtures.unique("PC"), "Xã " + i, "COMMUNE", world.districtId()));
        }
        communes.add(world.districtId());
        long version =
                procedures.inForce(world.procedure(), LocalDate.of(2024, 1, 1)).orElseThrow().id();
        List<Row> rows = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        Map<Integer, List<Row>> ofDossier = new HashMap<>();
        long base = 1_000_000_000L + seed * 1_000_000 + System.nanoTime() % 100_000;
        for (int act = 0; act < DOSSIERS * 4; act++) {
            int dossier = random.nextInt(DOSSIERS);
            List<Row> before = ofDossier.computeIfAbsent(dossier, key -> new ArrayList<>());
            Row next =
                    before.isEmpty()
                            ? begin(dossier, communes, random)
                            : turn(before, communes, random);
            if (next == null) {
                continue;
            }
            before.add(next);
            rows.add(next);
            append(base + dossier, version, next);
            if (act % 40 == 0) {
                known.add(new Known(databaseClock(), rows.size()));
            }
        }

        Unit district = units.get(new UnitId(world.districtId()));
        for (int question = 0; question < 12; question++) {
            LocalDate from = LocalDate.of(2023, 12, 20).plusDays(random.nextInt(380));
            LocalDate to = from.plusDays(random.nextInt(200));
            Known asOf = known.get(random.nextInt(known.size()));
            check(district, from, to, rows, null, rows.size());
            check(district, from, to, rows, asOf.at(), asOf.rows());
            check(district, from, LocalDate.of(2030, 1, 1), rows, asOf.at(), asOf.rows());
        }
    }

    private void check(
            Unit district,
            LocalDate from,
            LocalDate to,
            List<Row> rows,
            @Nullable Instant asOf,
            int known) {
        for (StatisticsGrouping by :
                List.of(StatisticsGrouping.UNIT, StatisticsGrouping.RESPONSIBLE_UNIT)) {
            Map<String, long[]> expected = naive(rows.subList(0, known), from, to, asOf, by);
            for (DossierStatistics.Table table :
                    List.of(
                            statistics.table(district, from, to, by, asOf),
                            statistics.recount(district, from, to, by, asOf))) {
                Map<String, long[]> found = new HashMap<>();
                for (StatisticsRow row : table.rows()) {
                    long[] counts = new long[StatisticsColumn.values().length];
                    for (StatisticsColumn column : StatisticsColumn.values()) {
                        counts[column.ordinal()] = row.count(column);
                    }
                    assertThat(row.total())
                            .isEqualTo(row.carriedOver() + row.received())
                            .isEqualTo(
                                    row.resolved()
                                            + row.refused()
                                            + row.withdrawn()
                                            + row.stopped()
                                            + row.pending()
                                            + row.suspended());
                    if (row.total() > 0) {
                        found.put(row.rowKey(), counts);
                    }
                }
                assertThat(found)
                        .as("%s %s–%s as of %s", by, from, to, asOf)
                        .usingRecursiveComparison()
                        .isEqualTo(expected);
            }
        }
    }

    /// Straight from the definitions of the outer contract.
    private Map<String, long[]> naive(
            List<Row> rows,
            LocalDate from,
            LocalDate to,
            @Nullable Instant asOf,
            StatisticsGrouping by) {
        Instant close = Vietnamese.startOf(to.plusDays(1));
        for (Instant limit : asOf == null ? List.of(Instant.now()) : List.of(asOf, Instant.now())) {
            close = limit.isBefore(close) ? limit : close;
        }
        Instant start = Vietnamese.startOf(from);
        Map<Integer, Row> last = new HashMap<>();
        for (Row row : rows) {
            if (row.effective().isBefore(close)) {
                last.put(row.dossier(), row);
            }
        }
        Map<String, long[]> table = new HashMap<>();
        for (Row row : last.values()) {
            if (row.outcome() == null
                    || row.accepted() == null
                    || (row.ended() != null && row.ended().isBefore(start))) {
                continue;
            }
            long unit = by == StatisticsGrouping.UNIT ? row.unit() : row.responsible();
            long[] counts =
                    table.computeIfAbsent(
                            units.get(new UnitId(unit)).code(),
                            key -> new long[StatisticsColumn.values().length]);
            for (StatisticsColumn column : columnsOf(row, start, close)) {
                counts[column.ordinal()]++;
            }
        }
        return table;
    }

    private static List<StatisticsColumn> columnsOf(Row row, Instant start, Instant close) {
        List<StatisticsColumn> columns = new ArrayList<>(List.of(StatisticsColumn.TOTAL));
        if (row.accepted().isBefore(start)) {
            columns.add(StatisticsColumn.CARRIED_OVER);
        } else {
            columns.add(StatisticsColumn.RECEIVED);
            columns.add(
                    switch (row.channel()) {
                        case IN_PERSON -> StatisticsColumn.RECEIVED_IN_PERSON;
                        case ONLINE_FULL, ONLINE_PARTIAL, ONLINE_OTHER ->
                                StatisticsColumn.RECEIVED_ONLINE;
                        case POST -> StatisticsColumn.RECEIVED_BY_POST;
                    });
        }
        switch (row.outcome()) {
            case PENDING -> {
                columns.add(StatisticsColumn.PENDING);
                columns.add(
                        row.due() != null && row.due().isBefore(close)
                                ? StatisticsColumn.PENDING_OVERDUE
                                : StatisticsColumn.PENDING_IN_TIME);
            }
            case SUSPENDED -> columns.add(StatisticsColumn.SUSPENDED);
            case REFUSED -> columns.add(StatisticsColumn.REFUSED);
            case WITHDRAWN -> columns.add(StatisticsColumn.WITHDRAWN);
            case STOPPED -> columns.add(StatisticsColumn.STOPPED);
            case RESOLVED -> {
                columns.add(StatisticsColumn.RESOLVED);
                if (row.due() == null) {
                    columns.add(StatisticsColumn.RESOLVED_ON_TIME);
                } else if (row.ended().isAfter(row.due())) {
                    columns.add(StatisticsColumn.RESOLVED_LATE);
                } else {
                    columns.add(
                            Vietnamese.day(row.ended()).isBefore(Vietnamese.day(row.due()))
                                    ? StatisticsColumn.RESOLVED_EARLY
                                    : StatisticsColumn.RESOLVED_ON_TIME);
                }
            }
        }
        return columns;
    }

    private static Row begin(int dossier, List<Long> communes, Random random) {
        Instant at = START.plusSeconds((long) (random.nextDouble() * YEAR));
        long unit = communes.get(random.nextInt(communes.size()));
        boolean filed = random.nextInt(6) == 0;
        return new Row(
                dossier,
                unit,
                unit,
                Channel.values()[random.nextInt(Channel.values().length)],
                filed ? null : Outcome.PENDING,
                filed ? null : at,
                random.nextInt(8) == 0 ? null : at.plusSeconds(random.nextInt(30) * 86_400L),
                null,
                at);
    }

    private static @Nullable Row turn(List<Row> before, List<Long> communes, Random random) {
        Row last = before.getLast();
        Instant at = last.effective().plusSeconds(random.nextInt(20 * 86_400));
        if (last.outcome() == null) {
            return with(last, Outcome.PENDING, at, last.due(), null, last.responsible(), at);
        }
        if (last.outcome().ended()) {
            // A wrong end undone: it says how it was from that end on.
            return random.nextInt(3) == 0
                    ? with(
                            last,
                            Outcome.PENDING,
                            last.accepted(),
                            last.due(),
                            null,
                            last.responsible(),
                            last.ended())
                    : null;
        }
        Outcome pendingOrPaused = last.outcome();
        return switch (random.nextInt(7)) {
            case 0 ->
                    with(
                            last,
                            pendingOrPaused == Outcome.PENDING
                                    ? Outcome.SUSPENDED
                                    : Outcome.PENDING,
                            last.accepted(),
                            last.due(),
                            null,
                            last.responsible(),
                            at);
            case 1 ->
                    with(
                            last,
                            pendingOrPaused,
                            last.accepted(),
                            at.plusSeconds(random.nextInt(40) * 86_400L),
                            null,
                            last.responsible(),
                            at);
            case 2 ->
                    with(
                            last,
                            pendingOrPaused,
                            last.accepted(),
                            last.due(),
                            null,
                            communes.get(random.nextInt(communes.size())),
                            at);
            default -> {
                Outcome end =
                        List.of(
                                        Outcome.RESOLVED,
                                        Outcome.RESOLVED,
                                        Outcome.RESOLVED,
                                        Outcome.REFUSED,
                                        Outcome.WITHDRAWN,
                                        Outcome.STOPPED)
                                .get(random.nextInt(6));
                yield with(last, end, last.accepted(), last.due(), at, last.responsible(), at);
            }
        };
    }

    private static Row with(
            Row last,
            Outcome outcome,
            @Nullable Instant accepted,
            @Nullable Instant due,
            @Nullable Instant ended,
            long responsible,
            Instant effective) {
        return new Row(
                last.dossier(),
                last.unit(),
                responsible,
                last.channel(),
                outcome,
                accepted,
                due,
                ended,
                effective);
    }

    private void append(long id, long version, Row row) {
        State state =
                row.outcome() == null
                        ? State.FILED
                        : switch (row.outcome()) {
                            case PENDING -> State.PROCESSING;
                            case SUSPENDED -> State.SUSPENDED;
                            case RESOLVED -> State.COMPLETED;
                            case REFUSED -> State.REFUSED;
                            case WITHDRAWN -> State.WITHDRAWN;
                            case STOPPED -> State.STOPPED;
                        };
        history.append(
                id,
                new Dossier(
                        id,
                        "property-" + id,
                        null,
                        version,
                        new UnitId(row.unit()),
                        row.channel(),
                        new Applicant("x", Applicant.Kind.CITIZEN, null, null, null, null, null),
                        row.effective(),
                        1,
                        null,
                        List.of(),
                        false,
                        null,
                        null,
                        new Progress(
                                state,
                                new UnitId(row.responsible()),
                                row.accepted(),
                                row.due(),
                                List.of(),
                                row.ended(),
                                null,
                                null,
                                null),
                        1),
                row.effective());
    }

    private Instant databaseClock() {
        return jdbc.sql("select clock_timestamp()")
                .query((row, n) -> row.getObject(1, OffsetDateTime.class).toInstant())
                .single();
    }
}
