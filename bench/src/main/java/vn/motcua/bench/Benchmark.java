package vn.motcua.bench;

/// One thing that is measured: prints a table and writes JSON under `target/bench/`.
interface Benchmark {
    String name();

    String purpose();

    void run(String[] options) throws Exception;
}
