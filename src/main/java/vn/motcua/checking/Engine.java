package vn.motcua.checking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.claim.Quantity;
import vn.motcua.checking.cross.CrossCheck;
import vn.motcua.checking.cross.Restated;
import vn.motcua.checking.cross.StatusBalance;
import vn.motcua.checking.prose.Prose;
import vn.motcua.checking.reading.Document;
import vn.motcua.checking.reading.Line;
import vn.motcua.checking.reading.Place;
import vn.motcua.checking.table.Tables;

/// Runs all rules over one document.
final class Engine {
    private Engine() {}

    static List<Claim> claims(Document document, Prose prose, Tables tables) {
        Claims claims = new Claims();
        prose.find(claims);
        tables.find(claims);
        List<Quantity> quantities = prose.quantities();
        CrossCheck.find(quantities, tables.quantities(), claims);
        Restated.find(quantities, claims);
        StatusBalance.find(quantities, claims);
        CrossCheck.findTriples(claims.all(), claims);
        return withoutRepeats(claims.all());
    }

    private static List<Claim> withoutRepeats(List<Claim> claims) {
        Map<String, Claim> first = new LinkedHashMap<>();
        for (Claim claim : claims) {
            String key =
                    claim.kind()
                            + "|"
                            + claim.place()
                            + "|"
                            + claim.stated()
                            + "|"
                            + claim.operands();
            first.putIfAbsent(key, claim);
        }
        return List.copyOf(first.values());
    }

    static CheckedFile check(Document document) {
        Prose prose = Prose.of(document);
        Tables tables = Tables.of(document);
        List<Claim> claims = claims(document, prose, tables);
        List<Claim> faults =
                claims.stream()
                        .filter(c -> c.verdict() != Verdict.OK)
                        .sorted(Comparator.comparingInt(c -> c.place().index()))
                        .toList();
        List<Finding> findings = new ArrayList<>();
        for (Claim claim : faults) {
            findings.add(
                    new Finding(
                            "F" + (findings.size() + 1),
                            claim.kind(),
                            claim.basis(),
                            claim.place().at(),
                            claim.place().shown(),
                            claim.place().index(),
                            claim.quote(),
                            claim.stated(),
                            claim.expected(),
                            claim.verdict(),
                            claim.message(),
                            claim.operands(),
                            claim.related().stream().map(Place::at).toList()));
        }
        return new CheckedFile(
                document.name(),
                prose.figures() + tables.figures(),
                claims.size(),
                findings,
                document.lines().stream().map(Line::text).toList());
    }
}
