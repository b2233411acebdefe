package vn.motcua.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.motcua.common.Verification;
import vn.motcua.common.Vietnamese;
import vn.motcua.dossier.DossierAccess;
import vn.motcua.dossier.DossierImport;
import vn.motcua.dossier.StatisticsRow;
import vn.motcua.organization.Unit;

/// The table of all units for arbitrary ranges of days, as the product counts it, beside the
/// leanest query over a narrow table of the same dossiers. Both tables are compared cell by cell
/// first.
///
/// The narrow table keeps one row for each dossier and cannot say that one was suspended at an
/// earlier close. So the dossiers that were suspended, 3 in 100, resume on the same day; the
/// product has to follow their histories all the same. For the same reason no end is known by its
/// day only.
public final class StatisticsBench implements Benchmark {
    private static final int FILE = 100_000;
    private static final int WARM_UP_RUNS = 5;
    private static final double PAUSED = 0.03;
    private static final double GOAL = 2;

    // Counts what cannot be had by subtraction. All the moments are bound, none is computed per row
    // where that can be avoided; no time zone is looked up.
    private static final String LEAN =
            """
            select unit, count(*) as total,
              count(*) filter (where accepted >= p.start) as received,
              count(*) filter (where accepted >= p.start and channel = 1) as in_person,
              count(*) filter (where accepted >= p.start and channel = 5) as by_post,
              count(*) filter (where ended < p.until and outcome = 2) as resolved,
              count(*) filter (where ended < p.until and outcome = 2 and
                date_bin('1 day', ended, '2000-01-01 00:00+07') < date_bin('1 day', due, '2000-01-01 00:00+07')) as early,
              count(*) filter (where ended < p.until and outcome = 2 and ended > due) as late,
              count(*) filter (where (ended is null or ended >= p.until) and outcome <> 1 and due < p.until) as overdue,
              count(*) filter (where outcome = 1) as suspended,
              count(*) filter (where ended < p.until and outcome = 3) as refused,
              count(*) filter (where ended < p.until and outcome = 4) as withdrawn,
              count(*) filter (where ended < p.until and outcome = 5) as stopped
            from narrow
            where accepted < p.until and (ended is null or ended >= p.start)
            group by unit
            """
                    .replace("p.start", "?::timestamptz")
                    .replace("p.until", "?::timestamptz");

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public String purpose() {
        return "table of all units against the leanest SQL on a narrow table"
                + " [--dossiers 100000] [--units 13,3321] [--runs 15]";
    }

    private record Range(LocalDate from, LocalDate to) {}

    private record Paused(String code, LocalDateTime at, LocalDateTime resolved) {}

    @Override
    public void run(String[] options) throws Exception {
        Options given = Options.of(options, "dossiers", "units", "runs");
        int dossiers = given.number("dossiers", 100_000);
        int runs = given.number("runs", 15);
        Report report = new Report(name(), "units", "range", "lean ms", "motcua ms", "motcua/lean");
        double worst = 0;
        for (int units : given.numbers("units", List.of(13, 3321))) {
            worst = Math.max(worst, measure(dossiers, units, runs, report));
        }
        report.fact("dossiers", dossiers)
                .fact("suspended and resumed", PAUSED)
                .fact("runs", runs)
                .fact("ratio (median of the ranges)", worst)
                .fact("goal", "at most " + GOAL)
                .fact("reached", worst <= GOAL)
                .finish();
    }

    private static double measure(int dossiers, int units, int runs, Report report)
            throws Exception {
        try (Installation installation = Installation.start()) {
            BenchData data = new BenchData(installation);
            Unit root = data.units(units);
            load(installation, data, root, units, dossiers);
            narrow(installation);
            DossierAccess product = new DossierAccess(installation.beans());
            List<Range> ranges = ranges();
            compare(installation, product, root, ranges);
            try (Connection connection = installation.bean(DataSource.class).getConnection();
                    PreparedStatement lean = connection.prepareStatement(LEAN)) {
                Map<Range, List<Double>> leans = new HashMap<>();
                Map<Range, List<Double>> products = new HashMap<>();
                for (int run = -WARM_UP_RUNS; run < runs; run++) {
                    for (Range range : ranges) {
                        double leanTime = milliseconds(() -> lean(lean, range));
                        double productTime =
                                milliseconds(() -> product.byUnit(root, range.from(), range.to()));
                        if (run >= 0) {
                            leans.computeIfAbsent(range, key -> new ArrayList<>()).add(leanTime);
                            products.computeIfAbsent(range, key -> new ArrayList<>())
                                    .add(productTime);
                        }
                    }
                }
                List<Double> ratios = new ArrayList<>();
                for (Range range : ranges) {
                    double leanTime = Report.median(leans.get(range));
                    double productTime = Report.median(products.get(range));
                    ratios.add(productTime / leanTime);
                    report.row(
                            "" + units,
                            range.from() + " – " + range.to(),
                            leanTime,
                            productTime,
                            productTime / leanTime);
                }
                return Report.median(ratios);
            }
        }
    }

