package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A network that the broker has stopped handing things on to, made as a broker in that state behaves: by an account
/// that takes nothing from CONTROL while the database says that all is well.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconnectedAccountTest {
    private static final byte[] WORD = "{}".getBytes(StandardCharsets.UTF_8);

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
    void anAccountThatIsConnectedAnewHearsWhatItIsToldAndKeepsItsStreams() {
        NetworkId network = ready("anew");
        Mesh.Stored before = store(network, "one");

        at.plane.hub.accounts().reconnect(network);

        Mesh.Stored after = store(network, "two");
        assertThat(after.seq()).isEqualTo(before.seq() + 1);
        assertThat(at.plane.hub.accounts().verify(network)).as("drift").isEmpty();
    }

    @Test
    void whatIsToldToANetworkThatDoesNotHearIsToldAfterAFewTries() {
        NetworkId network = ready("deaf");
        deafen(network);
        assertThatThrownBy(() -> store(network, "lost")).isInstanceOf(Unheard.class);

        at.agent(network, "later", Role.ASSISTANT);

        await().atMost(Duration.ofSeconds(40)).until(() -> at.plane.relay.waiting() == 0);
        assertThat(store(network, "heard").seq()).isPositive();
    }

    /// The broker hands nothing on, and the database says that it has all it should.
    private void deafen(NetworkId network) {
        AccountWriter writer = new AccountWriter(
                at.transactions, at.roots, at.plane.hub.broker(), HubFixture.CLOCK, "deafening", 1, _ -> {});
        String whole = at.transactions.read(
                handle -> handle.createQuery("SELECT applied_hash FROM nats_account_state WHERE network_id = :network")
                        .bind("network", network)
                        .mapTo(String.class)
                        .one());
        writer.writeUntold(network, at.plane.hub.accounts().keys(network));
        at.transactions.write(handle -> handle.createUpdate(
                        "UPDATE nats_account_state SET applied_hash = :whole WHERE network_id = :network")
                .bind("whole", whole)
                .bind("network", network)
                .execute());
    }

    private NetworkId ready(String slug) {
        NetworkId network = at.network(slug);
        await().atMost(Duration.ofSeconds(20)).until(() -> at.plane.relay.waiting() == 0);
        return network;
    }

    private Mesh.Stored store(NetworkId network, String id) {
        return at.plane
                .hub
                .publisher()
                .store(at.plane.hub.accounts().keys(network).account(), "mesh.event.test", id, WORD);
    }
}
