package io.centter.control.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where embedded servers keep their data and listen; used only when no `db.url` is given. A port of 0 takes a free
/// one.
///
/// @param natsServers how many nats-servers are the broker; more than one are a cluster
/// @param natsServer path of the nats-server to use; found by itself where absent
public record EmbeddedConfig(
        Path dataDir,
        int postgresPort,
        int natsPort,
        int websocketPort,
        int natsServers,
        @Nullable String natsServer) {
    static EmbeddedConfig read(Section section) {
        return new EmbeddedConfig(
                section.path("data_dir", defaultDataDir()),
                section.port("postgres_port", 0),
                section.port("nats_port", 4222),
                section.port("websocket_port", 4443),
                natsServers(section),
                section.optional("nats_server"));
    }

    /// For tests: this directory, free ports, one nats-server.
    public static EmbeddedConfig in(Path dataDir) {
        return new EmbeddedConfig(dataDir, 0, 0, 0, 1, null);
    }

    public EmbeddedConfig withNatsServers(int count) {
        return new EmbeddedConfig(dataDir, postgresPort, natsPort, websocketPort, count, natsServer);
    }

    private static int natsServers(Section section) {
        int servers = section.number("nats_servers", 1, 1, 5);
        return servers % 2 == 1
                ? servers
                : section.refuse("nats_servers", "is 1, 3 or 5: an even number bears no more.", 1);
    }

    private static Path defaultDataDir() {
        String data = System.getenv("XDG_DATA_HOME");
        return data == null || data.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "centter")
                : Path.of(data, "centter");
    }
}
