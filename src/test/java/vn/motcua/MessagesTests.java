package vn.motcua;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The texts of refusals and the code that refuses, side by side.
class MessagesTests {
    private static final Path TEXTS = Path.of("src/main/resources/i18n");
    private static final Pattern REFUSAL =
            Pattern.compile(
                    "(?:Problem\\s*\\.(?:notFound|conflict|unprocessable|badRequest|forbidden)\\(\\s*"
                            + "|Problem\\s*\\.of\\([^,]+,\\s*"
                            + "|sendError\\(\\s*\\d+,\\s*"
                            + "|refuse\\(\\s*response,\\s*\\d+,\\s*"
                            + "|\\btext\\(\\s*)\"([a-z0-9-]+(?:\\.[a-z0-9-]+)+)\"");
    private static final Pattern LITERAL = Pattern.compile("\"([a-z0-9-]+(?:\\.[a-z0-9-]+)+)\"");

    @Test
    void everyRefusalHasItsText() throws IOException {
        Set<String> missing = new TreeSet<>(codes(REFUSAL));
        missing.removeAll(known().keySet());
        assertThat(missing).as("problem.<code> in no bundle").isEmpty();
    }

    @Test
    void everyTextIsUsed() throws IOException {
        Set<String> unused = new TreeSet<>(known().keySet());
        unused.removeAll(codes(LITERAL));
        unused.removeIf(code -> code.startsWith("http.") || code.equals("incident"));
        assertThat(unused).as("texts that no code asks for").isEmpty();
    }

    @Test
    void everyBundleIsRead() throws IOException {
        String settings = Files.readString(Path.of("src/main/resources/application.yml"));
        try (var files = Files.list(TEXTS)) {
            for (Path file : files.toList()) {
                assertThat(settings)
                        .contains(
                                "i18n/" + file.getFileName().toString().replace(".properties", ""));
            }
        }
    }

    @Test
    void textsWithPlacesDoubleTheirApostrophes() throws IOException {
        Map<String, String> texts = known();
        assertThat(
                        texts.entrySet().stream()
                                .filter(text -> text.getValue().contains("{"))
                                .filter(text -> text.getValue().replace("''", "").contains("'"))
                                .map(Map.Entry::getKey))
                .isEmpty();
    }

    private static Map<String, String> known() throws IOException {
        Map<String, String> texts = new HashMap<>();
        try (var files = Files.list(TEXTS)) {
            for (Path file : files.toList()) {
                Properties properties = new Properties();
                try (Reader reader = Files.newBufferedReader(file)) {
                    properties.load(reader);
                }
                properties.forEach((key, text) -> {
                    assertThat(key.toString()).as(file.toString()).startsWith("problem.");
                    String code = key.toString().substring("problem.".length());
                    assertThat(texts.put(code, text.toString()))
                            .as("two texts for " + code)
                            .isNull();
                });
            }
        }
        return texts;
    }

    private static Set<String> codes(Pattern pattern) throws IOException {
        try (var files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> codes(pattern, file).stream())
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> codes(Pattern pattern, Path file) {
        try {
            Set<String> found = new TreeSet<>();
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(matcher.group(1));
            }
            return found;
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }
}
