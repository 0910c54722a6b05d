package io.centter.control.embedded;

import io.centter.control.config.EmbeddedConfig;
import io.centter.control.nats.NatsConfigFile;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.nats.NatsCluster;
import io.centter.embedded.nats.NatsOptions;
import io.centter.embedded.nats.NatsServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The nats-servers of one data directory: one, or several that are a cluster and keep every message on three.
///
/// @param routeSecret what the servers of a cluster know each other by
/// @param durable whether what is acknowledged survives a crash of the machine
record EmbeddedBroker(
        EmbeddedConfig config, Path binary, NatsConfigFile.Roots roots, String routeSecret, boolean durable) {
    private static final int TRIES_FOR_PORTS = 3;
    private static final int MOST_COPIES = 3;

    /// A server and its name in the cluster.
    record Node(String name, NatsServer server) {}

    /// Starts all; returns when they take connections.
    List<Node> start() {
        for (int tries = 1; ; tries++) {
            try {
                return start(ports());
            } catch (ServerFailure e) {
                // Another program may take a port in the moment after it was found free.
                if (tries == TRIES_FOR_PORTS || !e.saysPortTaken()) {
                    throw e;
                }
            }
        }
    }

    /// What a control plane must be told to use these.
    static Map<String, String> settings(List<Node> nodes) {
        Map<String, String> settings = new HashMap<>();
        if (nodes.isEmpty()) {
            return settings;
        }
        settings.put(
                "nats.url",
                joined(nodes.stream().map(node -> node.server().clientUrl()).toList()));
        settings.put(
                "nats.websocket_url",
                joined(nodes.stream()
                        .flatMap(node -> node.server().websocketUrl().stream())
                        .toList()));
        if (nodes.size() > 1) {
            settings.put("nats.replicas", Integer.toString(Math.min(MOST_COPIES, nodes.size())));
        }
        return settings;
    }

    private static String joined(List<URI> urls) {
        return urls.stream().map(URI::toString).collect(Collectors.joining(","));
    }

    private record Listening(NatsConfigFile.Ports ports, int route) {}

    private List<Listening> ports() {
        List<Listening> all = new ArrayList<>();
        int client = config.natsPort();
        int websocket = config.websocketPort();
        for (int i = 0; i < config.natsServers(); i++) {
            Listening one = new Listening(
                    new NatsConfigFile.Ports(port(client), port(websocket), FreePorts.any()), FreePorts.any());
            all.add(one);
            client = client == 0 ? 0 : one.ports().client() + 1;
            websocket = websocket == 0 ? 0 : one.ports().websocket() + 1;
        }
        return all;
    }

    private List<Node> start(List<Listening> listening) {
        List<String> members =
                listening.stream().map(one -> "127.0.0.1:" + one.route()).toList();
        List<NatsOptions> nodes = IntStream.range(0, listening.size())
                .mapToObj(i -> options(i, listening.get(i), members))
                .toList();
        List<NatsServer> servers = NatsCluster.start(nodes);
        return IntStream.range(0, servers.size())
                .mapToObj(i -> new Node(name(i), servers.get(i)))
                .toList();
    }

    private NatsOptions options(int index, Listening listening, List<String> members) {
        boolean alone = members.size() == 1;
        // What one server kept alone is of no use to a cluster, which would throw it away.
        Path directory = alone
                ? config.dataDir().resolve("nats")
                : config.dataDir().resolve("nats-cluster").resolve(name(index));
        Optional<NatsConfigFile.ClusterSide> cluster = alone
                ? Optional.empty()
                : Optional.of(new NatsConfigFile.ClusterSide("centter", members.get(index), members, routeSecret));
        String text = NatsConfigFile.text(
                new NatsConfigFile.Options(
                        name(index), "127.0.0.1", listening.ports(), directory, alone || durable, cluster),
                roots);
        return NatsOptions.of(binary, directory, text).closedByOwner();
    }

    private static String name(int index) {
        return "hub" + (index + 1);
    }

    private static int port(int wanted) {
        return wanted == 0 ? FreePorts.any() : FreePorts.from(wanted);
    }

    @Override
    public String toString() {
        return "EmbeddedBroker[config=" + config + ", routeSecret=***]";
    }
}
