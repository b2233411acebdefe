package vn.motcua.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;
import vn.motcua.checking.CheckedFile;
import vn.motcua.checking.Checking;
import vn.motcua.checking.Finding;
import vn.motcua.checking.Verdict;

/// How well and how fast the figures of reports are recomputed. Options: `--labels DIR`, a folder
/// with reports as text and `claims.csv`, the labelled claims of these reports.
public final class CheckBench implements Benchmark {
    private static final int PAGE = 2_500;
    private static final Pattern PLAIN = Pattern.compile("\\d+(?:\\.\\d+)?");
    private static final Pattern VIETNAMESE = Pattern.compile("\\d[\\d.,]*");

    @Override
    public String name() {
        return "check";
    }

    @Override
    public String purpose() {
        return "recall and precision of the figure check on labelled reports; pages per second; memory";
    }

    /// A finding matches a claim when it names the same place and the same operands.
    private record Labelled(Map<String, String> fields, List<Finding> found) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    @Override
    public void run(String[] options) throws Exception {
        Path labels = Path.of("..", "shared", "seeds");
        for (int i = 0; i + 1 < options.length; i++) {
            if (options[i].equals("--labels")) {
                labels = Path.of(options[i + 1]);
            }
        }
        Map<String, Object> result = new LinkedHashMap<>();
        if (Files.exists(labels.resolve("claims.csv"))) {
            score(labels, result);
            speed(labels, result);
        } else {
            System.out.println("No labelled reports in " + labels + ": only memory is measured.");
        }
        memory(result);
        Path target = Files.createDirectories(Path.of("target", "bench")).resolve("check.json");
        Files.writeString(target, json(result) + "\n");
        System.out.println("Written to " + target);
    }

    // ---- how well

    private static void score(Path labels, Map<String, Object> result) throws Exception {
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        double pages = 0;
        for (Path file : reports(labels)) {
            CheckedFile checked = new Checking().check(file);
            findings.put(file.getFileName().toString().replace(".txt", ""), checked.findings());
            pages += (double) Files.readString(file).length() / PAGE;
        }
        List<Labelled> claims = claims(labels, findings);
        System.out.printf("%-15s %-11s %15s %15s%n", "kind", "basis", "wrong found", "cut found");
        Map<String, long[]> table = new TreeMap<>();
        for (Labelled claim : claims) {
            long[] row =
                    table.computeIfAbsent(
                            claim.field("kind") + " " + claim.field("basis"), k -> new long[4]);
            int at =
                    claim.field("verdict").equals("WRONG")
                            ? 0
                            : claim.field("verdict").equals("rounding") ? 2 : -1;
            if (at >= 0) {
                row[at + 1]++;
                row[at] += claim.found().isEmpty() ? 0 : 1;
            }
        }
        List<Object> rows = new ArrayList<>();
        table.forEach((key, row) -> {
            if (row[1] + row[3] > 0) {
                String[] names = key.split(" ");
                System.out.printf(
                        "%-15s %-11s %15s %15s%n",
                        names[0], names[1], row[0] + "/" + row[1], row[2] + "/" + row[3]);
                rows.add(
                        Map.of(
                                "kind",
                                names[0],
                                "basis",
                                names[1],
                                "wrong",
                                row[1],
                                "found",
                                row[0],
                                "cut",
                                row[3],
                                "cutFound",
                                row[2]));
            }
        });
        result.put("recall", rows);
        List<Finding> explained = new ArrayList<>();
        claims.stream()
                .filter(c -> !c.field("verdict").equals("ok"))
                .forEach(c -> explained.addAll(c.found()));
        Map<String, long[]> precision = new TreeMap<>();
        findings.values().stream()
                .flatMap(List::stream)
                .forEach(f -> {
                    long[] row =
                            precision.computeIfAbsent(
                                    f.verdict().code()
                                            + " "
                                            + f.kind().code()
                                            + " "
                                            + f.basis().code(),
                                    k -> new long[2]);
                    row[1]++;
                    row[0] += explained.contains(f) ? 1 : 0;
                });
        System.out.printf("%n%-9s %-15s %-11s %15s%n", "verdict", "kind", "basis", "borne out");
        List<Object> printed = new ArrayList<>();
        precision.forEach((key, row) -> {
            String[] names = key.split(" ");
            System.out.printf(
                    "%-9s %-15s %-11s %15s%n", names[0], names[1], names[2], row[0] + "/" + row[1]);
            printed.add(
                    Map.of(
                            "verdict", names[0], "kind", names[1], "basis", names[2], "right",
                            row[0], "all", row[1]));
        });
        result.put("precision", printed);
        long falseSuspects =
                findings.values().stream()
                        .flatMap(List::stream)
                        .filter(f -> f.verdict() == Verdict.SUSPECT && !explained.contains(f))
                        .count();
        long rightCalledWrong =
                claims.stream()
                        .filter(c -> c.field("verdict").equals("ok"))
                        .filter(c ->
                                c.found().stream()
                                        .anyMatch(f ->
                                                f.verdict() == Verdict.WRONG
                                                        && !explained.contains(f)))
                        .count();
        System.out.println();
        put(result, "recallAsPrinted", recall(claims, true), "recall of wrong claims as printed");
        put(
                result,
                "recallOther",
                recall(claims, false),
                "recall of wrong claims across the text and inferred");
        put(result, "precisionOfWrong", precisionOf(precision, "wrong"), "precision of 'wrong'");
        put(
                result,
                "falseSuspectsPerTenPages",
                falseSuspects * 10 / pages,
                "false suspects per ten pages");
        put(result, "rightClaimsCalledWrong", rightCalledWrong, "right claims called wrong");
    }

