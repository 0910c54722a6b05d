package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoresTest {
    private static final Map<String, Integer> WHOLE =
            Map.of(Subjects.MESSAGES_STREAM, 1, Subjects.EVENTS_STREAM, 1, Subjects.UNDELIVERED_STREAM, 1);

    private HubFixture at;
    private List<NetworkId> networks;

    @BeforeAll
    void begin(@TempDir Path directory) {
        at = new HubFixture(directory);
        at.start(Duration.ofSeconds(30));
        networks = List.of(at.network("one"), at.network("two"), at.network("three"), at.network("four"));
        await().atMost(Duration.ofSeconds(20)).until(() -> at.plane.relay.waiting() == 0);
    }

    @AfterAll
    void end() {
        at.close();
    }

    @Test
    void pagesTogetherTellOfEveryAccountWhatItTellsAlone() {
        for (int page : List.of(1, 2, 3, 4, 250)) {
            Map<String, Map<String, Integer>> all = new Stores(at.plane.hub.broker(), page).copies();
            for (NetworkId network : networks) {
                assertThat(all).containsEntry(account(network), WHOLE);
                assertThat(stores().copies(account(network))).isEqualTo(WHOLE);
            }
        }
        assertThat(stores().copies("A".repeat(56))).isEmpty();
    }

    @Test
    void lookAtAllPutsBackStreamsOfTheOneThatLostThem() throws Exception {
        NetworkId network = networks.get(2);
        at.plane.hub.broker().purgeStreams(account(network));
        assertThat(stores().copies(account(network))).isEmpty();
        assertThat(at.plane.hub.reconciler().verifyAll(() -> true)).isTrue();
        assertThat(stores().copies(account(network))).isEqualTo(WHOLE);
    }

    @Test
    void streamThatIsGoneAloneIsMissedToo() throws Exception {
        NetworkId network = networks.get(3);
        at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        (Connection inside) -> inside.jetStreamManagement().deleteStream(Subjects.UNDELIVERED_STREAM));
        assertThat(stores().copies(account(network))).doesNotContainKey(Subjects.UNDELIVERED_STREAM);
        assertThat(at.plane.hub.reconciler().verifyAll(() -> true)).isTrue();
        assertThat(stores().copies(account(network))).isEqualTo(WHOLE);
    }

    private Stores stores() {
        return new Stores(at.plane.hub.broker());
    }

    private String account(NetworkId network) {
        return at.plane.hub.accounts().keys(network).account();
    }
}
