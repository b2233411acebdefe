package vn.motcua.checking;

import java.util.List;

/// What the check of one report found.
///
/// @param figures how many numbers were read
/// @param claims how many relations between them were tested
/// @param lines the text of the report, line by line
public record CheckedFile(
        String file, int figures, int claims, List<Finding> findings, List<String> lines) {
    public CheckedFile {
        findings = List.copyOf(findings);
        lines = List.copyOf(lines);
    }

    CheckedFile named(String name) {
        return new CheckedFile(name, figures, claims, findings, lines);
    }

    public boolean hasWrongFigures() {
        return findings.stream().anyMatch(f -> f.verdict() == Verdict.WRONG);
    }
}
