package io.centter.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// What the servers process says of itself once PostgreSQL and nats-server run.
///
/// @param environment what a control plane in another process needs to use them
record Plane(String nats, String websocket, Map<String, String> environment) {
    static Plane read(Path file) {
        try {
            JsonNode info = Wire.tolerant().readTree(file.toFile());
            Map<String, String> environment = new TreeMap<>();
            info.path("environment")
                    .properties()
                    .forEach(entry ->
                            environment.put(entry.getKey(), entry.getValue().asText()));
            return new Plane(info.path("nats").asText(), info.path("websocket").asText(), environment);
        } catch (IOException e) {
            throw new DemoFailed("Cannot read " + file + ".", e);
        }
    }

    static boolean isReady(Path file) {
        return Files.exists(file);
    }
}
