package io.centter.console.screens.discovery;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.console.text.Texts;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.wire.Wire;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;

/// In what two answers to the same question differ: agents that only one of them names, and fields of the others.
final class Difference {
    private Difference() {}

    /// A line for each; none where both say the same.
    static List<String> between(DiscoverAnswer http, DiscoverAnswer nats) {
        Map<String, JsonNode> there = byId(http);
        Map<String, JsonNode> here = byId(nats);
        TreeSet<String> all = new TreeSet<>(there.keySet());
        all.addAll(here.keySet());
        List<String> lines = new ArrayList<>();
        if (http.total() != nats.total()) {
            lines.add(Texts.of("discovery.total-differs", http.total(), nats.total()));
        }
        for (String id : all) {
            JsonNode one = there.get(id);
            JsonNode other = here.get(id);
            if (one == null || other == null) {
                String name = Objects.requireNonNull(one == null ? other : one)
                        .path("name")
                        .asText(id);
                lines.add(Texts.of(one == null ? "discovery.only-nats" : "discovery.only-http", name));
            } else {
                fields(lines, one, other);
            }
        }
        return lines;
    }

    private static void fields(List<String> lines, JsonNode one, JsonNode other) {
        TreeSet<String> names = new TreeSet<>();
        for (JsonNode each : List.of(one, other)) {
            Iterator<String> fields = each.fieldNames();
            fields.forEachRemaining(names::add);
        }
        for (String name : names) {
            if (!one.path(name).equals(other.path(name))) {
                lines.add(Texts.of(
                        "discovery.field-differs",
                        one.path("name").asText(),
                        name,
                        one.path(name).toString(),
                        other.path(name).toString()));
            }
        }
    }

    private static Map<String, JsonNode> byId(DiscoverAnswer answer) {
        Map<String, JsonNode> agents = new LinkedHashMap<>();
        for (DiscoveredAgent agent : answer.agents()) {
            agents.put(agent.id().value(), Wire.strict().valueToTree(agent));
        }
        return agents;
    }
}
