package io.centter.control.planes;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.ControlPlane;
import io.centter.control.config.Config;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.config.Settings;
import io.centter.control.embedded.EmbeddedServers;
import io.nats.client.Connection;
import io.nats.client.ErrorListener;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import org.jdbi.v3.core.Jdbi;

/// Two whole control planes in one process, on the same PostgreSQL and the same nats-server.
final class TwoPlanes implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(10);

    final ControlPlane first;
    final ControlPlane second;
    final Api a;
    final Api b;
    private final EmbeddedServers servers;
    private final Settings settings;

    TwoPlanes(Path directory) {
        servers = EmbeddedServers.start(EmbeddedConfig.in(directory), false, _ -> {});
        settings = Settings.given(Map.of(
                "http.port", "0",
                "http.open_registration", "true",
                "session.bcrypt_cost", "4",
                "session.logins_per_minute", "100000",
                "presence.disconnect_grace", "500ms"));
        first = open();
        second = open();
        String token = new Api(first.url(), Map.of())
                .post(
                        "/auth/register",
                        Map.of("email", "ops@example.com", "password", "correct horse battery", "name", "Ops"))
                .text("token");
        a = new Api(first.url(), Map.of()).as(token);
        b = new Api(second.url(), Map.of()).as(token);
        await().atMost(SOON).until(() -> connected(a) && connected(b));
    }

    /// Another one, as after a restart.
    ControlPlane open() {
        ControlPlane plane = ControlPlane.open(Config.read(settings.over(servers.settings())));
        plane.start();
        return plane;
    }

    Jdbi sql() {
        return Jdbi.create(
                String.valueOf(servers.settings().get("db.url")),
                String.valueOf(servers.settings().get("db.user")),
                String.valueOf(servers.settings().get("db.password")));
    }

    static Connection connect(JsonNode issued, Queue<String> errors) throws Exception {
        return Nats.connect(Options.builder()
                .server(issued.path("servers").get(0).asText())
                .authHandler(
                        Nats.staticCredentials(issued.path("creds").asText().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix("_INBOX." + issued.path("user_name").asText() + ".")
                .connectionTimeout(Duration.ofSeconds(2))
                .reconnectWait(Duration.ofMillis(50))
                .maxReconnects(-1)
                .errorListener(new ErrorListener() {
                    @Override
                    public void errorOccurred(Connection connection, String error) {
                        errors.add(error);
                    }
                })
                .build());
    }

    private static boolean connected(Api api) {
        return api.get("/nats/health").text("status").equals("connected");
    }

    @Override
    public void close() {
        first.close();
        second.close();
        servers.close();
    }
}
