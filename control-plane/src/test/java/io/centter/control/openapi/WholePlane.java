package io.centter.control.openapi;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.ControlPlane;
import io.centter.control.config.Config;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.config.Settings;
import io.centter.control.embedded.EmbeddedServers;
import io.centter.control.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A plane with a broker, started once for all tests that go through every route.
final class WholePlane {
    static final String SECRET = "a secret for tests, longer than 32 characters";

    private static final String CURATOR = "curator@example.com";

    private static @Nullable WholePlane shared;

    private final ControlPlane plane;
    private final Examples examples;
    private final JsonNode document;
    private Scene.@Nullable Person curator;

    private WholePlane(ControlPlane plane) {
        this.plane = plane;
        this.examples = Examples.of(plane.router().routes());
        this.document = nobody().get("//openapi.json").json();
    }

    /// The plane of this run; it ends with the JVM.
    static synchronized WholePlane shared() {
        WholePlane running = shared;
        if (running == null) {
            running = start();
            shared = running;
        }
        return running;
    }

    private static WholePlane start() {
        EmbeddedServers servers = EmbeddedServers.start(EmbeddedConfig.in(folder()), false, _ -> {});
        Settings settings = Settings.given(Map.of(
                "http.port", "0",
                "http.open_registration", "true",
                "market.curators", CURATOR,
                "session.secret", SECRET,
                "session.bcrypt_cost", "4",
                "session.logins_per_minute", "1000000"));
        ControlPlane plane = ControlPlane.open(Config.read(settings.over(servers.settings())));
        plane.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            plane.close();
            servers.close();
        }));
        WholePlane whole = new WholePlane(plane);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> whole.nobody().get("//health/ready").text("status").equals("ready"));
        return whole;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("centter-whole");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Api nobody() {
        return new Api(plane.url(), Map.of());
    }

    ControlPlane plane() {
        return plane;
    }

    List<Route<?, ?>> routes() {
        return plane.router().routes();
    }

    Examples examples() {
        return examples;
    }

    JsonNode document() {
        return document;
    }

    /// Who looks after the marketplace here: one person for all scenes.
    synchronized Scene.Person curator() {
        Scene.Person known = curator;
        if (known == null) {
            known = scene().registered(CURATOR);
            curator = known;
        }
        return known;
    }

    Scene scene() {
        return new Scene(this);
    }
}
