package io.centter.control.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.embedded.host.LocalFiles;
import io.centter.model.wire.Wire;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// What embedded servers tell a control plane in another process. The file holds secrets and is for this user alone.
///
/// @param nodes the nats-servers, each with where it listens
/// @param environment variables a control plane is started with
public record ServersInfo(String nats, String websocket, long pid, List<Node> nodes, Map<String, String> environment) {
    /// One nats-server.
    ///
    /// @param log where it writes
    public record Node(String name, String nats, String websocket, String monitor, String log) {
        static Node of(EmbeddedBroker.Node node) {
            return new Node(
                    node.name(),
                    node.server().clientUrl().toString(),
                    node.server().websocketUrl().map(URI::toString).orElse(""),
                    node.server().monitorUrl().map(URI::toString).orElse(""),
                    node.server().logFile().toString());
        }
    }

    public static void write(EmbeddedServers servers, Path file) {
        Map<String, String> environment = new TreeMap<>();
        servers.settings()
                .forEach((key, value) ->
                        environment.put("CENTTER_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
        ServersInfo info = new ServersInfo(
                servers.settings().getOrDefault("nats.url", ""),
                servers.settings().getOrDefault("nats.websocket_url", ""),
                ProcessHandle.current().pid(),
                servers.nodes().stream().map(Node::of).toList(),
                environment);
        try {
            LocalFiles.writeSecret(file.toAbsolutePath(), Wire.strict().writeValueAsString(info));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "ServersInfo[nats=" + nats + ", environment=***]";
    }
}
