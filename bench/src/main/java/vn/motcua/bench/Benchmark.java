package vn.motcua.bench;

/// One benchmark of `./motcua bench NAME`.
public interface Benchmark {
    String name();

    /// One line for the list of benchmarks, with its options.
    String purpose();

    void run(String[] options) throws Exception;
}
