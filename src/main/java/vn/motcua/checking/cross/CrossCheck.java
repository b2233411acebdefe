package vn.motcua.checking.cross;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.claim.Mend;
import vn.motcua.checking.claim.Quantity;
import vn.motcua.checking.reading.Measure;
import vn.motcua.checking.reading.Place;

/// The text against the tables: the same quantity must have one value.
public final class CrossCheck {
    private static final Set<String> NARROWING =
            Set.of("partial", "full", "electronic", "signed", "paid", "digitised");

    private CrossCheck() {}

    public static void find(List<Quantity> prose, List<Quantity> tables, Claims claims) {
        for (Quantity said : prose) {
            if (said.noun().isEmpty() || !said.exact()) {
                continue;
            }
            same(said, tables, claims);
            within(said, tables, claims);
        }
    }

    // ---- one quantity, two places

    private static void same(Quantity said, List<Quantity> tables, Claims claims) {
        List<Quantity> matches = new ArrayList<>();
        for (Quantity printed : tables) {
            if (printed.measure() == said.measure()
                    && printed.noun().equals(said.noun())
                    && comparable(said, printed)) {
                matches.add(printed);
            }
        }
        if (matches.isEmpty()) {
            return;
        }
        Optional<Quantity> equal =
                matches.stream().filter(m -> Arithmetic.same(m.value(), said.value())).findFirst();
        if (equal.isPresent()) {
            report(said, equal.get(), Verdict.OK, List.of(), claims);
            return;
        }
        Quantity nearest = matches.getFirst();
        for (Quantity match : matches) {
            if (distance(said, match).compareTo(distance(said, nearest)) < 0) {
                nearest = match;
            }
        }
        Set<BigDecimal> shown = new HashSet<>();
        for (Quantity match : matches) {
            boolean another =
                    match == nearest || !match.parts().isEmpty() != !nearest.parts().isEmpty();
            if (another && shown.add(match.value())) {
                List<Place> also =
                        matches.stream()
                                .filter(m ->
                                        m != match && Arithmetic.same(m.value(), match.value()))
                                .map(Quantity::place)
                                .toList();
                report(said, match, Verdict.SUSPECT, also, claims);
            }
        }
    }

    private static BigDecimal distance(Quantity one, Quantity other) {
        return one.value().subtract(other.value()).abs();
    }

    private static boolean comparable(Quantity said, Quantity printed) {
        Set<String> said1 = new HashSet<>(said.facets());
        boolean together = said1.remove("together");
        Set<String> printed1 = new HashSet<>(printed.facets());
        printed1.remove("together");
        boolean facets = said1.equals(printed1);
        if (!facets && together) {
            Set<String> received = new HashSet<>(said1);
            received.remove("resolved");
            received.add("received");
            Set<String> resolved = new HashSet<>(said1);
            resolved.remove("received");
            resolved.add("resolved");
            facets = printed1.equals(received) || printed1.equals(resolved);
        }
        if (!facets) {
            return false;
        }
        Set<String> missing = new HashSet<>(printed.words());
        missing.removeAll(said.words());
        Set<String> extra = new HashSet<>(said.words());
        extra.removeAll(printed.words());
        if (printed1.isEmpty()) {
            return said.total() && printed.total() && missing.isEmpty() && extra.isEmpty();
        }
        boolean form = printed.passage() < 0 && printed.quote().matches("^\\d.*");
        boolean close = Arithmetic.close(said.value(), printed.value(), 40);
        boolean near = Arithmetic.close(said.value(), printed.value(), 6);
        boolean wordsFit =
                missing.size() <= (near ? 1 : 0) && extra.size() <= (near ? 6 : close ? 4 : 2);
        boolean totals = close || !printed.total() || said.total();
        return wordsFit && totals && (close || form);
    }

    private static void report(
            Quantity said, Quantity printed, Verdict verdict, List<Place> also, Claims claims) {
        String other =
                printed.parts().isEmpty()
                        ? Arithmetic.show(printed.value())
                        : Arithmetic.plus(printed.parts())
                                + " = "
                                + Arithmetic.show(printed.value());
        String unit = said.measure() == Measure.PERCENT ? "%" : "";
        List<BigDecimal> operands = new ArrayList<>();
        operands.add(said.value());
        operands.addAll(printed.parts().isEmpty() ? List.of(printed.value()) : printed.parts());
        List<Place> related = new ArrayList<>();
        related.add(printed.place());
        related.addAll(printed.more());
        related.addAll(also);
        claims.add(
                new Claim(
                        Kind.CROSS_CHECK,
                        Basis.CROSS_TEXT,
                        verdict,
                        said.place(),
                        said.quote(),
                        operands,
                        Arithmetic.show(said.value()) + unit,
                        Arithmetic.show(printed.value()) + unit,
                        verdict == Verdict.OK
                                ? "Khớp với “"
                                        + printed.quote()
                                        + "” ("
                                        + printed.place().shown()
                                        + ")."
                                : "Ở đây là "
                                        + Arithmetic.show(said.value())
                                        + unit
                                        + ", nhưng “"
                                        + printed.quote()
                                        + "” ("
                                        + printed.place().shown()
                                        + ") là "
                                        + other
                                        + unit
                                        + ": lệch "
                                        + Arithmetic.show(distance(said, printed))
                                        + unit
                                        + "."
                                        + Mend.slip(said.value(), printed.value())
                                                .map(s -> " Có thể " + s + ".")
                                                .orElse(""),
                        related));
    }

