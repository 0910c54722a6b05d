package io.centter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.embedded.host.EmbeddedServer;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.nats.NatsOptions;
import io.centter.embedded.nats.NatsServer;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {
    @TempDir
    Path directory;

    @Test
    void startsWhatDiesAgainOnItsPortAndLeavesWhatIsClosed() {
        Path binary = SharedServers.natsBinary();
        var config = "listen: \"127.0.0.1:" + FreePorts.any() + "\"\n";
        try (var postgres = PostgresServer.start(
                        PostgresOptions.in(directory.resolve("postgres")).fastButLosingDataOnCrash());
                var nats = NatsServer.start(NatsOptions.of(binary, directory.resolve("nats"), config));
                var supervisor = new Supervisor(List.of(postgres, nats))) {
            supervisor.start();
            long firstPostgres = postgres.pid();
            long firstNats = nats.pid();
            var firstUrl = nats.clientUrl();

            postgres.killForcibly();
            nats.killForcibly();
            await().atMost(Duration.ofSeconds(20)).until(() -> postgres.pid() != firstPostgres && postgres.isAlive());
            await().atMost(Duration.ofSeconds(20)).until(() -> nats.pid() != firstNats && nats.isAlive());
            assertThat(nats.clientUrl()).isEqualTo(firstUrl);
            await().atMost(Duration.ofSeconds(20))
                    .ignoreExceptions()
                    .until(() -> postgres.ensureDatabase("centter").name().equals("centter"));

            long secondNats = nats.pid();
            nats.killForcibly();
            await().atMost(Duration.ofSeconds(20)).until(() -> nats.pid() != secondNats && nats.isAlive());

            close(nats);
            long lastNats = nats.pid();
            await().during(Duration.ofMillis(500)).until(() -> !nats.isAlive() && nats.pid() == lastNats);
        }
    }

    private static void close(EmbeddedServer server) {
        server.close();
    }
}
