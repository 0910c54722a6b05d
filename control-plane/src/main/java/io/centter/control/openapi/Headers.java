package io.centter.control.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// The headers that answers carry.
final class Headers {
    private Headers() {}

    static ObjectNode components() {
        ObjectNode headers = JsonNodeFactory.instance.objectNode();
        text(headers, "ETag", "The version, to be sent back as `If-Match` or `If-None-Match`.");
        text(headers, "Location", "Where the new object is.");
        text(headers, "WwwAuthenticate", "How to prove who you are; `error` says what is wrong with what was shown.");
        text(headers, "RateLimitPolicy", "What the request was counted against: each share, its calls, its seconds.");
        text(headers, "RateLimit", "The share that ends first: calls left, and seconds until it is whole again.");
        headers.putObject("RetryAfter")
                .put("description", "Seconds to wait.")
                .putObject("schema")
                .put("type", "integer")
                .put("minimum", 1);
        return headers;
    }

    /// What answers tell where calls are counted.
    static void limits(ObjectNode headers) {
        headers.set("RateLimit-Policy", reference("RateLimitPolicy"));
        headers.set("RateLimit", reference("RateLimit"));
    }

    static ObjectNode reference(String name) {
        return JsonNodeFactory.instance.objectNode().put("$ref", "#/components/headers/" + name);
    }

    private static void text(ObjectNode headers, String name, String description) {
        headers.putObject(name)
                .put("description", description)
                .putObject("schema")
                .put("type", "string");
    }
}
