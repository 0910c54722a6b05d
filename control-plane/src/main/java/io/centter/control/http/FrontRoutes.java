package io.centter.control.http;

import io.centter.control.http.Route.Trait;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the route of a path among those that are answered from memory, in front of the server. They are few, and their
/// paths plain:
/// what is odd about a path is left to the server behind.
final class FrontRoutes {
    // By the last part, which is a word on all of them.
    private final Map<String, List<Pattern>> byEnd = new HashMap<>();

    /// A route, and what its path names.
    record Match(Route<?, ?> route, Map<String, String> pathParams) {}

    private record Pattern(Route<?, ?> route, List<String> parts) {
        @Nullable
        Match match(String[] given) {
            if (given.length != parts.size()) {
                return null;
            }
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < given.length; i++) {
                String part = parts.get(i);
                if (part.startsWith("{")) {
                    named.put(part.substring(1, part.length() - 1), given[i]);
                } else if (!part.equals(given[i])) {
                    return null;
                }
            }
            return new Match(route, named);
        }
    }

    FrontRoutes(Collection<Route<?, ?>> routes) {
        for (Route<?, ?> route : routes) {
            if (route.is(Trait.IN_MEMORY)) {
                String method = route.endpoint().method();
                List<String> parts = List.of(route.endpoint().fullPath().split("/", -1));
                if (!method.equals(route.body() == null ? "GET" : "POST")
                        || parts.getLast().startsWith("{")) {
                    throw new IllegalArgumentException(route.endpoint() + " cannot be answered from memory");
                }
                byEnd.merge(parts.getLast(), List.of(new Pattern(route, parts)), FrontRoutes::both);
            }
        }
    }

    @Nullable
    Match find(String method, String path) {
        List<Pattern> patterns = byEnd.get(path.substring(path.lastIndexOf('/') + 1));
        if (patterns == null || path.indexOf('%') >= 0 || path.indexOf(';') >= 0) {
            return null;
        }
        String[] given = path.split("/", -1);
        for (Pattern pattern : patterns) {
            Match match = pattern.route().endpoint().method().equals(method) ? pattern.match(given) : null;
            if (match != null) {
                return match;
            }
        }
        return null;
    }

    private static List<Pattern> both(List<Pattern> some, List<Pattern> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
