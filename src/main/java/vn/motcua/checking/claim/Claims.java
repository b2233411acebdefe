package vn.motcua.checking.claim;

import java.util.ArrayList;
import java.util.List;

/// The claims found so far in one report.
public final class Claims {
    private final List<Claim> all = new ArrayList<>();

    public void add(Claim claim) {
        all.add(claim);
    }

    public List<Claim> all() {
        return List.copyOf(all);
    }
}
