package vn.motcua.procedure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.motcua.calendar.Term;

/// A procedure as it stands from a day on. It never changes: an edit makes the next version, and a
/// dossier keeps the one that it was received under.
///
/// @param id key of the version
/// @param number of the version within its procedure, from 1
/// @param levels who carries it out; empty where that is not known
/// @param imported taken from a national list: then it also covers days before `validFrom`
/// @param sameDay ends on the day of receipt, or the next working day after the unit's cut-off
/// @param terms by channel; a channel that is absent has no known term
/// @param termTexts what was printed for channels whose term could not be read
/// @param steps its own internal process; empty where it has none
/// @param review what a person still has to determine, in Vietnamese
public record ProcedureVersion(
        long id,
        String code,
        int number,
        String name,
        String field,
        LocalDate validFrom,
        boolean sameDay,
        PauseRule pauseRule,
        OnlineLevel onlineLevel,
        Map<Channel, Term> terms,
        List<Component> components,
        List<Fee> fees,
        List<ProcessStep> steps,
        boolean needsReview,
        List<String> review,
        Map<Channel, String> termTexts,
        Set<Level> levels,
        Publication publication,
        boolean imported) {
    public ProcedureVersion {
        terms = Map.copyOf(terms);
        components = List.copyOf(components);
        fees = List.copyOf(fees);
        steps = List.copyOf(steps);
        review = List.copyOf(review);
        termTexts = Map.copyOf(termTexts);
        levels = Set.copyOf(levels);
    }

    public @Nullable Term term(Channel channel) {
        return terms.get(channel);
    }
}
