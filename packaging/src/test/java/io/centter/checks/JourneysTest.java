package io.centter.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// `docs/journeys.md` names classes and methods; when one is gone, the page is wrong.
final class JourneysTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]+)(?:[.#]([a-z][A-Za-z0-9]*))?`");

    @Test
    void everyClassAndMethodTheJourneysNameExists() throws Exception {
        Set<String> gone = new TreeSet<>();
        var names = NAMED.matcher(Files.readString(Home.PATH.resolve("docs/journeys.md")));
        int seen = 0;
        while (names.find()) {
            seen++;
            String source = sourceOf(names.group(1));
            String method = names.group(2);
            if (source.isEmpty()
                    || (method != null
                            && !Pattern.compile("\\b" + method + "\\(")
                                    .matcher(source)
                                    .find())) {
                gone.add(names.group());
            }
        }
        assertThat(seen).as("names in docs/journeys.md").isGreaterThan(20);
        assertThat(gone).as("named in docs/journeys.md, gone from the code").isEmpty();
    }

    private static String sourceOf(String type) throws IOException {
        try (Stream<Path> sources = Files.find(
                Home.PATH,
                20,
                (path, _) -> path.endsWith(type + ".java") && path.toString().contains("src/main/java"))) {
            return sources.map(JourneysTest::read).collect(Collectors.joining());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