    private static void load(
            Installation installation, BenchData data, Unit root, int units, int dossiers) {
        Random random = new Random(units);
        List<Paused> paused = new ArrayList<>();
        for (int from = 0; from < dossiers; from += FILE) {
            int until = Math.min(dossiers, from + FILE);
            List<BenchData.Line> lines = data.lines(root, units, from, until, dossiers, false);
            lines.replaceAll(line -> {
                if (line.outcome().equals("suspended")) {
                    return line.as("suspended", line.received().plusHours(1));
                }
                LocalDateTime resumed = line.received().plusHours(2);
                if (random.nextDouble() >= PAUSED || !line.outcome().equals("resolved")) {
                    return line;
                }
                LocalDateTime end =
                        line.ended().isAfter(resumed) ? line.ended() : resumed.plusHours(1);
                paused.add(new Paused(line.code(), line.received(), end));
                return line.as("pending", end);
            });
            installation
                    .bean(DossierImport.class)
                    .run(BenchData.csv(lines), "bench.csv", BenchData.actor(root));
        }
        installation
                .bean(TransactionTemplate.class)
                .executeWithoutResult(status -> pause(installation, paused));
    }

    /// Suspends for an hour, resumes with an hour more to go, resolves.
    private static void pause(Installation installation, List<Paused> paused) {
        DossierAccess product = new DossierAccess(installation.beans());
        Map<String, Paused> byCode = new HashMap<>();
        paused.forEach(each -> byCode.put(each.code(), each));
        JdbcClient jdbc = installation.bean(JdbcClient.class);
        String[] codes = byCode.keySet().toArray(String[]::new);
        List<DossierAccess.Imported> open =
                jdbc.sql(
                                """
                                select id, code, procedure_version_id, unit_id, channel, accepted_at, due_at
                                from dossier.dossier where code = any(:codes)
                                """)
                        .param("codes", codes)
                        .query((row, n) ->
                                new DossierAccess.Imported(
                                        row.getLong("id"),
                                        row.getString("code"),
                                        row.getLong("procedure_version_id"),
                                        row.getLong("unit_id"),
                                        row.getString("channel"),
                                        row.getObject("accepted_at", OffsetDateTime.class)
                                                .toInstant(),
                                        row.getObject("due_at", OffsetDateTime.class).toInstant()))
                        .list();
        for (DossierAccess.Imported each : open) {
            Paused how = byCode.get(each.code());
            product.pauseResumeResolve(
                    each,
                    Vietnamese.at(how.at().plusHours(1)),
                    Vietnamese.at(how.at().plusHours(2)),
                    each.dueAt().plus(Duration.ofHours(1)),
                    Vietnamese.at(how.resolved()));
        }
        jdbc.sql(
                        """
                        update dossier.dossier d
                        set state = 'RETURNED', due_at = s.due_at, ended_at = s.ended_at, returned_at = s.ended_at,
                            step_no = null, step_unit_id = null, step_role = null, step_due_at = null
                        from dossier.standing s where s.dossier_id = d.id and d.code = any(:codes)
                        """)
                .param("codes", codes)
                .update();
        jdbc.sql(
                        "delete from dossier.step_run where dossier_id in (select id from dossier.dossier where code = any(:codes))")
                .param("codes", codes)
                .update();
    }

    private static void narrow(Installation installation) {
        JdbcClient jdbc = installation.bean(JdbcClient.class);
        jdbc.sql(
                        """
                        create table narrow as
                        select id as dossier_id, accepted_at as accepted, due_at as due, ended_at as ended,
                               unit_id::int as unit,
                               (case channel when 'in_person' then 1 when 'online_full' then 2
                                  when 'online_partial' then 3 when 'online_other' then 4 else 5 end)::smallint as channel,
                               (case state when 'SUSPENDED' then 1 when 'RETURNED' then 2 when 'REFUSED' then 3
                                  when 'WITHDRAWN' then 4 when 'STOPPED' then 5 else 0 end)::smallint as outcome
                        from dossier.dossier order by id
                        """)
                .update();
        jdbc.sql("create index narrow_accepted on narrow (accepted)").update();
        jdbc.sql("create index narrow_ended on narrow (ended)").update();
        for (String table :
                List.of("narrow", "dossier.dossier", "dossier.standing", "dossier.state_history")) {
            jdbc.sql("vacuum (freeze, analyze) " + table).update();
        }
    }

