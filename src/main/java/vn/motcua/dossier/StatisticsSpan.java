package vn.motcua.dossier;

import java.time.LocalDate;
import java.util.List;
import vn.motcua.common.InputError;
import vn.motcua.organization.Unit;

/// The unit and the two days, both included, that a page of statistics is about.
record StatisticsSpan(Unit unit, LocalDate from, LocalDate to) {
    private static final LocalDate EARLIEST = LocalDate.of(1900, 1, 1);
    private static final LocalDate LATEST = LocalDate.of(2999, 12, 31);

    static void check(
            LocalDate from,
            LocalDate to,
            String fromField,
            String toField,
            List<InputError> errors) {
        if (from.isBefore(EARLIEST) || from.isAfter(LATEST)) {
            errors.add(InputError.field(fromField, "Năm của ngày đầu kỳ phải từ 1900 đến 2999"));
        }
        if (to.isBefore(EARLIEST) || to.isAfter(LATEST)) {
            errors.add(InputError.field(toField, "Năm của ngày cuối kỳ phải từ 1900 đến 2999"));
        }
        if (errors.isEmpty() && to.isBefore(from)) {
            errors.add(InputError.field(toField, "Ngày cuối kỳ trước ngày đầu kỳ"));
        }
    }

    /// As the query of an address, ready to be followed by more.
    String query() {
        return "don-vi=" + unit.code() + "&tu=" + from + "&den=" + to + "&";
    }
}
