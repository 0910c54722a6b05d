package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.centter.control.http.Route;
import io.centter.control.http.Route.Trait;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What stands in the path, in the query and in headers of a request.
final class Parameters {
    private static final Pattern IN_PATH = Pattern.compile("\\{(\\w+)}");
    /// Path parameters whose form is known; any other is a text.
    private static final Map<String, Class<?>> PATH_TYPES = Map.of(
            "network", NetworkId.class,
            "agent", AgentId.class,
            "user", UserId.class,
            "team", UUID.class,
            "seq", long.class,
            "letter", long.class);
    private static final Map<String, String> SENTENCES = Map.of(
            "cursor", "`next_cursor` of the page before.",
            "limit", "How many at most.",
            "from", "Not before.",
            "to", "Before.",
            "q", "A part of the name.");

    private Parameters() {}

    static ArrayNode of(Route<?, ?> route, Schemas schemas, Example example) {
        ArrayNode parameters = JsonNodeFactory.instance.arrayNode();
        Matcher inPath = IN_PATH.matcher(route.endpoint().path());
        while (inPath.find()) {
            String name = inPath.group(1);
            parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .put("example", Samples.of(name))
                    .set("schema", schemas.of(PATH_TYPES.getOrDefault(name, String.class)));
        }
        new TreeMap<>(route.query()).forEach((name, type) -> {
            ObjectNode schema = schemas.of(type);
            ObjectNode parameter = parameters.addObject().put("name", name).put("in", "query");
            if (SENTENCES.containsKey(name) && !type.equals(AgentId.class)) {
                parameter.put("description", SENTENCES.get(name));
            }
            if (example.query().containsKey(name)) {
                parameter.set(
                        "example", exampleOf(String.valueOf(example.query().get(name)), type));
            }
            parameter.set("schema", name.equals("limit") ? schema.put("minimum", 1) : schema);
        });
        if (route.is(Trait.VERSIONED)) {
            parameters.add(reference("IfMatch"));
        }
        if (route.is(Trait.IDEMPOTENT)) {
            parameters.add(reference("IdempotencyKey"));
        }
        return parameters;
    }

    private static JsonNode exampleOf(String given, Class<?> type) {
        String text = Samples.filled(given, Samples::of);
        return type.equals(Integer.class) || type.equals(Long.class)
                ? LongNode.valueOf(Long.parseLong(text))
                : TextNode.valueOf(text);
    }

    static ObjectNode components() {
        ObjectNode parameters = JsonNodeFactory.instance.objectNode();
        parameters
                .putObject("IfMatch")
                .put("name", "If-Match")
                .put("in", "header")
                .put("required", true)
                .put("description", "The `ETag` of the version that the change is meant for, or `*` for any.")
                .putObject("schema")
                .put("type", "string");
        parameters
                .putObject("IdempotencyKey")
                .put("name", "Idempotency-Key")
                .put("in", "header")
                .put("description", "Your name for this effect: sent again within a day, it has no second one.")
                .putObject("schema")
                .put("type", "string")
                .put("pattern", "^[!-~]{1,255}$");
        return parameters;
    }

    private static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/parameters/" + name);
    }
}
