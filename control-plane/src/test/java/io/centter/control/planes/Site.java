package io.centter.control.planes;

import io.centter.control.Api;
import io.centter.control.embedded.EmbeddedServers;
import io.centter.embedded.host.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A plane in a network namespace of its own, with a cable to each: `http`, `postgres` and `nats`.
final class Site implements AutoCloseable {
    final Namespace at = new Namespace();
    final int port = FreePorts.any();
    final PlaneProcess plane;
    Api api;
    private final List<Forwarder> forwarders;

    /// Started; returns when it answers.
    Site(EmbeddedServers servers, Path logs) {
        URI database =
                URI.create(String.valueOf(servers.settings().get("db.url")).substring("jdbc:".length()));
        URI broker = servers.nats().orElseThrow().clientUrl();
        String _ = at.cable("http");
        Forwarder postgres = new Forwarder(at.cable("postgres"), database.getPort());
        Forwarder nats = new Forwarder(at.cable("nats"), broker.getPort());
        forwarders = List.of(postgres, nats);
        Map<String, String> settings = new HashMap<>(servers.settings());
        settings.put("db.url", "jdbc:postgresql://" + postgres.address() + database.getPath());
        settings.put("nats.url", "nats://" + nats.address());
        settings.put("nats.public_url", broker.toString());
        settings.put("http.host", "0.0.0.0");
        plane = new PlaneProcess(
                at.inside(),
                settings,
                URI.create("http://" + at.inner("http") + ":" + port),
                logs.resolve(at + ".log"));
        api = plane.api();
    }

    @Override
    public void close() {
        plane.close();
        forwarders.forEach(Forwarder::close);
        at.close();
    }
}
