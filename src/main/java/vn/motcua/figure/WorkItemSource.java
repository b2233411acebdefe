package vn.motcua.figure;

import java.util.List;
import vn.motcua.identity.Actor;

/// A register in which work waits for people.
public interface WorkItemSource {
    /// What waits for this person, most urgent first; at most `limit` items of a group.
    List<WorkItem> waitingFor(Actor actor, int limit);

    /// How much waits, by group; counted over all items.
    WorkCounts count(Actor actor);
}
