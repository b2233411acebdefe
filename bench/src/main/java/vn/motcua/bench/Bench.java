package vn.motcua.bench;

import java.util.Arrays;
import java.util.List;

/// Runs one benchmark by its name, or lists them.
public final class Bench {
    private static final List<Benchmark> ALL = List.of(new CheckBench());

    private Bench() {}

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            ALL.forEach(b -> System.out.printf("%-12s %s%n", b.name(), b.purpose()));
            return;
        }
        for (Benchmark benchmark : ALL) {
            if (benchmark.name().equals(args[0])) {
                benchmark.run(Arrays.copyOfRange(args, 1, args.length));
                return;
            }
        }
        System.err.println("No benchmark is called " + args[0]);
        System.exit(2);
    }
}
