package vn.motcua.figure;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.motcua.identity.Actor;

/// A register in which work waits for people.
public interface WorkItemSource {
    /// What waits for this person, most urgent first; of one group where `only` is given.
    List<WorkItem> waitingFor(Actor actor, WorkItem.@Nullable Group only, int limit);

    /// How much waits, by group; counted over all items.
    WorkCounts count(Actor actor);
}
