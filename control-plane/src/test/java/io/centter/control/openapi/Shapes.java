package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.centter.control.http.Route;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Judges bodies by the schemas of the document. What the document does not name is a fault too.
final class Shapes {
    private static final String HERE = "https://centter.example/openapi.json";

    private final SchemaRegistry registry;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    Shapes(JsonNode document) {
        JsonNode closed = document.deepCopy();
        closed.at("/components/schemas").properties().forEach(named -> {
            JsonNode schema = named.getValue();
            // Parts of an event stand flat beside its own fields, so each alone is open.
            if (schema.has("properties") && !named.getKey().startsWith("EventData")) {
                ((ObjectNode) schema).put("additionalProperties", false);
            }
        });
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12, with -> with.schemas(Map.of(HERE, closed.toString())));
    }

    List<String> faultsOfRequest(Route<?, ?> route, String body) {
        return faults(pointer(route) + "/requestBody/content/application~1json/schema", body);
    }

    List<String> faultsOfAnswer(Route<?, ?> route, int status, String body) {
        return faults(pointer(route) + "/responses/" + status + "/content/application~1json/schema", body);
    }

    List<String> faultsOfProblem(String body) {
        return faults("/components/schemas/Problem", body);
    }

    private List<String> faults(String pointer, String body) {
        Schema schema = schemas.computeIfAbsent(
                pointer,
                at -> registry.getSchema(
                        SchemaLocation.of(HERE + "#" + at.replace("{", "%7B").replace("}", "%7D"))));
        return schema
                .validate(
                        body,
                        InputFormat.JSON,
                        execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static String pointer(Route<?, ?> route) {
        return "/paths/" + route.endpoint().fullPath().replace("~", "~0").replace("/", "~1") + "/"
                + route.endpoint().method().toLowerCase(Locale.ROOT);
    }
}
