package io.centter.control.hub;

import io.centter.control.nats.NatsConfigFile;
import io.centter.embedded.SharedServers;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.nats.NatsCluster;
import io.centter.embedded.nats.NatsOptions;
import io.centter.embedded.nats.NatsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The nats-servers of a hub: one, or a cluster. Their ports stay the same over stops and starts.
final class TestBroker {
    private final Path directory;
    private final List<Integer> ports;
    private final List<String> routes;
    private List<NatsServer> nodes = List.of();

    TestBroker(Path directory, int count) {
        this.directory = directory;
        this.ports = IntStream.range(0, count).mapToObj(_ -> FreePorts.any()).toList();
        this.routes = IntStream.range(0, count)
                .mapToObj(_ -> "127.0.0.1:" + FreePorts.any())
                .toList();
    }

    void start(TrustRoots roots) {
        nodes = NatsCluster.start(IntStream.range(0, ports.size())
                .mapToObj(i -> options(i, roots))
                .toList());
    }

    void stop() {
        nodes.forEach(NatsServer::close);
        nodes = List.of();
    }

    NatsServer node(int index) {
        return nodes.get(index);
    }

    List<NatsServer> nodes() {
        return nodes;
    }

    int port() {
        return ports.getFirst();
    }

    int port(int index) {
        return ports.get(index);
    }

    List<String> urls() {
        return ports.stream().map(port -> "nats://127.0.0.1:" + port).toList();
    }

    private NatsOptions options(int index, TrustRoots roots) {
        Path home = ports.size() == 1 ? directory : directory.resolve("hub" + (index + 1));
        Optional<NatsConfigFile.ClusterSide> cluster = ports.size() == 1
                ? Optional.empty()
                : Optional.of(new NatsConfigFile.ClusterSide("test", routes.get(index), routes, "secret"));
        return NatsOptions.of(
                SharedServers.natsBinary(),
                home,
                NatsConfigFile.text(
                        new NatsConfigFile.Options(
                                "hub" + (index + 1),
                                "127.0.0.1",
                                new NatsConfigFile.Ports(
                                        ports.get(index), -1, ports.size() == 1 ? -1 : FreePorts.any()),
                                home.resolve("data"),
                                false,
                                cluster),
                        roots.texts()));
    }
}