    private static List<Range> ranges() {
        Random random = new Random(766);
        int[] lengths = {1, 7, 31, 91, 182, 258, 365, BenchData.DAYS};
        List<Range> ranges = new ArrayList<>();
        for (int length : lengths) {
            LocalDate from =
                    BenchData.FIRST_DAY.plusDays(random.nextInt(BenchData.DAYS - length + 1));
            ranges.add(new Range(from, from.plusDays(length - 1)));
        }
        return ranges;
    }

    private static void compare(
            Installation installation, DossierAccess product, Unit root, List<Range> ranges)
            throws SQLException {
        Map<String, String> codes = new HashMap<>();
        installation
                .bean(JdbcClient.class)
                .sql("select id, code from organization.unit")
                .query((row, n) -> codes.put("" + row.getLong("id"), row.getString("code")))
                .list();
        try (Connection connection = installation.bean(DataSource.class).getConnection();
                PreparedStatement lean = connection.prepareStatement(LEAN)) {
            for (Range range : ranges) {
                Map<String, String> expected = new HashMap<>();
                lean(lean, range)
                        .forEach((unit, counts) -> expected.put(codes.get(unit), text(counts)));
                Map<String, String> table =
                        rows(product.byUnit(root, range.from(), range.to()).rows());
                Map<String, String> recount =
                        rows(product.recountByUnit(root, range.from(), range.to()).rows());
                if (!table.equals(expected) || !table.equals(recount)) {
                    table.entrySet()
                            .removeIf(row -> row.getValue().equals(expected.get(row.getKey())));
                    throw new IllegalStateException(
                            "the tables of "
                                    + range
                                    + " differ, first at "
                                    + table.entrySet().stream().findFirst()
                                    + " against "
                                    + table.keySet().stream().findFirst().map(expected::get));
                }
            }
        }
        for (Verification verification : installation.beans(Verification.class)) {
            List<String> differences = verification.differences();
            if (!differences.isEmpty()) {
                throw new IllegalStateException(verification.subject() + ": " + differences);
            }
        }
    }

    private static Map<String, String> rows(List<StatisticsRow> rows) {
        Map<String, String> texts = new HashMap<>();
        for (StatisticsRow row : rows) {
            if (row.total() > 0) {
                texts.put(
                        row.unit(),
                        text(
                                row.total(),
                                row.carriedOver(),
                                row.received(),
                                row.receivedInPerson(),
                                row.receivedOnline(),
                                row.receivedByPost(),
                                row.resolved(),
                                row.resolvedEarly(),
                                row.resolvedOnTime(),
                                row.resolvedLate(),
                                row.pending(),
                                row.pendingInTime(),
                                row.pendingOverdue(),
                                row.suspended(),
                                row.refused(),
                                row.withdrawn(),
                                row.stopped()));
            }
        }
        return texts;
    }

    private static String text(long... counts) {
        return java.util.Arrays.toString(counts);
    }

    private static Map<String, long[]> lean(PreparedStatement statement, Range range)
            throws SQLException {
        OffsetDateTime start = offset(range.from());
        OffsetDateTime until = offset(range.to().plusDays(1));
        boolean[] starts = {
            true, true, true, false, false, false, false, false, false, false, false, false, true
        };
        for (int i = 0; i < starts.length; i++) {
            statement.setObject(i + 1, starts[i] ? start : until);
        }
        Map<String, long[]> rows = new HashMap<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                long total = row.getLong(2);
                long received = row.getLong(3);
                long inPerson = row.getLong(4);
                long byPost = row.getLong(5);
                long resolved = row.getLong(6);
                long early = row.getLong(7);
                long late = row.getLong(8);
                long overdue = row.getLong(9);
                long suspended = row.getLong(10);
                long refused = row.getLong(11);
                long withdrawn = row.getLong(12);
                long stopped = row.getLong(13);
                long pending = total - resolved - suspended - refused - withdrawn - stopped;
                rows.put(
                        row.getString(1),
                        new long[] {
                            total,
                            total - received,
                            received,
                            inPerson,
                            received - inPerson - byPost,
                            byPost,
                            resolved,
                            early,
                            resolved - early - late,
                            late,
                            pending,
                            pending - overdue,
                            overdue,
                            suspended,
                            refused,
                            withdrawn,
                            stopped
                        });
            }
        }
        return rows;
    }

    private static OffsetDateTime offset(LocalDate day) {
        return day.atStartOfDay(Vietnamese.ZONE).toOffsetDateTime();
    }

    private interface Work {
        Object done() throws SQLException;
    }

    private static double milliseconds(Work work) throws SQLException {
        long start = System.nanoTime();
        work.done();
        return (System.nanoTime() - start) / 1e6;
    }
}
