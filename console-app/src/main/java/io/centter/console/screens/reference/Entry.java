package io.centter.console.screens.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One thing the API can do: a request over HTTP, or a subject on NATS.
///
/// @param verb the HTTP method, or `send` and `receive`
/// @param place the path, or the subject
/// @param document what it is a part of, for its references
record Entry(Way way, String verb, String place, String group, String summary, JsonNode body, JsonNode document) {
    /// How it is reached.
    enum Way {
        HTTP,
        NATS
    }

    Object key() {
        return way + " " + verb + " " + place;
    }

    String words() {
        return verb + " " + place + " " + group + " " + summary;
    }

    /// What a reference stands for; itself where it is none.
    JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#/") ? document.at(reference.substring(1)) : node;
    }

    /// The document of HTTP, path by path.
    static List<Entry> http(JsonNode document) {
        List<Entry> all = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(method -> {
                    JsonNode operation = method.getValue();
                    if (operation.has("responses")) {
                        all.add(new Entry(
                                Way.HTTP,
                                method.getKey().toUpperCase(Locale.ROOT),
                                path.getKey(),
                                operation.path("tags").path(0).asText(),
                                operation.path("summary").asText(),
                                operation,
                                document));
                    }
                }));
        return all;
    }

    /// The document of NATS, operation by operation.
    static List<Entry> nats(JsonNode document) {
        List<Entry> all = new ArrayList<>();
        document.path("operations").properties().forEach(operation -> {
            JsonNode said = operation.getValue();
            String reference = said.path("channel").path("$ref").asText();
            JsonNode channel =
                    reference.startsWith("#/") ? document.at(reference.substring(1)) : MissingNode.getInstance();
            all.add(new Entry(
                    Way.NATS,
                    said.path("action").asText(),
                    channel.path("address").asText(),
                    "",
                    said.path("summary").asText(),
                    channel,
                    document));
        });
        return all;
    }
}
