package vn.motcua.bench;

public final class StatisticsBench implements Benchmark {
    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public String purpose() {
        return "";
    }

    @Override
    public void run(String[] options) throws Exception {}
}
