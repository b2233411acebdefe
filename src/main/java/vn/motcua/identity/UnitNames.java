package vn.motcua.identity;

import java.util.List;

/// Names of the units that accounts are scoped to; answered by whoever keeps the units.
public interface UnitNames {
    String name(long unit);

    /// Units that may be acted for or granted under the scopes, parents first.
    List<Choice> choices(Long[] scopes);

    /// @param depth distance from the top of what is listed, for indenting
    record Choice(long unit, String name, int depth) {}
}
