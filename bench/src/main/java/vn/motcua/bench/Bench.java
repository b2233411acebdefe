package vn.motcua.bench;

import java.util.Arrays;
import java.util.List;

/// Runs one benchmark, or lists them.
public final class Bench {
    private static final List<Benchmark> ALL =
            List.of(new CheckBench(), new ImportBench(), new StatisticsBench());

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            ALL.forEach(each -> System.out.printf("%-12s %s%n", each.name(), each.purpose()));
            return;
        }
        Benchmark chosen =
                ALL.stream()
                        .filter(each -> each.name().equals(arguments[0]))
                        .findFirst()
                        .orElse(null);
        if (chosen == null) {
            System.err.println("motcua: there is no benchmark " + arguments[0]);
            System.exit(2);
            return;
        }
        try {
            chosen.run(Arrays.copyOfRange(arguments, 1, arguments.length));
        } catch (IllegalArgumentException fault) {
            System.err.println("motcua: " + fault.getMessage() + "\n" + chosen.purpose());
            System.exit(2);
        }
        System.exit(0);
    }
}
