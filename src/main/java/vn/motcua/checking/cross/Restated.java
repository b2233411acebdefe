package vn.motcua.checking.cross;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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

/// The text against itself: a quantity that two paragraphs name, and a total that the paragraphs on
/// its levels add up to.
public final class Restated {
    private static final int NEAR = 4;
    private static final BigDecimal TEN = BigDecimal.TEN;

    private Restated() {}

    private record Name(Measure measure, String noun, Set<String> facets, Set<String> words) {}

    public static void find(List<Quantity> prose, Claims claims) {
        Map<Name, List<Quantity>> byName = new HashMap<>();
        for (Quantity quantity : prose) {
            if (quantity.exact() && !quantity.noun().isEmpty() && !quantity.facets().isEmpty()) {
                Name name =
                        new Name(
                                quantity.measure(),
                                quantity.noun(),
                                quantity.facets(),
                                quantity.words());
                byName.computeIfAbsent(name, n -> new ArrayList<>()).add(quantity);
            }
        }
        for (List<Quantity> same : byName.values()) {
            twice(same, claims);
        }
        levels(prose, claims);
    }

    /// Told only where one slip of the hand leads from one value to the other: two paragraphs may
    /// well speak of different things in the same words.
    private static void twice(List<Quantity> same, Claims claims) {
        Set<BigDecimal> values = new HashSet<>();
        same.forEach(q -> values.add(q.value().stripTrailingZeros()));
        if (values.size() != 2 || same.size() > NEAR) {
            return;
        }
        Quantity first = same.getFirst();
        for (Quantity later : same) {
            if (later.passage() == first.passage()
                    || Arithmetic.same(first.value(), later.value())
                    || !first.period().equals(later.period())) {
                continue;
            }
            Optional<String> slip = Mend.slip(later.value(), first.value());
            boolean longEnough =
                    first.value().stripTrailingZeros().unscaledValue().toString().length() >= 3;
            if (slip.isEmpty() || !longEnough || first.value().compareTo(TEN) <= 0) {
                continue;
            }
            String unit = first.measure() == Measure.PERCENT ? "%" : "";
            claims.add(
                    new Claim(
                            Kind.CROSS_CHECK,
                            Basis.CROSS_TEXT,
                            Verdict.SUSPECT,
                            later.place(),
                            later.quote(),
                            List.of(later.value(), first.value()),
                            Arithmetic.show(later.value()) + unit,
                            Arithmetic.show(first.value()) + unit,
                            "Ở đây là "
                                    + Arithmetic.show(later.value())
                                    + unit
                                    + ", nhưng “"
                                    + first.quote()
                                    + "” ("
                                    + first.place().shown()
                                    + ") là "
                                    + Arithmetic.show(first.value())
                                    + unit
                                    + ": hai nơi nói cùng một số liệu. Có thể "
                                    + slip.get()
                                    + ".",
                            List.of(first.place())));
            return;
        }
    }

    private static void levels(List<Quantity> prose, Claims claims) {
        for (Quantity district : prose) {
            if (!counted(district) || !district.facets().contains("district")) {
                continue;
            }
            @Nullable Quantity commune = level(prose, district);
            if (commune == null) {
                continue;
            }
            Set<String> whole = new HashSet<>(district.facets());
            whole.remove("district");
            List<Quantity> totals =
                    prose.stream()
                            .filter(q ->
                                    counted(q)
                                            && q.facets().equals(whole)
                                            && q.noun().equals(district.noun())
                                            && q.words().equals(district.words())
                                            && q.passage() <= district.passage()
                                            && district.passage() - q.passage() <= NEAR
                                            && q.value().compareTo(district.value()) > 0)
                            .toList();
            int nearest = totals.stream().mapToInt(Quantity::passage).max().orElse(-1);
            List<Quantity> closest = totals.stream().filter(q -> q.passage() == nearest).toList();
            if (closest.size() == 1) {
                add(closest.getFirst(), district, commune, claims);
            }
        }
    }

    private static boolean counted(Quantity quantity) {
        return quantity.measure() == Measure.COUNT
                && quantity.exact()
                && !quantity.noun().isEmpty()
                && !quantity.facets().isEmpty();
    }

    private static @Nullable Quantity level(List<Quantity> prose, Quantity district) {
        Set<String> wanted = new HashSet<>(district.facets());
        wanted.remove("district");
        wanted.add("commune");
        List<Quantity> found =
                prose.stream()
                        .filter(q ->
                                counted(q)
                                        && q.facets().equals(wanted)
                                        && q.noun().equals(district.noun())
                                        && q.words().equals(district.words())
                                        && q.passage() > district.passage()
                                        && q.passage() - district.passage() <= NEAR)
                        .toList();
        return found.size() == 1 ? found.getFirst() : null;
    }

    private static void add(Quantity total, Quantity district, Quantity commune, Claims claims) {
        List<BigDecimal> parts = List.of(district.value(), commune.value());
        BigDecimal sum = Arithmetic.sum(parts);
        boolean right = Arithmetic.same(sum, total.value());
        if (!right && !Arithmetic.close(sum, total.value(), 25)) {
            return;
        }
        String equation =
                "Cấp huyện "
                        + Arithmetic.show(district.value())
                        + " + cấp xã "
                        + Arithmetic.show(commune.value())
                        + " = "
                        + Arithmetic.show(sum);
        claims.add(
                new Claim(
                        Kind.SUM,
                        Basis.CROSS_TEXT,
                        right ? Verdict.OK : Verdict.SUSPECT,
                        total.place(),
                        total.quote(),
                        parts,
                        Arithmetic.show(total.value()),
                        Arithmetic.show(sum),
                        right
                                ? equation + ", đúng."
                                : equation
                                        + " ("
                                        + district.place().shown()
                                        + ", "
                                        + commune.place().shown()
                                        + "), không phải "
                                        + Arithmetic.show(total.value())
                                        + "."
                                        + Mend.slipInSum(total.value(), parts)
                                                .map(s -> " Có thể " + s + ".")
                                                .orElse(""),
                        List.of(district.place(), commune.place())));
    }
}
