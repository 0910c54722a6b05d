package io.centter.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.config.Config;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseAwayTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path directory;

    @Test
    void whileTheDatabaseIsAwayTheAnswerIsACleanRefusalAndThenAllGoesOn() throws Exception {
        PostgresOptions options = PostgresOptions.in(directory);
        try (PostgresServer server = PostgresServer.start(options);
                TestPlane plane = TestPlane.start(
                        server.createDatabase("away"), Map.of("db.connect_timeout", "500ms"), InstantSource.system())) {
            Api person = plane.person("a@example.com");

            server.killForcibly();
            await().until(() -> !server.isAlive());

            Api.Answer read = person.get("/networks");
            assertThat(read.status()).isEqualTo(503);
            assertThat(read.code()).isEqualTo("database-unavailable");
            assertThat(read.header("Retry-After")).isEqualTo("2");
            assertThat(person.post("/networks", Map.of("name", "Acme")).status())
                    .isEqualTo(503);
            assertThat(plane.api().get("//health/live").status()).isEqualTo(200);
            assertThat(plane.api().get("//health/ready").status()).isEqualTo(503);

            server.restart();

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> plane.api().get("//health/ready").status() == 200);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> person.get("/networks").status() == 200);
            assertThat(person.post("/networks", Map.of("name", "Acme")).status())
                    .isEqualTo(201);
        }
    }

    @Test
    void aStartWaitsForTheDatabaseAsLongAsItIsToldTo() {
        Map<String, String> settings = Map.of(
                "db.url", "jdbc:postgresql://127.0.0.1:1/none",
                "db.connect_timeout", "300ms",
                "db.start_timeout", "1s",
                "session.secret", "a secret for tests, longer than 32 characters",
                "seal.key", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=");
        try (Database database = new Database(Config.of(settings).db())) {
            assertThatThrownBy(database::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("did not answer within 1 s");
        }
    }
}
