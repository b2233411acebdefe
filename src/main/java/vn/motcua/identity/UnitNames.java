package vn.motcua.identity;

import java.util.List;

/// The units that accounts are scoped to; answered by whoever keeps the units.
public interface UnitNames {
    String name(long unit);

    /// What a field shows for the unit and a person may type: name and code.
    String label(long unit);

    /// Units that may be acted for or granted under the scopes, parents first.
    List<Choice> choices(Long[] scopes);

    /// The units in force today under the scopes that a person means by a label, a code or a name;
    /// several where the words fit several.
    List<Choice> meant(String words, Long[] scopes);

    /// Units without a parent, of any time.
    List<Long> roots();

    /// Makes the first unit of an installation that has none.
    long makeRoot();

    /// @param depth distance from the top of what is listed, for indenting
    record Choice(long unit, String name, int depth, String code) {
        public String label() {
            return name + " (" + code + ")";
        }
    }
}
