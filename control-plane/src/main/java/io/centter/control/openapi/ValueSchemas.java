package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.Slug;
import io.centter.model.message.Sender;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Types that are written as one JSON value.
final class ValueSchemas {
    private static final Map<Class<?>, ObjectNode> PLAIN = new HashMap<>();

    static {
        PLAIN.put(String.class, type("string"));
        PLAIN.put(boolean.class, type("boolean"));
        PLAIN.put(Boolean.class, type("boolean"));
        PLAIN.put(int.class, type("integer").put("format", "int32"));
        PLAIN.put(Integer.class, type("integer").put("format", "int32"));
        PLAIN.put(long.class, type("integer").put("format", "int64"));
        PLAIN.put(Long.class, type("integer").put("format", "int64"));
        PLAIN.put(double.class, type("number"));
        PLAIN.put(Double.class, type("number"));
        PLAIN.put(Instant.class, type("string").put("format", "date-time"));
        PLAIN.put(LocalDate.class, type("string").put("format", "date"));
        PLAIN.put(Duration.class, type("string").put("format", "duration"));
        PLAIN.put(URI.class, type("string").put("format", "uri"));
        PLAIN.put(UUID.class, type("string").put("format", "uuid"));
        PLAIN.put(byte[].class, type("string").put("contentEncoding", "base64"));
        PLAIN.put(Object.class, JsonNodeFactory.instance.objectNode());
        PLAIN.put(JsonNode.class, JsonNodeFactory.instance.objectNode());
        PLAIN.put(ObjectNode.class, type("object"));
        PLAIN.put(RawValue.class, type("object"));
    }

    /// What the text of a value type must look like beyond its JSON type.
    private static final Map<Class<?>, String> PATTERNS = Map.of(
            AgentId.class, "^[0-9a-f]{12}$",
            Sender.class, "^([0-9a-f]{12}|user-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$",
            Slug.class, "^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$");

    private ValueSchemas() {}

    /// The schema of a type that has no parts.
    static Optional<ObjectNode> of(Class<?> type) {
        return Optional.ofNullable(PLAIN.get(type)).map(ObjectNode::deepCopy);
    }

    /// The schema of a type that is written as another one.
    static ObjectNode wrapping(Class<?> type, ObjectNode inner) {
        String pattern = PATTERNS.get(type);
        return pattern == null ? inner : inner.put("pattern", pattern);
    }

    static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }
}
