package vn.motcua.calendar;

import java.time.Instant;
import java.util.List;

/// A due moment that says how it was counted, step by step.
public record Deadline(Instant dueAt, List<String> explanation) {
    public Deadline {
        explanation = List.copyOf(explanation);
    }

    /// The explanation in one line.
    public String text() {
        return String.join("; ", explanation);
    }
}
