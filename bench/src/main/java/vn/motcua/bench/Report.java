package vn.motcua.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What a benchmark found: a table for people on standard output, JSON under `target/bench/`.
public final class Report {
    private final String name;
    private final List<String> columns;
    private final Map<String, Object> facts = new LinkedHashMap<>();
    private final List<Map<String, Object>> rows = new ArrayList<>();

    public Report(String name, String... columns) {
        this.name = name;
        this.columns = List.of(columns);
        facts.put("benchmark", name);
        facts.put("processors", Runtime.getRuntime().availableProcessors());
        facts.put("java", Runtime.version().toString());
    }

    /// Something about the whole run, printed above the table.
    public Report fact(String what, Object value) {
        facts.put(what, value);
        return this;
    }

    /// One row, with a value for each column.
    public Report row(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("a row has " + columns.size() + " values");
        }
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(columns.get(i), values[i]);
        }
        rows.add(row);
        return this;
    }

    /// Prints the table and writes `target/bench/NAME.json` of the working directory.
    public void finish() throws IOException {
        System.out.println();
        facts.forEach((what, value) -> System.out.println(what + ": " + text(value)));
        System.out.println();
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.values().stream().map(Report::text).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        for (List<String> line : lines) {
            StringBuilder printed = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - line.get(i).length());
                printed.append(i == 0 ? line.get(i) + padding : "  " + padding + line.get(i));
            }
            System.out.println(printed.toString().stripTrailing());
        }
        Path file = Path.of("target", "bench", name + ".json");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Map<String, Object> all = new LinkedHashMap<>(facts);
        all.put("rows", rows);
        Files.writeString(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(all));
        System.out.println();
        System.out.println("written to " + file);
    }

    private static String text(Object value) {
        return value instanceof Double number
                ? String.format(Locale.ROOT, number < 10 ? "%.3f" : "%.1f", number)
                : value.toString();
    }

    /// The middle of the measured values.
    public static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(half)
                : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
