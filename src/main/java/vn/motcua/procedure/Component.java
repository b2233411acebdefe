package vn.motcua.procedure;

import org.jspecify.annotations.Nullable;

/// A paper of the dossier (thành phần hồ sơ) with how many originals and copies are to be handed
/// in.
public record Component(String name, int originals, int copies, @Nullable String note) {
    /// `1 bản chính, 2 bản sao`; empty where no number is stated.
    public String counts() {
        String first = originals == 0 ? "" : originals + " bản chính";
        String second = copies == 0 ? "" : copies + " bản sao";
        return first.isEmpty() || second.isEmpty() ? first + second : first + ", " + second;
    }
}
