package vn.motcua.bench;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The options of a benchmark: `--name value` or `--name=value`, of known names only.
public final class Options {
    private final Map<String, String> given = new HashMap<>();

    private Options() {}

    /// @throws IllegalArgumentException for an unknown option or one without a value
    public static Options of(String[] arguments, String... known) {
        Options options = new Options();
        List<String> names = Arrays.asList(known);
        for (int i = 0; i < arguments.length; i++) {
            String[] parts = arguments[i].split("=", 2);
            if (!parts[0].startsWith("--") || !names.contains(parts[0].substring(2))) {
                throw new IllegalArgumentException("unknown option " + arguments[i]);
            }
            if (parts.length == 1 && i + 1 == arguments.length) {
                throw new IllegalArgumentException("a value is missing after " + arguments[i]);
            }
            options.given.put(parts[0].substring(2), parts.length == 2 ? parts[1] : arguments[++i]);
        }
        return options;
    }

    public int number(String name, int otherwise) {
        return Integer.parseInt(given.getOrDefault(name, "" + otherwise));
    }

    /// Numbers with commas between them.
    public List<Integer> numbers(String name, List<Integer> otherwise) {
        String text = given.get(name);
        return text == null
                ? otherwise
                : Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
}