    // ---- a part that the other place makes larger than its whole

    private static void within(Quantity said, List<Quantity> tables, Claims claims) {
        for (Quantity printed : tables) {
            if (printed.measure() != said.measure()
                    || !printed.noun().equals(said.noun())
                    || !printed.exact()) {
                continue;
            }
            if (narrower(said, printed) && said.value().compareTo(printed.value()) > 0) {
                part(said, printed, said, claims);
                return;
            }
            if (said.measure() == Measure.PERCENT
                    && narrower(printed, said)
                    && printed.value().compareTo(said.value()) > 0) {
                part(printed, said, said, claims);
                return;
            }
        }
    }

    private static boolean narrower(Quantity part, Quantity whole) {
        if (whole.facets().isEmpty() || part.facets().size() <= whole.facets().size()) {
            return false;
        }
        Set<String> extra = new HashSet<>(part.facets());
        extra.removeAll(whole.facets());
        if (!part.facets().containsAll(whole.facets())
                || extra.size() > 1
                || !NARROWING.containsAll(extra)) {
            return false;
        }
        Set<String> missing = new HashSet<>(whole.words());
        missing.removeAll(part.words());
        return missing.size() <= 2;
    }

    private static void part(Quantity part, Quantity whole, Quantity said, Claims claims) {
        @Nullable Quantity other = said == part ? whole : part;
        String unit = said.measure() == Measure.PERCENT ? "%" : "";
        claims.add(
                new Claim(
                        Kind.CROSS_CHECK,
                        Basis.CROSS_TEXT,
                        Verdict.SUSPECT,
                        said.place(),
                        said.quote(),
                        List.of(part.value(), whole.value()),
                        Arithmetic.show(said.value()) + unit,
                        (said == part ? "≤ " : "≥ ") + Arithmetic.show(other.value()) + unit,
                        "Phần “"
                                + part.quote()
                                + "” ("
                                + Arithmetic.show(part.value())
                                + unit
                                + ") lớn hơn toàn bộ “"
                                + whole.quote()
                                + "” ("
                                + Arithmetic.show(whole.value())
                                + unit
                                + ", "
                                + (said == part ? whole : part).place().shown()
                                + ").",
                        List.of(other.place())));
    }

    /// Two percentages agree and so do their bases, but not what is counted: one of the counts has
    /// another unit.
    public static void findTriples(List<Claim> found, Claims claims) {
        for (Claim one : found) {
            if (one.kind() != Kind.RATIO
                    || one.verdict() != Verdict.OK
                    || one.operands().size() != 2) {
                continue;
            }
            for (Claim other : found) {
                if (other == one
                        || other.kind() != Kind.RATIO
                        || other.verdict() == Verdict.OK
                        || other.operands().size() != 2
                        || !other.stated().equals(one.stated())) {
                    continue;
                }
                for (int power : new int[] {-6, -3, 0, 3, 6}) {
                    BigDecimal base = one.operands().get(1).scaleByPowerOfTen(power);
                    BigDecimal count = one.operands().get(0).scaleByPowerOfTen(power);
                    if (Arithmetic.same(base, other.operands().get(1))
                            && !Arithmetic.same(count, other.operands().get(0))) {
                        claims.add(
                                new Claim(
                                        Kind.CROSS_CHECK,
                                        Basis.CROSS_TEXT,
                                        Verdict.SUSPECT,
                                        one.place(),
                                        one.quote(),
                                        List.of(count, other.operands().get(0)),
                                        Arithmetic.show(one.operands().get(0)),
                                        Arithmetic.show(other.operands().get(0)),
                                        "Cùng mẫu số "
                                                + Arithmetic.show(one.operands().get(1))
                                                + " và cùng tỷ lệ "
                                                + one.stated()
                                                + ", nhưng tử số ở đây là "
                                                + Arithmetic.show(one.operands().get(0))
                                                + (power == 0
                                                        ? ""
                                                        : " (= "
                                                                + Arithmetic.show(count)
                                                                + " theo đơn vị của bảng)")
                                                + ", còn "
                                                + other.place().shown()
                                                + " ghi "
                                                + Arithmetic.show(other.operands().get(0))
                                                + "."
                                                + Mend.slip(other.operands().get(0), count)
                                                        .map(s -> " Có thể " + s + ".")
                                                        .orElse(""),
                                        List.of(other.place())));
                    }
                }
            }
        }
    }
}
