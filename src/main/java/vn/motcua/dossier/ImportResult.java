package vn.motcua.dossier;

import java.util.List;
import vn.motcua.common.InputError;

/// What an import did. With any rejected row nothing is stored and the counts are 0.
public record ImportResult(int imported, int updated, int unchanged, List<InputError> rejected) {
    public ImportResult {
        rejected = List.copyOf(rejected);
    }

    static ImportResult refused(List<InputError> rejected) {
        return new ImportResult(0, 0, 0, rejected);
    }
}
