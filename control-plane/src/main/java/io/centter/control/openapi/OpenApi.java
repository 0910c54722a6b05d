package io.centter.control.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.http.Route;
import io.centter.model.api.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/// Makes the document from the routes: there is no operation in it that is not served, and none served that is not in
/// it.
public final class OpenApi {
    private static final String ABOUT = """
            Identity, presence, discovery, messaging and permissions for fleets of AI agents.

            Every refusal is `application/problem+json` (RFC 9457) with a stable `code`. What you may not see is 404. Lists
            page by `limit` and `cursor`. Changes of versioned objects need `If-Match`. Fields that have no value are left
            out, and `null` in a request is as if the field were absent; unknown fields and parameters are refused. Every
            answer carries `X-Request-Id`; send your own, or a `traceparent`, to find the request in the log.
            """;

    private OpenApi() {}

    public static ObjectNode of(List<Route<?, ?>> routes) {
        Schemas schemas = new Schemas(inRequests(routes));
        Operations operations = new Operations(schemas, Examples.of(routes));
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("openapi", "3.1.0");
        document.putObject("info").put("title", "Centter").put("version", "v1").put("description", ABOUT);
        document.putArray("servers").addObject().put("url", "/").put("description", "This server.");
        document.set("tags", Groups.tags(routes));
        ObjectNode paths = document.putObject("paths");
        for (Route<?, ?> route : routes) {
            paths.withObjectProperty(route.endpoint().fullPath())
                    .set(route.endpoint().method().toLowerCase(Locale.ROOT), operations.of(route));
        }
        schemas.of(Problem.class);
        ObjectNode components = document.putObject("components");
        components.set("securitySchemes", Security.schemes());
        components.set("parameters", Parameters.components());
        components.set("headers", Headers.components());
        components.set("responses", Refusals.responses());
        ObjectNode named = components.putObject("schemas");
        schemas.components().forEach(named::set);
        return document;
    }

    private static Set<Class<?>> inRequests(List<Route<?, ?>> routes) {
        Schemas bodies = new Schemas(Set.of());
        routes.stream().map(Route::body).filter(Objects::nonNull).forEach(bodies::of);
        return bodies.types();
    }
}
