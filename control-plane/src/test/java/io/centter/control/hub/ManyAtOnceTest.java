package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.NetworkId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The one connection of the hub holds, however many use it at the same moment.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyAtOnceTest {
    private static final int MANY = 64;

    private HubFixture at;

    @BeforeAll
    void begin(@TempDir Path directory) {
        at = new HubFixture(directory);
        at.start(Duration.ofSeconds(30));
    }

    @AfterAll
    void end() {
        at.close();
    }

    @Test
    void manyWhoWaitUntilTheBrokerHasWhatTheySaidDoNotEndTheLink() throws Exception {
        NetworkId network = at.network("many");
        at.plane.hub.accounts().sync(network);
        byte[] word = "{}".getBytes(StandardCharsets.UTF_8);
        assertLinkHoldsUnder(() -> {
            at.plane.hub.mesh().tell(network, "mesh.event.many", word);
            return true;
        });
    }

    @Test
    void manyWhoAskHowFarTheBrokerIsDoNotEndTheLink() throws Exception {
        assertLinkHoldsUnder(() -> at.plane.hub.health().status().equals("connected"));
    }

    private void assertLinkHoldsUnder(Callable<Boolean> use) throws Exception {
        Instant since = at.plane.hub.health().since();
        try (ExecutorService users = Executors.newVirtualThreadPerTaskExecutor()) {
            // Longer than it takes the connection to ask by itself whether the broker is there.
            long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
            while (System.nanoTime() < end) {
                List<Future<Boolean>> all = users.invokeAll(
                        IntStream.range(0, MANY).mapToObj(_ -> use).toList());
                for (Future<Boolean> one : all) {
                    assertThat(one.get()).isTrue();
                }
            }
        }
        assertThat(at.plane.hub.health().since()).as("up without a break").isEqualTo(since);
    }
}
