package vn.motcua.procedure;

import org.jspecify.annotations.Nullable;

/// What the decision that published a procedure says besides its terms.
///
/// @param decision number of the decision
/// @param applicants who may apply
/// @param results codes of the results
public record Publication(
        @Nullable String decision,
        @Nullable String ministry,
        @Nullable String kind,
        @Nullable String applicants,
        @Nullable String results,
        @Nullable String url) {
    public static final Publication NONE = new Publication(null, null, null, null, null, null);

    public static Publication byDecision(String decision) {
        return new Publication(decision, null, null, null, null, null);
    }
}
