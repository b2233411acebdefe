package vn.motcua.checking.cross;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.motcua.checking.Basis;
import vn.motcua.checking.Kind;
import vn.motcua.checking.Verdict;
import vn.motcua.checking.claim.Arithmetic;
import vn.motcua.checking.claim.Claim;
import vn.motcua.checking.claim.Claims;
import vn.motcua.checking.claim.Quantity;
import vn.motcua.checking.reading.Measure;

/// Every dossier received is resolved, pending, suspended, returned or withdrawn: one paragraph
/// must account for all.
public final class StatusBalance {
    private static final Set<String> ENDED = Set.of("returned", "cancelled", "suspended");

    private StatusBalance() {}

    public static void find(List<Quantity> prose, Claims claims) {
        Map<Integer, List<Quantity>> passages = new TreeMap<>();
        for (Quantity quantity : prose) {
            if (quantity.measure() == Measure.COUNT
                    && quantity.noun().equals("hồ sơ")
                    && quantity.exact()) {
                passages.computeIfAbsent(quantity.passage(), k -> new ArrayList<>()).add(quantity);
            }
        }
        passages.values().forEach(passage -> balance(passage, claims));
    }

    private static void balance(List<Quantity> passage, Claims claims) {
        @Nullable Quantity received = null;
        @Nullable Quantity resolved = null;
        @Nullable Quantity pending = null;
        List<Quantity> ended = new ArrayList<>();
        for (Quantity quantity : passage) {
            Set<String> facets = quantity.facets();
            if (facets.equals(Set.of("received"))) {
                if (received != null) {
                    return;
                }
                received = quantity;
            } else if (facets.equals(Set.of("resolved"))) {
                if (resolved != null) {
                    return;
                }
                resolved = quantity;
            } else if (facets.equals(Set.of("pending"))) {
                if (pending != null) {
                    return;
                }
                pending = quantity;
            } else if (!facets.isEmpty() && ENDED.containsAll(facets)) {
                ended.add(quantity);
            }
        }
        if (received == null || resolved == null || pending == null) {
            return;
        }
        List<BigDecimal> parts = new ArrayList<>(List.of(resolved.value(), pending.value()));
        ended.forEach(q -> parts.add(q.value()));
        BigDecimal sum = Arithmetic.sum(parts);
        boolean right = Arithmetic.same(sum, received.value());
        boolean open = ended.isEmpty();
        if (!right && open && !Arithmetic.close(sum, received.value(), 10)) {
            return;
        }
        Quantity place = ended.isEmpty() ? pending : ended.getLast();
        BigDecimal off = received.value().subtract(sum);
        claims.add(
                new Claim(
                        Kind.BALANCE,
                        open ? Basis.INFERRED : Basis.AS_PRINTED,
                        right ? Verdict.OK : open ? Verdict.SUSPECT : Verdict.WRONG,
                        received.place(),
                        place.quote(),
                        parts,
                        Arithmetic.show(received.value()),
                        Arithmetic.show(sum),
                        "Đã giải quyết + đang giải quyết"
                                + (open ? "" : " + trả lại, hủy, tạm dừng")
                                + ": "
                                + Arithmetic.plus(parts)
                                + " = "
                                + Arithmetic.show(sum)
                                + (right
                                        ? ", đúng."
                                        : ", không phải "
                                                + Arithmetic.show(received.value())
                                                + " đã tiếp nhận: "
                                                + Arithmetic.show(off.abs())
                                                + (off.signum() > 0
                                                        ? " hồ sơ không có trạng thái nào."
                                                        : " hồ sơ nhiều hơn số tiếp nhận.")),
                        List.of(place.place())));
    }
}
