package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.config.NatsConfig;
import io.centter.model.identity.NetworkId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InboxesTest {
    private static final int MAKERS = 4;

    private HubFixture at;
    private Inboxes inboxes;

    @BeforeAll
    void begin(@TempDir Path directory) {
        at = new HubFixture(directory);
        at.start(Duration.ofSeconds(30));
        // Nobody else makes streams here.
        at.plane.relay.close();
        NatsConfig config = new NatsConfig(
                at.broker.urls(),
                at.broker.urls(),
                List.of(),
                Duration.ofHours(24),
                Duration.ofHours(1),
                new NatsConfig.Deliveries(2, Duration.ofMillis(300)),
                1);
        inboxes = new Inboxes(
                at.transactions,
                new AccountSessions(at.broker.urls(), at.plane.hub.accounts(), HubFixture.RANDOM, HubFixture.CLOCK),
                config);
    }

    @AfterAll
    void end() {
        at.close();
    }

    @Test
    void severalWhoMakeTheStreamsOfANewNetworkAtOnceAllFindThemMade() throws Exception {
        try (ExecutorService makers = Executors.newFixedThreadPool(MAKERS)) {
            for (int round = 0; round < 20; round++) {
                NetworkId network = at.network("hurried-" + round);
                at.plane.hub.accounts().sync(network);
                CountDownLatch go = new CountDownLatch(1);
                List<Future<?>> all = new ArrayList<>();
                for (int i = 0; i < MAKERS; i++) {
                    all.add(makers.submit(() -> {
                        go.await();
                        inboxes.ensure(network, List.of());
                        return true;
                    }));
                }
                go.countDown();
                for (Future<?> one : all) {
                    one.get(20, TimeUnit.SECONDS);
                }
                String account = at.plane.hub.accounts().keys(network).account();
                assertThat(new Stores(at.plane.hub.broker()).copies(account)).containsOnlyKeys(Inboxes.STREAMS);
            }
        }
    }
}
