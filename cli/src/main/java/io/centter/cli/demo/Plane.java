package io.centter.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the servers process says of itself once PostgreSQL and nats-server run.
///
/// @param nodes the nats-servers, one after the other
/// @param environment what a control plane in another process needs to use them
record Plane(String nats, String websocket, List<Node> nodes, Map<String, String> environment) {
    /// One nats-server: where agents reach it, where it tells how it is, and where it writes its log.
    record Node(String name, String nats, String websocket, String monitor, String log) {
        String line() {
            return name + "  " + nats + "  (WebSocket " + websocket + ", monitor " + monitor + ")";
        }
    }

    static Plane read(Path file) {
        try {
            JsonNode info = Wire.tolerant().readTree(file.toFile());
            Map<String, String> environment = new TreeMap<>();
            info.path("environment")
                    .properties()
                    .forEach(entry ->
                            environment.put(entry.getKey(), entry.getValue().asText()));
            List<Node> nodes = new ArrayList<>();
            for (JsonNode node : info.path("nodes")) {
                nodes.add(Wire.tolerant().treeToValue(node, Node.class));
            }
            return new Plane(info.path("nats").asText(), info.path("websocket").asText(), nodes, environment);
        } catch (IOException e) {
            throw new DemoFailed("Cannot read " + file + ".", e);
        }
    }

    static boolean isReady(Path file) {
        return Files.exists(file);
    }
}
