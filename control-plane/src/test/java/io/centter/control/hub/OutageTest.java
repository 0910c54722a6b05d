package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.control.event.CarrierUnavailable;
import io.centter.control.event.OutboxRow;
import io.centter.control.network.NetworkPurge;
import io.centter.control.refusal.Refused;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.nats.client.Connection;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.Subscription;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What stands when the broker or the control plane does not.
class OutageTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(15);

    @TempDir
    private Path directory;

    private HubFixture at;

    @BeforeEach
    void begin() {
        at = new HubFixture(directory);
    }

    @AfterEach
    void end() {
        at.close();
    }

    @Test
    void startsWithoutABrokerAndJoinsWhenThereIsOne() throws Exception {
        at.plane.start();
        NetworkId network = at.network("early");
        AgentId agent = at.agent(network, "early", Role.ASSISTANT);
        assertThat(at.plane.hub.health().status()).isEqualTo("connecting");
        assertThat(at.plane.hub.health().detail()).isNotBlank();
        assertThatThrownBy(() -> at.issue(network, agent))
                .isInstanceOfSatisfying(
                        Refused.Unavailable.class,
                        refused -> assertThat(refused.code()).isEqualTo("hub-unavailable"));
        assertThat(at.plane.board.snapshot(network).agents()).hasSize(1);

        at.startServer();
        await().atMost(LATER).until(() -> at.plane.hub.isUp());
        await().atMost(LATER).until(() -> at.plane.relay.waiting() == 0);
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            await().atMost(SOON).until(() -> presence(network, agent) == Presence.ONLINE);
            assertThat(client.connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
        assertThat(at.plane.hub.health().status()).isEqualTo("connected");
    }

    @Test
    void restartedControlPlaneIsRightWithinFiveSeconds() throws Exception {
        running();
        NetworkId network = at.network("restart");
        AgentId stays = at.agent(network, "stays", Role.ASSISTANT);
        AgentId leaves = at.agent(network, "leaves", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, stays))) {
            HubFixture.Client leaving = at.connect(at.issue(network, leaves));
            await().atMost(SOON)
                    .until(() -> presence(network, leaves) == Presence.ONLINE
                            && presence(network, stays) == Presence.ONLINE);
            at.plane.close();
            leaving.close();
            at.restartPlane();
            await().atMost(SOON).until(() -> presence(network, stays) == Presence.ONLINE);
            assertThat(presence(network, leaves)).isEqualTo(Presence.OFFLINE);
            assertThat(client.connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    @Test
    void brokerThatIsAwayMakesPresenceUnknownAndComesBackToOnline() throws Exception {
        running();
        NetworkId network = at.network("away");
        AgentId agent = at.agent(network, "away", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            await().atMost(SOON).until(() -> presence(network, agent) == Presence.ONLINE);
            at.stopServer();
            await().atMost(SOON).until(() -> at.plane.hub.health().status().equals("connecting"));
            await().atMost(SOON).until(() -> presence(network, agent) == Presence.UNKNOWN);
            assertThat(at.plane.board.snapshot(network).hubConnected()).isFalse();
            at.agent(network, "made-meanwhile", Role.ASSISTANT);

            at.startServer();
            await().atMost(LATER).until(() -> presence(network, agent) == Presence.ONLINE);
            await().atMost(LATER).until(() -> at.plane.relay.waiting() == 0);
            assertThat(client.connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
        assertThat(at.plane.relay.parked()).isZero();
    }

    @Test
    void lostDataDirectoryOfTheBrokerIsRepaired() throws Exception {
        running();
        NetworkId network = at.network("lost");
        AgentId agent = at.agent(network, "lost", Role.ASSISTANT);
        AgentId other = at.agent(network, "other", Role.ASSISTANT);
        IssuedCredentials ofAgent = at.issue(network, agent);
        IssuedCredentials ofOther = at.issue(network, other);
        try (HubFixture.Client _ = at.connect(ofAgent)) {
            await().atMost(SOON).until(() -> presence(network, agent) == Presence.ONLINE);
            at.stopServer();
            delete(directory.resolve("data"));
            at.startServer();
        }
        try (HubFixture.Client client = connectedOnceRepaired(ofAgent);
                HubFixture.Client sender = connectedOnceRepaired(ofOther)) {
            await().atMost(LATER).until(() -> presence(network, agent) == Presence.ONLINE);
            await().atMost(LATER).ignoreExceptions().until(() -> {
                sender.connection.jetStream().publish(Subjects.inbox(agent, other), new byte[] {7});
                return true;
            });
            var inbox = client.connection
                    .jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, agent.value()));
            assertThat(inbox.fetch(1, SOON)).hasSize(1);
        }
    }

    /// A plain client gives up when it is refused twice, and until the repair it is: so it comes when it can.
    private HubFixture.Client connectedOnceRepaired(IssuedCredentials credentials) {
        return await().atMost(LATER)
                .ignoreExceptions()
                .until(
                        () -> at.connect(credentials),
                        client -> client.connection.getStatus() == Connection.Status.CONNECTED);
    }

    @Test
    void networkThatCannotBeRepairedDoesNotHoldUpTheOthers() throws Exception {
        running();
        NetworkId broken = at.network("broken");
        NetworkId network = at.network("sound");
        AgentId agent = at.agent(network, "sound", Role.ASSISTANT);
        IssuedCredentials credentials = at.issue(network, agent);
        await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
        at.stopServer();
        at.transactions.inNetwork(
                broken,
                handle -> handle.execute(
                        "UPDATE nats_account_state SET role_keys = '{}' WHERE network_id = ?", broken.value()));
        delete(directory.resolve("data"));
        at.startServer();
        try (HubFixture.Client _ = connectedOnceRepaired(credentials)) {
            await().atMost(LATER).until(() -> presence(network, agent) == Presence.ONLINE);
        }
    }

    @Test
    void changeOfRoleEndsTheOldCredentialsAndDeletionAll() throws Exception {
        running();
        NetworkId network = at.network("roles");
        AgentId agent = at.agent(network, "roles", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            at.transactions.inNetwork(network, handle -> {
                handle.execute("UPDATE agents SET role = 'analyst' WHERE id = ?", agent.value());
                at.plane.outbox.work(handle, network, MeshCarrier.SYNC_AGENT, java.util.Map.of("agent_id", agent));
                return true;
            });
            await().atMost(SOON).until(() -> client.connection.getStatus() != Connection.Status.CONNECTED);
        }
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            at.transactions.inNetwork(network, handle -> {
                handle.execute("UPDATE agents SET deleted_at = now() WHERE id = ?", agent.value());
                at.plane.outbox.work(handle, network, MeshCarrier.DELETE_AGENT, java.util.Map.of("agent_id", agent));
                return true;
            });
            await().atMost(SOON).until(() -> client.connection.getStatus() != Connection.Status.CONNECTED);
        }
        assertThatThrownBy(() -> at.issue(network, agent)).isInstanceOf(Refused.NotFound.class);
        at.transactions.inNetwork(network, handle -> {
            handle.execute("UPDATE networks SET status = 'deleting' WHERE id = ?", network.value());
            at.plane.outbox.work(handle, network, MeshCarrier.DELETE_ACCOUNT, java.util.Map.of());
            return true;
        });
        await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
        assertThat(at.plane.relay.parked()).isZero();
        at.transactions.write(
                handle -> handle.execute("UPDATE networks SET status = 'active' WHERE id = ?", network.value()));
        assertThat(at.plane.hub.accounts().sync(network))
                .as("a deleted account is never given to the broker again")
                .isEmpty();
    }

    @Test
    void deletionIsHeardByThoseWhoAreConnectedBeforeTheirAccountGoes() throws Exception {
        running();
        NetworkId network = at.network("heard");
        AgentId agent = at.agent(network, "heard", Role.COORDINATOR);
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            Subscription events = client.connection.subscribe("mesh.event.hub.network.deleted");
            client.connection.flush(SOON);
            delete(network);
            assertThat(events.nextMessage(SOON)).isNotNull();
            await().atMost(SOON).until(() -> client.connection.getStatus() != Connection.Status.CONNECTED);
        }
        await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
    }

    @Test
    void networkThatWasDeletedBeforeTheBrokerCameHoldsUpNothing() throws Exception {
        at.plane.start();
        NetworkId network = at.network("brief");
        at.agent(network, "brief", Role.ASSISTANT);
        delete(network);
        OutboxRow purge = new OutboxRow(1, network, "network.purge", UUID.randomUUID(), "{}", 0);
        NetworkPurge purger = new NetworkPurge(at.transactions);
        assertThatThrownBy(() -> purger.carry(List.of(purge))).isInstanceOf(CarrierUnavailable.class);

        at.startServer();
        await().atMost(LATER).until(() -> at.plane.relay.waiting() == 0);
        assertThat(at.plane.relay.parked()).isZero();
        purger.carry(List.of(purge));
        assertThat(at.plane.hub.accounts().all()).doesNotContain(network);
    }

    private void delete(NetworkId network) {
        at.transactions.inNetwork(network, handle -> {
            handle.execute("UPDATE networks SET status = 'deleting', updated_at = now() WHERE id = ?", network.value());
            at.plane.outbox.event(handle, network, new EventData.NetworkDeleted("gone"));
            at.plane.outbox.work(handle, network, MeshCarrier.DELETE_ACCOUNT, java.util.Map.of());
            return true;
        });
    }

    @Test
    void changeOfRoleReachesTheBrokerThoughItsFirstTryEndedHalfWay() throws Exception {
        running();
        NetworkId network = at.network("half-way");
        AgentId agent = at.agent(network, "half-way", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            at.transactions.inNetwork(network, handle -> {
                handle.execute("UPDATE agents SET role = 'analyst' WHERE id = ?", agent.value());
                return CredentialSql.of(handle).revokeAll(network, agent, "half", HubFixture.CLOCK.instant());
            });
            at.transactions.inNetwork(network, handle -> {
                at.plane.outbox.work(handle, network, MeshCarrier.SYNC_AGENT, java.util.Map.of("agent_id", agent));
                return true;
            });
            await().atMost(SOON).until(() -> client.connection.getStatus() != Connection.Status.CONNECTED);
        }
    }

    private void running() throws IOException {
        at.startServer();
        at.plane.start();
        await().atMost(SOON).until(() -> at.plane.hub.isUp());
    }

    private Presence presence(NetworkId network, AgentId agent) {
        return at.plane.board.find(network, agent).orElseThrow().presence();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<File> all =
                    files.sorted(Comparator.reverseOrder()).map(Path::toFile).toList();
            assertThat(all).isNotEmpty().allMatch(File::delete);
        }
    }
}
