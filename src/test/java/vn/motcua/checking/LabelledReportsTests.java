package vn.motcua.checking;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/// The goals on three real reports whose claims were labelled by hand; the labels are no part of
/// the product.
class LabelledReportsTests {
    private static final Path SEEDS = Path.of("..", "shared", "seeds");
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,]*");

    private record Labelled(Map<String, String> fields, List<Finding> found) {
        String field(String name) {
            return fields.getOrDefault(name, "");
        }

        boolean wrong() {
            return field("verdict").equals("WRONG");
        }
    }

    @Test
    void meetsTheGoals() throws Exception {
        assumeTrue(
                Files.exists(SEEDS.resolve("claims.csv")),
                "the labelled reports are not on this machine");
        Map<String, List<Finding>> findings = new LinkedHashMap<>();
        double pages = 0;
        Checking checking = new Checking();
        try (var files = Files.list(SEEDS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".txt")).sorted().toList()) {
                CheckedFile checked = checking.check(file);
                findings.put(file.getFileName().toString().replace(".txt", ""), checked.findings());
                pages += String.join("\n", checked.lines()).length() / 2500.0;
            }
        }
        List<Labelled> claims = claims(findings);

        List<Labelled> printed =
                claims.stream()
                        .filter(c -> c.wrong() && c.field("basis").equals("as_printed"))
                        .toList();
        assertThat(share(printed)).as("recall, as printed").isGreaterThanOrEqualTo(0.95);
        List<Labelled> other =
                claims.stream()
                        .filter(c -> c.wrong() && !c.field("basis").equals("as_printed"))
                        .toList();
        assertThat(share(other))
                .as("recall, across the text and inferred")
                .isGreaterThanOrEqualTo(0.70);

        List<Finding> explained =
                claims.stream().filter(Labelled::wrong).flatMap(c -> c.found().stream()).toList();
        List<Finding> all = findings.values().stream().flatMap(List::stream).toList();
        List<Finding> wrong = all.stream().filter(f -> f.verdict() == Verdict.WRONG).toList();
        long right = wrong.stream().filter(explained::contains).count();
        assertThat((double) right / wrong.size())
                .as("precision of wrong")
                .isGreaterThanOrEqualTo(0.95);
        long falseSuspects =
                all.stream()
                        .filter(f -> f.verdict() == Verdict.SUSPECT && !explained.contains(f))
                        .count();
        assertThat(falseSuspects / pages * 10)
                .as("false suspects per ten pages")
                .isLessThanOrEqualTo(2.0);

        assertThat(claims)
                .filteredOn(c -> c.field("verdict").equals("ok"))
                .filteredOn(c ->
                        c.found().stream()
                                .anyMatch(f ->
                                        f.verdict() == Verdict.WRONG && !explained.contains(f)))
                .as("right claims called wrong")
                .isEmpty();
    }

    private static double share(List<Labelled> claims) {
        return (double) claims.stream().filter(c -> !c.found().isEmpty()).count() / claims.size();
    }

    private static List<Labelled> claims(Map<String, List<Finding>> findings) throws IOException {
        List<Labelled> claims = new ArrayList<>();
        try (Reader reader = Files.newBufferedReader(SEEDS.resolve("claims.csv"), UTF_8);
                var records =
                        CSVFormat.DEFAULT
                                .builder()
                                .setHeader()
                                .setSkipHeaderRecord(true)
                                .get()
                                .parse(reader)) {
            for (CSVRecord row : records) {
                Map<String, String> fields = row.toMap();
                claims.add(
                        new Labelled(
                                fields,
                                findings.getOrDefault(fields.get("seed"), List.of()).stream()
                                        .filter(f -> matches(fields, f))
                                        .toList()));
            }
        }
        return claims;
    }

    /// The same place and the same operands.
    private static boolean matches(Map<String, String> claim, Finding finding) {
        String line = claim.get("line");
        if (!line.equals(finding.line()) && !finding.elsewhere().contains(line)) {
            return false;
        }
        List<Double> named =
                new ArrayList<>(finding.operands().stream().map(Number::doubleValue).toList());
        named.addAll(vietnamese(finding.stated() + " " + finding.expected()));
        String operands = claim.get("operands").replaceAll("mức độ \\d", "");
        return plain(operands).stream()
                .allMatch(
                        o -> named.stream().anyMatch(n -> Math.abs(n - o) < 1e-6 * Math.max(1, o)));
    }

    private static List<Double> plain(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = Pattern.compile("\\d+(?:\\.\\d+)?").matcher(text);
        while (matcher.find()) {
            numbers.add(Double.valueOf(matcher.group()));
        }
        return numbers;
    }

    private static List<Double> vietnamese(String text) {
        List<Double> numbers = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            String digits = matcher.group().replaceAll("[.,]+$", "");
            numbers.add(Double.valueOf(digits.replace(".", "").replace(',', '.')));
        }
        return numbers;
    }
}
