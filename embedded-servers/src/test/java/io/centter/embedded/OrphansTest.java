package io.centter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.embedded.host.ServerFailure;
import io.centter.embedded.nats.NatsOptions;
import io.centter.embedded.nats.NatsServer;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class OrphansTest {
    private static final Duration SECONDS = Duration.ofSeconds(10);
    private static Path binary = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findBinary() {
        binary = SharedServers.natsBinary();
    }

    @Test
    void childrenDieWithAParentThatIsKilled() throws Exception {
        try (var other = OtherProcess.start(directory, binary)) {
            assertThat(other.bothAreGone()).isFalse();
            other.kill();
            await().atMost(SECONDS).until(other::bothAreGone);
        }
        startAgain();
    }

    @Test
    void childrenAreGoneWhenAParentHasEndedByItself() throws Exception {
        try (var other = OtherProcess.start(directory, binary)) {
            other.jvm().getOutputStream().close();
            assertThat(other.jvm().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(other.bothAreGone()).isTrue();
        }
    }

    @Test
    void serversThatOutliveTheirParentAndItsGuardAreStoppedByTheNextStart() throws Exception {
        try (var other = OtherProcess.start(directory, binary)) {
            ProcessHandle guard = other.guard().orElseThrow();
            guard.destroyForcibly();
            await().atMost(SECONDS).until(() -> !guard.isAlive());
            other.kill();
            assertThat(other.postgres().isAlive()).isTrue();
            assertThat(other.nats().isAlive()).isTrue();

            startAgain();
            assertThat(other.bothAreGone()).isTrue();
        }
    }

    @Test
    void aDirectoryInUseIsRefusedWithTheProcessThatUsesIt() throws Exception {
        try (var other = OtherProcess.start(directory, binary)) {
            assertThatThrownBy(() -> PostgresServer.start(
                            PostgresOptions.in(directory.resolve("postgres")).fastButLosingDataOnCrash()))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining("in use by process " + other.jvm().pid())
                    .hasMessageContaining("another data directory");
            assertThatThrownBy(() -> NatsServer.start(natsOptions()))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining("in use by process " + other.jvm().pid());
            assertThat(other.bothAreGone()).isFalse();
        }
    }

    private void startAgain() {
        try (var postgres = PostgresServer.start(
                        PostgresOptions.in(directory.resolve("postgres")).fastButLosingDataOnCrash());
                var nats = NatsServer.start(natsOptions())) {
            assertThat(postgres.isAlive()).isTrue();
            assertThat(nats.isAlive()).isTrue();
        }
    }

    private NatsOptions natsOptions() {
        return NatsOptions.of(binary, directory.resolve("nats"), "listen: \"127.0.0.1:-1\"\n");
    }
}
