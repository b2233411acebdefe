package vn.motcua.figure;

/// How many items wait for a person.
///
/// @param overdue past their due moment
/// @param today due before the day ends
/// @param coming due later, or with no due moment
/// @param waiting for somebody else: a citizen or a decision
public record WorkCounts(long overdue, long today, long coming, long waiting) {
    public WorkCounts plus(WorkCounts other) {
        return new WorkCounts(
                overdue + other.overdue,
                today + other.today,
                coming + other.coming,
                waiting + other.waiting);
    }

    public long all() {
        return overdue + today + coming + waiting;
    }
}
