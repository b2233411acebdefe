package vn.motcua.procedure;

import java.util.List;
import java.util.Map;
import vn.motcua.calendar.Term;

/// A line of a list of procedures, in words.
record ProcedureLine(
        String code,
        String name,
        String field,
        String term,
        boolean termKnown,
        OnlineLevel onlineLevel,
        boolean hasProcess,
        boolean needsReview) {
    static ProcedureLine of(ProcedureSummary procedure) {
        boolean known = procedure.sameDay() || !procedure.terms().isEmpty();
        return new ProcedureLine(
                procedure.code(),
                procedure.name(),
                procedure.field(),
                procedure.sameDay() ? "Trong ngày" : term(procedure.terms()),
                known,
                procedure.onlineLevel(),
                procedure.hasProcess(),
                procedure.needsReview());
    }

    private static String term(Map<Channel, Term> terms) {
        List<String> different =
                terms.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(each -> each.getValue().text())
                        .distinct()
                        .toList();
        return different.isEmpty() ? "Cần xác định" : String.join(" hoặc ", different);
    }
}
