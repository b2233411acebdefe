package vn.motcua.common;

import java.util.List;

/// Something that `motcua verify` compares with the truth it was made from.
public interface Verification {
    /// What is verified, in Vietnamese.
    String subject();

    /// One line for each difference; empty where all agrees.
    List<String> differences();
}
