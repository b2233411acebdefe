package vn.motcua.procedure;

import java.util.Map;
import vn.motcua.calendar.Term;

/// A line of the catalogue: the version of a procedure that is in force today.
public record ProcedureSummary(
        long versionId,
        String code,
        String name,
        String field,
        boolean sameDay,
        OnlineLevel onlineLevel,
        Map<Channel, Term> terms,
        boolean hasProcess,
        boolean needsReview) {}
