package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.http.Access;
import io.centter.control.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The pages that are made from the routes.
public final class Tables {
    private static final Path DOCS = Path.of("../docs");

    private Tables() {}

    /// Compares a page with what it must say; with `-Dcentter.renew=true`, writes it.
    public static void keep(String page, String text, Class<?> test) {
        Path file = DOCS.resolve(page);
        try {
            if (Boolean.getBoolean("centter.renew")) {
                Files.writeString(file, text);
            }
            String written = Files.exists(file) ? Files.readString(file) : "";
            assertThat(written)
                    .as(
                            "docs/%s is not what holds; renew it by: mvn -pl control-plane -am test -Dtest=%s"
                                    + " -Dsurefire.failIfNoSpecifiedTests=false -Dcentter.renew=true",
                            page, test.getSimpleName())
                    .isEqualTo(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Every endpoint by group, and how many there are.
    static String endpoints(List<Route<?, ?>> routes) {
        Map<String, List<Route<?, ?>>> groups = grouped(routes);
        StringBuilder page = new StringBuilder("# Endpoints\n\n")
                .append(routes.size())
                .append(" endpoints in ")
                .append(groups.size())
                .append(
                        " groups. This page is made from the routes by `EndpointsTest`; `/openapi.json` says all of it.\n");
        groups.forEach((group, members) -> {
            page.append("\n## ")
                    .append(group)
                    .append(" (")
                    .append(members.size())
                    .append(")\n\n");
            page.append("| endpoint | what | who |\n|---|---|---|\n");
            for (Route<?, ?> route : members) {
                page.append("| ").append(endpoint(route)).append(" | ");
                page.append(sentence(route))
                        .append(" | ")
                        .append(who(route.access()))
                        .append(" |\n");
            }
        });
        return page.toString();
    }

    static Map<String, List<Route<?, ?>>> grouped(List<Route<?, ?>> routes) {
        return routes.stream().collect(Collectors.groupingBy(Groups::of, TreeMap::new, Collectors.toList()));
    }

    static String endpoint(Route<?, ?> route) {
        return "`" + route.endpoint().method() + " " + route.endpoint().path().replaceFirst("^//", "/") + "`";
    }

    static String who(Access access) {
        if (access.open()) {
            return "everyone";
        }
        return access.proofs().stream()
                .sorted()
                .map(proof -> proof == Access.Proof.SESSION
                        ? access.role() == null
                                ? "person"
                                : access.role().name().toLowerCase(Locale.ROOT)
                        : (access.peers() ? "any " : "")
                                + proof.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .collect(Collectors.joining(", "));
    }

    private static String sentence(Route<?, ?> route) {
        String summary = route.endpoint().summary();
        return (summary.endsWith(".") ? summary : summary + ".").replace("|", "\\|");
    }
}
