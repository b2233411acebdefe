package vn.motcua.dossier;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an act makes of a dossier: how far it then is, the step runs that ended or changed, the
/// ones that begin.
record Turn(Progress progress, List<StepRun> changed, List<StepRun> begun, @Nullable String told) {
    Turn {
        changed = List.copyOf(changed);
        begun = List.copyOf(begun);
    }

    static Turn to(Progress progress) {
        return new Turn(progress, List.of(), List.of(), null);
    }
}
