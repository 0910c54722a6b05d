package io.centter.control.http;

import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which methods a path takes: those of its routes, HEAD wherever there is a GET, and OPTIONS.
final class Methods {
    private Methods() {}

    /// The methods that a route answers. Nobody asks for the head of what is written while it is made.
    static List<String> answeredBy(Route<?, ?> route) {
        String method = route.endpoint().method();
        boolean whole = route.answer().type() != Streamed.class;
        return method.equals("GET") && whole ? List.of("GET", "HEAD") : List.of(method);
    }

    /// The methods of each path. Paths that differ in nothing but the names of their parameters are one.
    static Map<String, SortedSet<String>> byPath(List<Route<?, ?>> routes) {
        Map<String, String> paths = new TreeMap<>();
        Map<String, SortedSet<String>> methods = new TreeMap<>();
        for (Route<?, ?> route : routes) {
            String path = route.endpoint().fullPath();
            String one = paths.computeIfAbsent(path.replaceAll("\\{[^}]*}", "{}"), _ -> path);
            methods.computeIfAbsent(one, _ -> new TreeSet<>(List.of("OPTIONS"))).addAll(answeredBy(route));
        }
        return methods;
    }
}
