package vn.motcua.calendar;

/// How long something may take, such as 5 working days.
///
/// @param amount not negative
public record Term(int amount, TermUnit unit) {
    public Term {
        if (amount < 0) {
            throw new IllegalArgumentException("a term is not negative: " + amount);
        }
    }

    /// As people print it: `5 ngày làm việc`.
    public String text() {
        return amount + " " + unit.label();
    }
}
