package io.centter.control.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where embedded servers keep their data and listen; used only when no `db.url` is given. A port of 0 takes a free
/// one.
///
/// @param natsServer path of the nats-server to use; found by itself where absent
public record EmbeddedConfig(
        Path dataDir,
        int postgresPort,
        int natsPort,
        int websocketPort,
        @Nullable String natsServer) {
    static EmbeddedConfig read(Section section) {
        return new EmbeddedConfig(
                section.path("data_dir", defaultDataDir()),
                section.port("postgres_port", 0),
                section.port("nats_port", 4222),
                section.port("websocket_port", 4443),
                section.optional("nats_server"));
    }

    private static Path defaultDataDir() {
        String data = System.getenv("XDG_DATA_HOME");
        return data == null || data.isBlank()
                ? Path.of(System.getProperty("user.home"), ".local", "share", "centter")
                : Path.of(data, "centter");
    }
}
