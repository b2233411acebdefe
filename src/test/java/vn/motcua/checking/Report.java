package vn.motcua.checking;

import java.util.Arrays;
import java.util.List;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.prose.Prose;
import vn.motcua.checking.reading.Document;
import vn.motcua.checking.reading.Documents;
import vn.motcua.checking.table.Tables;

/// A small report for tests, and what was tested in it.
record Report(List<Claim> claims, int figures) {
    static Report of(String... lines) {
        try {
            Document document = Documents.text("thu.txt", String.join("\n", lines));
            Prose prose = Prose.of(document);
            Tables tables = Tables.of(document);
            return new Report(
                    Engine.claims(document, prose, tables), prose.figures() + tables.figures());
        } catch (UnreadableFile e) {
            throw new AssertionError(e);
        }
    }

    List<Claim> findings() {
        return claims.stream().filter(c -> c.verdict() != Verdict.OK).toList();
    }

    List<Verdict> verdicts(Kind... kinds) {
        return claims.stream()
                .filter(c -> Arrays.asList(kinds).contains(c.kind()))
                .map(Claim::verdict)
                .toList();
    }

    Claim only() {
        if (findings().size() != 1) {
            throw new AssertionError("one finding expected: " + findings());
        }
        return findings().getFirst();
    }
}
