package io.centter.control.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.model.heartbeat.Heartbeat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPlaneTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @Test
    void aWholePlaneServesSurvivesItsServersAndKeepsWhatItKnew() throws Exception {
        String agent;
        String network;
        String session;
        try (EmbeddedPlane plane = EmbeddedPlane.start(directory)) {
            Api api = new Api(plane.http(), Map.of());
            awaitReady(api);
            session = api.post(
                            "/auth/register",
                            Map.of("email", "a@example.com", "password", "correct horse battery", "name", "A"))
                    .text("token");
            network = api.as(session).post("/networks", Map.of("name", "Acme")).text("id");
            Api.Answer created = api.as(session).post("/networks/" + network + "/agents", Map.of("name", "Sol"));
            agent = created.json().path("agent").path("id").asText();
            assertThat(heartbeat(api.with("X-Agent-Key", created.text("api_key")), agent)
                            .status())
                    .isEqualTo(204);
            assertThat(presence(api.as(session), agent)).isEqualTo("online");
            assertThat(api.as(session)
                            .post("/agents/" + agent + "/nats/credentials")
                            .status())
                    .isEqualTo(201);

            breakAndRestart(plane, api);
            await().atMost(SOON).until(() -> presence(api.as(session), agent).equals("online"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("secrets.json"))))
                .isEqualTo("rw-------");
        try (EmbeddedPlane again = EmbeddedPlane.start(directory)) {
            Api api = new Api(again.http(), Map.of()).as(session);
            assertThat(api.get("/agents/" + agent).text("name")).isEqualTo("Sol");
            awaitReady(api);
            await().atMost(SOON).until(() -> presence(api, agent).equals("online"));
            assertThat(api.with("If-Match", "\"1\"")
                            .delete("/networks/" + network)
                            .status())
                    .isEqualTo(204);
            assertThat(api.get("/agents/" + agent).status()).isEqualTo(404);
            await().atMost(SOON).until(() -> networks(again) == 0);
        }
    }

    private static void breakAndRestart(EmbeddedPlane plane, Api api) {
        // Servers of tests answer before a commit is in the log; what is killed must have it there.
        sql(plane).useHandle(handle -> handle.execute("CHECKPOINT"));
        plane.servers().postgres().killForcibly();
        await().atMost(SOON).until(() -> api.get("//health/ready").status() == 200);
        plane.servers().nats().orElseThrow().killForcibly();
        awaitReady(api);
        plane.restartControlPlane();
        awaitReady(api);
    }

    /// Rows that are left, those being deleted included.
    private static long networks(EmbeddedPlane plane) {
        return sql(plane)
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM networks")
                        .mapTo(Long.class)
                        .one());
    }

    private static Jdbi sql(EmbeddedPlane plane) {
        Map<String, String> settings = plane.servers().settings();
        return Jdbi.create(
                String.valueOf(settings.get("db.url")),
                String.valueOf(settings.get("db.user")),
                String.valueOf(settings.get("db.password")));
    }

    private static void awaitReady(Api api) {
        await().atMost(SOON)
                .until(() -> api.get("//health/ready").text("status").equals("ready"));
    }

    private static String presence(Api api, String agent) {
        return api.get("/agents/" + agent + "/presence").text("presence");
    }

    private static Api.Answer heartbeat(Api api, String agent) {
        return api.post(
                "/agents/" + agent + "/heartbeat",
                Map.of("v", Heartbeat.VERSION, "agent_id", agent, "seq", 0, "ts", Instant.now(), "status", "ok"));
    }
}