    private static void put(Map<String, Object> result, String name, double value, String label) {
        result.put(name, value);
        System.out.printf(Locale.ROOT, "%-55s %10.3f%n", label, value);
    }

    private static double recall(List<Labelled> claims, boolean printed) {
        List<Labelled> chosen =
                claims.stream()
                        .filter(c ->
                                c.field("verdict").equals("WRONG")
                                        && c.field("basis").equals("as_printed") == printed)
                        .toList();
        return (double) chosen.stream().filter(c -> !c.found().isEmpty()).count() / chosen.size();
    }

    private static double precisionOf(Map<String, long[]> precision, String verdict) {
        long right = 0;
        long all = 0;
        for (Map.Entry<String, long[]> entry : precision.entrySet()) {
            if (entry.getKey().startsWith(verdict + " ")) {
                right += entry.getValue()[0];
                all += entry.getValue()[1];
            }
        }
        return all == 0 ? 1 : (double) right / all;
    }

    private static List<Path> reports(Path labels) throws IOException {
        try (var files = Files.list(labels)) {
            return files.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
    }

    private static List<Labelled> claims(Path labels, Map<String, List<Finding>> findings)
            throws IOException {
        List<Labelled> claims = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(labels.resolve("claims.csv"), UTF_8);
                var records =
                        CSVFormat.DEFAULT
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get()
                                .parse(reader)) {
            for (CSVRecord record : records) {
                Map<String, String> fields = record.toMap();
                List<Finding> here = findings.getOrDefault(fields.get("seed"), List.of());
                claims.add(
                        new Labelled(
                                fields, here.stream().filter(f -> matches(fields, f)).toList()));
            }
        }
        return claims;
    }

    private static boolean matches(Map<String, String> claim, Finding finding) {
        String line = claim.get("line");
        if (!line.equals(finding.line()) && !finding.elsewhere().contains(line)) {
            return false;
        }
        List<Double> named =
                new ArrayList<>(finding.operands().stream().map(Number::doubleValue).toList());
        Matcher shown = VIETNAMESE.matcher(finding.stated() + " " + finding.expected());
        while (shown.find()) {
            named.add(
                    Double.valueOf(
                            shown.group()
                                    .replaceAll("[.,]+$", "")
                                    .replace(".", "")
                                    .replace(',', '.')));
        }
        Matcher operand =
                PLAIN.matcher(claim.getOrDefault("operands", "").replaceAll("mức độ \\d", ""));
        while (operand.find()) {
            double wanted = Double.parseDouble(operand.group());
            if (named.stream().noneMatch(n -> Math.abs(n - wanted) < 1e-6 * Math.max(1, wanted))) {
                return false;
            }
        }
        return true;
    }

    // ---- how fast

