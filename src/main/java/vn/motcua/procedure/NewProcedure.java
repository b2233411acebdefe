package vn.motcua.procedure;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.motcua.calendar.Term;

/// What a procedure, or its next version, is made of. Begin with `of` and add what is known.
public record NewProcedure(
        String code,
        String name,
        String field,
        LocalDate validFrom,
        boolean imported,
        Set<Level> levels,
        Map<Channel, Term> terms,
        Map<Channel, String> termTexts,
        boolean sameDay,
        PauseRule pauseRule,
        OnlineLevel onlineLevel,
        List<Component> components,
        List<Fee> fees,
        List<ProcessStep> steps,
        Publication publication) {
    public static NewProcedure of(String code, String name, String field, LocalDate validFrom) {
        return new NewProcedure(
                code,
                name,
                field,
                validFrom,
                false,
                Set.of(),
                Map.of(),
                Map.of(),
                false,
                PauseRule.PAUSE,
                OnlineLevel.UNKNOWN,
                List.of(),
                List.of(),
                List.of(),
                Publication.NONE);
    }

    /// It also covers dossiers received before `validFrom`.
    public NewProcedure asImported() {
        return copy(
                true,
                levels,
                terms,
                sameDay,
                pauseRule,
                onlineLevel,
                components,
                fees,
                steps,
                publication);
    }

    public NewProcedure at(Level... wanted) {
        return copy(
                imported,
                Set.of(wanted),
                terms,
                sameDay,
                pauseRule,
                onlineLevel,
                components,
                fees,
                steps,
                publication);
    }

    public NewProcedure withTerms(Map<Channel, Term> wanted) {
        return copy(
                imported,
                levels,
                wanted,
                sameDay,
                pauseRule,
                onlineLevel,
                components,
                fees,
                steps,
                publication);
    }

    /// The same term on every channel.
    public NewProcedure withTerm(Term term) {
        return withTerms(Stream.of(Channel.values()).collect(Collectors.toMap(c -> c, c -> term)));
    }

    public NewProcedure onTheSameDay() {
        return copy(
                imported,
                levels,
                terms,
                true,
                pauseRule,
                onlineLevel,
                components,
                fees,
                steps,
                publication);
    }

    public NewProcedure withPauseRule(PauseRule wanted) {
        return copy(
                imported,
                levels,
                terms,
                sameDay,
                wanted,
                onlineLevel,
                components,
                fees,
                steps,
                publication);
    }

    public NewProcedure withOnlineLevel(OnlineLevel wanted) {
        return copy(
                imported,
                levels,
                terms,
                sameDay,
                pauseRule,
                wanted,
                components,
                fees,
                steps,
                publication);
    }

    public NewProcedure withComponents(Component... wanted) {
        return copy(
                imported,
                levels,
                terms,
                sameDay,
                pauseRule,
                onlineLevel,
                List.of(wanted),
                fees,
                steps,
                publication);
    }

    public NewProcedure withFees(Fee... wanted) {
        return copy(
                imported,
                levels,
                terms,
                sameDay,
                pauseRule,
                onlineLevel,
                components,
                List.of(wanted),
                steps,
                publication);
    }

    public NewProcedure withSteps(List<ProcessStep> wanted) {
        return copy(
                imported,
                levels,
                terms,
                sameDay,
                pauseRule,
                onlineLevel,
                components,
                fees,
                wanted,
                publication);
    }

    public NewProcedure publishedBy(Publication wanted) {
        return copy(
                imported,
                levels,
                terms,
                sameDay,
                pauseRule,
                onlineLevel,
                components,
                fees,
                steps,
                wanted);
    }

    private NewProcedure copy(
            boolean imported,
            Set<Level> levels,
            Map<Channel, Term> terms,
            boolean sameDay,
            PauseRule pauseRule,
            OnlineLevel onlineLevel,
            List<Component> components,
            List<Fee> fees,
            List<ProcessStep> steps,
            Publication publication) {
        return new NewProcedure(
                code,
                name,
                field,
                validFrom,
                imported,
                levels,
                terms,
                termTexts,
                sameDay,
                pauseRule,
                onlineLevel,
                components,
                fees,
                steps,
                publication);
    }
}
