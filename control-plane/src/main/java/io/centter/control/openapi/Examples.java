package io.centter.control.openapi;

import com.fasterxml.jackson.core.type.TypeReference;
import io.centter.control.http.Route;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The examples of all routes, from one resource a group: `openapi/examples/<group>.json`, keyed by method and path as
/// they are declared, such as `POST /networks`.
public final class Examples {
    private final Map<String, Example> byRoute;

    private Examples(Map<String, Example> byRoute) {
        this.byRoute = byRoute;
    }

    /// The examples of the groups that these routes belong to.
    public static Examples of(List<Route<?, ?>> routes) {
        Map<String, Example> all = new HashMap<>();
        routes.stream().map(Groups::of).distinct().forEach(group -> all.putAll(read(group)));
        return new Examples(Map.copyOf(all));
    }

    public Optional<Example> find(Route<?, ?> route) {
        return Optional.ofNullable(byRoute.get(key(route)));
    }

    /// The example of a route; where there is none, one that says nothing.
    public Example get(Route<?, ?> route) {
        return find(route).orElse(Example.NONE);
    }

    /// Under which name a route's example stands.
    public static String key(Route<?, ?> route) {
        return route.endpoint().method() + " " + route.endpoint().path();
    }

    /// The names of all examples.
    public List<String> keys() {
        return byRoute.keySet().stream().sorted().toList();
    }

    private static Map<String, Example> read(String group) {
        try (InputStream file = Examples.class.getResourceAsStream("/openapi/examples/" + group + ".json")) {
            return file == null ? Map.of() : Wire.strict().readValue(file, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("openapi/examples/" + group + ".json", e);
        }
    }
}