    private static void speed(Path labels, Map<String, Object> result) throws Exception {
        StringBuilder all = new StringBuilder();
        List<Path> reports = reports(labels);
        for (int i = 0; all.length() < 100 * PAGE; i++) {
            all.append(Files.readString(reports.get(i % reports.size()))).append("\n\n");
        }
        String text = all.substring(0, 100 * PAGE);
        double best = Double.MAX_VALUE;
        double first = 0;
        for (int i = 0; i < 8; i++) {
            long start = System.nanoTime();
            new Checking().checkText("100 pages", text);
            double seconds = (System.nanoTime() - start) / 1e9;
            first = i == 0 ? seconds : first;
            best = Math.min(best, seconds);
        }
        put(result, "secondsPer100PagesFirst", first, "seconds for 100 pages, first time");
        put(result, "secondsPer100Pages", best, "seconds for 100 pages, warm");
        put(result, "pagesPerSecond", 100 / best, "pages per second");
    }

    // ---- how much memory

    private static void memory(Map<String, Object> result) throws Exception {
        Path file = Files.createTempFile("bench-check", ".docx");
        try {
            try (XWPFDocument word = new XWPFDocument();
                    OutputStream out = Files.newOutputStream(file)) {
                for (int page = 0; page < 300; page++) {
                    page(word, page);
                }
                word.write(out);
            }
            Process process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx1g",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    CheckBench.class.getName(),
                                    file.toString())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String[] measured =
                    new String(process.getInputStream().readAllBytes(), UTF_8).strip().split(" ");
            boolean done = process.waitFor() == 0 && measured.length == 2;
            put(
                    result,
                    "docx300PeakHeapMiB",
                    done ? Double.parseDouble(measured[0]) : Double.NaN,
                    "peak heap for a docx of 300 pages, MiB (-Xmx1g)");
            put(
                    result,
                    "docx300Seconds",
                    done ? Double.parseDouble(measured[1]) : Double.NaN,
                    "seconds for it, cold");
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static void page(XWPFDocument word, int page) {
        for (int i = 0; i < 6; i++) {
            word.createParagraph()
                    .createRun()
                    .setText(
                            "Trong kỳ, các cơ quan, đơn vị trên địa bàn đã tiếp nhận "
                                    + (1000 + page + i)
                                    + " hồ sơ, trong đó: trực tiếp 600 hồ sơ; trực tuyến "
                                    + (400 + page + i)
                                    + " hồ sơ; đã giải quyết 900/1000 hồ sơ, đạt 90% kế hoạch; các đơn vị tiếp tục chỉ đạo thực hiện"
                                    + " nghiêm túc quy trình tiếp nhận, giải quyết và trả kết quả theo cơ chế một cửa.");
        }
        XWPFTable table = word.createTable(12, 6);
        for (int r = 0; r < 12; r++) {
            for (int c = 0; c < 6; c++) {
                String head = c == 0 ? "Đơn vị" : c == 1 ? "Tổng số" : "Cột " + c;
                table.getRow(r)
                        .getCell(c)
                        .setText(
                                r == 0
                                        ? head
                                        : c == 0
                                                ? "Xã " + r
                                                : Integer.toString(c == 1 ? 14 * r : r * c));
            }
        }
    }

    /// Checks one file and prints the peak of the heap and the seconds taken; its own process.
    public static void main(String[] args) throws Exception {
        long start = System.nanoTime();
        new Checking().check(Path.of(args[0]));
        double seconds = (System.nanoTime() - start) / 1e9;
        long peak = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            peak += pool.getType() == MemoryType.HEAP ? pool.getPeakUsage().getUsed() : 0;
        }
        System.out.printf(Locale.ROOT, "%.1f %.2f%n", peak / 1048576.0, seconds);
    }

    private static String json(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                    "{"
                            + String.join(
                                    ",",
                                    map.entrySet().stream()
                                            .map(e ->
                                                    "\"" + e.getKey() + "\":" + json(e.getValue()))
                                            .toList())
                            + "}";
            case List<?> list ->
                    "[" + String.join(",", list.stream().map(CheckBench::json).toList()) + "]";
            case Number number -> Double.isNaN(number.doubleValue()) ? "null" : number.toString();
            default -> "\"" + value + "\"";
        };
    }
}
