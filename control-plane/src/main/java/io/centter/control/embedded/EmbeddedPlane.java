package io.centter.control.embedded;

import io.centter.control.ControlPlane;
import io.centter.control.config.Config;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.config.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/// A whole plane in one process: embedded servers and the control plane on them.
public final class EmbeddedPlane implements AutoCloseable {
    private final EmbeddedServers servers;
    private final Settings settings;
    private ControlPlane plane;

    private EmbeddedPlane(EmbeddedServers servers, Settings settings) {
        this.servers = servers;
        this.settings = settings;
        this.plane = open();
    }

    /// For use: durable, on the ports of the configuration.
    public static EmbeddedPlane start(Settings settings, Consumer<String> progress) {
        return start(Config.embedded(settings), settings, true, progress);
    }

    /// For tests: free ports, anybody may register, nothing survives a crash of the machine.
    public static EmbeddedPlane start(Path directory) {
        return start(directory, Map.of());
    }

    /// The same with further settings, as `section.key` → text.
    public static EmbeddedPlane start(Path directory, Map<String, String> more) {
        return start(EmbeddedConfig.in(directory), more);
    }

    /// The same on other servers than one of each.
    public static EmbeddedPlane start(EmbeddedConfig embedded, Map<String, String> more) {
        Map<String, String> values = new HashMap<>(Map.of(
                "http.port", "0",
                "http.open_registration", "true",
                "session.bcrypt_cost", "4",
                "session.logins_per_minute", "100000"));
        values.putAll(more);
        return start(embedded, Settings.given(values), false, _ -> {});
    }

    private static EmbeddedPlane start(
            EmbeddedConfig embedded, Settings settings, boolean durable, Consumer<String> progress) {
        EmbeddedServers servers = EmbeddedServers.start(embedded, durable, progress);
        try {
            return new EmbeddedPlane(servers, settings);
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private ControlPlane open() {
        ControlPlane opened = ControlPlane.open(Config.read(settings.over(servers.settings())));
        try {
            opened.start();
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /// Base address of the API.
    public synchronized URI http() {
        return plane.url();
    }

    public EmbeddedServers servers() {
        return servers;
    }

    /// The control plane goes and a new one comes, on the same port; the servers stay.
    public synchronized void restartControlPlane() {
        Settings samePort = settings.with("http.port", Integer.toString(plane.port()));
        plane.close();
        plane = ControlPlane.open(Config.read(samePort.over(servers.settings())));
        plane.start();
    }

    @Override
    public synchronized void close() {
        plane.close();
        servers.close();
    }
}
