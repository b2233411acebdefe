package vn.motcua.identity;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.motcua.common.Problem;

/// A field into which a person types a unit's code or name.
@Component
class UnitField {
    private static final int MOST_SUGGESTIONS = 300;
    private static final int MOST_NAMED = 5;

    private final UnitNames units;

    UnitField(UnitNames units) {
        this.units = units;
    }

    /// Choices to offer; none where they are too many to send with a page.
    List<UnitNames.Choice> suggestions(Long[] scopes) {
        List<UnitNames.Choice> choices = units.choices(scopes);
        return choices.size() > MOST_SUGGESTIONS ? List.of() : choices;
    }

    /// The first units by name, the others by number.
    String words(List<Long> held) {
        String named =
                held.stream().limit(MOST_NAMED).map(units::name).collect(Collectors.joining(", "));
        return held.size() <= MOST_NAMED
                ? named
                : named + " và " + (held.size() - MOST_NAMED) + " đơn vị khác";
    }

    /// The one unit that is meant.
    ///
    /// @throws Problem 422 at the field where there is none, or more than one
    long read(String words, String field, Long[] scopes) {
        if (words.isBlank()) {
            throw Problem.invalid(field, "Hãy nhập mã hoặc tên đơn vị");
        }
        List<UnitNames.Choice> meant = units.meant(words, scopes);
        if (meant.isEmpty()) {
            throw Problem.invalid(
                    field, "Không có đơn vị \"" + words.strip() + "\" trong phạm vi của bạn");
        }
        if (meant.size() > 1) {
            throw Problem.invalid(
                    field,
                    meant.size()
                            + " đơn vị cùng mang tên này, hãy nhập mã: "
                            + meant.stream()
                                    .limit(MOST_NAMED)
                                    .map(UnitNames.Choice::label)
                                    .collect(Collectors.joining(", ")));
        }
        return meant.getFirst().unit();
    }
}
