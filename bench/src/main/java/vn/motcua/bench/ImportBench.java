package vn.motcua.bench;

import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import vn.motcua.dossier.DossierImport;
import vn.motcua.dossier.ImportResult;
import vn.motcua.organization.Unit;

/// The import of dossiers, with validation, history and journal, beside COPY of the same rows into
/// a bare table. Both are committed and durable; the rows are new in every run.
public final class ImportBench implements Benchmark {
    private static final int UNITS = 13;
    private static final int WARM_UP_RUNS = 2;
    private static final double GOAL = 0.1;

    @Override
    public String name() {
        return "import";
    }

    @Override
    public String purpose() {
        return "import of dossiers against COPY into a bare table [--rows 100000] [--runs 3]";
    }

    @Override
    public void run(String[] options) throws Exception {
        Options given = Options.of(options, "rows", "runs");
        int rows = given.number("rows", 100_000);
        int runs = given.number("runs", 3);
        Report report = new Report(name(), "run", "copy rows/s", "import rows/s", "import/copy");
        List<Double> copies = new ArrayList<>();
        List<Double> imports = new ArrayList<>();
        try (Installation installation = Installation.start()) {
            BenchData data = new BenchData(installation);
            Unit root = data.units(UNITS);
            for (int i = 0; i < WARM_UP_RUNS; i++) {
                byte[] file = BenchData.csv(data.lines(root, UNITS, 0, rows, rows, true));
                copy(installation.bean(DataSource.class), file);
                importing(installation, root, file, rows);
            }
            for (int run = 1; run <= runs; run++) {
                byte[] file = BenchData.csv(data.lines(root, UNITS, 0, rows, rows, true));
                double copy = rows / copy(installation.bean(DataSource.class), file);
                double imported = rows / importing(installation, root, file, rows);
                copies.add(copy);
                imports.add(imported);
                report.row("" + run, copy, imported, imported / copy);
            }
        }
        double ratio = Report.median(imports) / Report.median(copies);
        report.row("median", Report.median(copies), Report.median(imports), ratio)
                .fact("rows", rows)
                .fact("ratio", ratio)
                .fact("goal", "at least " + GOAL)
                .fact("reached", ratio >= GOAL)
                .finish();
    }

    private static double importing(Installation installation, Unit root, byte[] file, int rows) {
        long start = System.nanoTime();
        ImportResult result =
                installation
                        .bean(DossierImport.class)
                        .run(file, "bench.csv", BenchData.actor(root));
        double seconds = (System.nanoTime() - start) / 1e9;
        if (result.imported() != rows) {
            throw new IllegalStateException("imported " + result);
        }
        return seconds;
    }

    private static double copy(DataSource source, byte[] file) throws Exception {
        try (Connection connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("drop table if exists bare");
            statement.execute(
                    """
                    create table bare (
                      code text, procedure text, unit text, channel text, applicant text,
                      received_at timestamptz, due_at timestamptz, outcome text, outcome_at timestamptz)
                    """);
            long start = System.nanoTime();
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(
                            "copy bare from stdin with (format csv, header)",
                            new ByteArrayInputStream(file));
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
