package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.refusal.Refused;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.api.RevokedCredentials;
import io.centter.model.api.RevokedCredentials.ServerReceipt;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.Replica;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// A broker of three servers: what is told to all of them, what each keeps, and what one misses that was away.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    /// Servers that have lost one elect leaders first, which takes long where the processors are busy.
    private static final Duration LATER = Duration.ofSeconds(90);

    private static HubFixture at;
    private static NetworkId network;

    @BeforeAll
    static void begin(@TempDir Path directory) {
        at = new HubFixture(directory, 3);
        at.start(LATER);
        network = at.network("three");
        await().atMost(LATER).until(() -> at.plane.relay.waiting() == 0);
    }

    @AfterAll
    static void end() {
        at.close();
    }

    @Test
    @Order(1)
    void everyServerGivesAReceiptForAnAccount() {
        AgentId agent = at.agent(network, "receipts", Role.ASSISTANT);
        IssuedCredentials _ = at.issue(network, agent);
        RevokedCredentials revoked = at.plane.hub.credentials().revoke(network, agent, null, at.caller());
        assertThat(revoked.receipts())
                .extracting(ServerReceipt::server)
                .containsExactlyInAnyOrder("hub1", "hub2", "hub3");
        assertThat(at.plane.hub.account(network).receipts()).hasSize(3);
        assertThat(at.plane.hub.health().detail()).isNull();
        assertThat(at.plane.hub.health().servers()).hasSize(3);
    }

    @Test
    @Order(2)
    void streamsAndInboxesAreKeptOnThreeServers() throws Exception {
        AgentId agent = at.agent(network, "copies", Role.ASSISTANT);
        IssuedCredentials _ = at.issue(network, agent);
        at.plane.hub.mesh().visit(network, connection -> {
            JetStreamManagement streams = connection.jetStreamManagement();
            for (String stream : Inboxes.STREAMS) {
                assertThat(streams.getStreamInfo(stream).getConfiguration().getReplicas())
                        .isEqualTo(3);
                assertThat(copies(streams.getStreamInfo(stream).getClusterInfo()))
                        .isEqualTo(3);
            }
            assertThat(copies(streams.getConsumerInfo(Subjects.MESSAGES_STREAM, agent.value())
                            .getClusterInfo()))
                    .isEqualTo(3);
            return true;
        });
    }

    @Test
    @Order(3)
    void agentsOnDifferentServersReachEachOtherAndTheRegistry() throws Exception {
        AgentId from = at.agent(network, "from", Role.ASSISTANT);
        AgentId to = at.agent(network, "to", Role.ASSISTANT);
        try (HubFixture.Client sender = at.connect(at.issue(network, from), 0);
                HubFixture.Client receiver = at.connect(at.issue(network, to), 2)) {
            await().atMost(SOON).until(() -> presence(from) == Presence.ONLINE && presence(to) == Presence.ONLINE);
            sender.connection.jetStream().publish(Subjects.inbox(to, from), new byte[] {7});
            var inbox = receiver.connection
                    .jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, to.value()));
            assertThat(inbox.fetch(1, SOON)).hasSize(1);
            assertThat(receiver.connection.request(
                            "mesh.registry.discover", "{}".getBytes(StandardCharsets.UTF_8), SOON))
                    .isNotNull();
        }
    }

    @Test
    @Order(4)
    void clientsAndTheHubGoOnAtAnotherServer() throws Exception {
        AgentId agent = at.agent(network, "moves", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            await().atMost(SOON).until(() -> presence(agent) == Presence.ONLINE);
            int server = serverOf(client.connection);
            at.broker.node(server).killForcibly();
            await().atMost(SOON)
                    .until(() -> client.connection.getStatus() == Connection.Status.CONNECTED
                            && serverOf(client.connection) != server);
            await().atMost(LATER).until(() -> at.plane.hub.isUp() && presence(agent) == Presence.ONLINE);
            await().atMost(LATER)
                    .until(() -> String.valueOf(at.plane.hub.health().detail()).startsWith("2 of 3 servers"));
            at.broker.node(server).restart();
            await().atMost(LATER).until(() -> at.plane.hub.health().detail() == null);
        }
    }

    @Test
    @Order(5)
    void serverThatWasAwayLearnsWhatItMissed() throws Exception {
        AgentId agent = at.agent(network, "missed", Role.ASSISTANT);
        IssuedCredentials old = issued(agent);
        at.broker.node(1).killForcibly();
        RevokedCredentials revoked = at.plane.hub.credentials().revoke(network, agent, null, at.caller());
        if (revoked.propagation().equals("pending")) {
            await().atMost(LATER).until(() -> at.plane.relay.waiting() == 0);
        }
        await().atMost(LATER)
                .until(() -> at.plane.hub.account(network).receipts().size() == 2);
        at.broker.node(1).restart();
        await().atMost(LATER).until(() -> refuses(old, 1));
        await().atMost(LATER)
                .until(() -> at.plane.hub.account(network).receipts().size() == 3);
        assertThat(at.plane.hub.account(network).drift()).isNull();
        try (HubFixture.Client client = at.connect(issued(agent), 1)) {
            assertThat(client.connection.getStatus()).isEqualTo(Connection.Status.CONNECTED);
        }
    }

    /// Two copies while there are two servers; three when there are three again.
    @Test
    @Order(6)
    void networkThatIsMadeWhileAServerIsAwayHasItsStreamsAndGetsTheThirdCopyLater() throws Exception {
        at.broker.node(2).killForcibly();
        await().atMost(LATER)
                .until(() -> String.valueOf(at.plane.hub.health().detail()).startsWith("2 of 3 servers"));
        NetworkId young = at.network("young");
        AgentId agent = at.agent(young, "young", Role.ASSISTANT);
        IssuedCredentials credentials = await().atMost(LATER)
                .ignoreExceptionsInstanceOf(Refused.Unavailable.class)
                .until(() -> at.issue(young, agent), Objects::nonNull);
        try (HubFixture.Client client = at.connect(credentials)) {
            client.connection.jetStream().publish(Subjects.inbox(agent, agent), new byte[] {7});
        }
        assertThat(whole(young)).isLessThan(3);
        at.broker.node(2).restart();
        await().atMost(LATER).ignoreExceptions().until(() -> whole(young) == 3);
        assertThat(at.plane
                        .hub
                        .mesh()
                        .visit(young, in -> in.jetStreamManagement().getStreamInfo(Subjects.MESSAGES_STREAM))
                        .getStreamState()
                        .getMsgCount())
                .isEqualTo(1);
    }

    /// On how many servers everything is.
    private static long whole(NetworkId of) throws Exception {
        ClusterInfo cluster = Objects.requireNonNull(at.plane
                .hub
                .mesh()
                .visit(of, in -> in.jetStreamManagement().getStreamInfo(Subjects.MESSAGES_STREAM))
                .getClusterInfo());
        return 1
                + Objects.requireNonNull(cluster.getReplicas()).stream()
                        .filter(one -> one.isCurrent() && !one.isOffline())
                        .count();
    }

    /// Streams whose leader went, in this test or in the one before, may still be electing one.
    private static IssuedCredentials issued(AgentId agent) {
        return await().atMost(LATER)
                .ignoreExceptionsInstanceOf(Refused.Unavailable.class)
                .until(() -> at.issue(network, agent), Objects::nonNull);
    }

    private static int copies(@Nullable ClusterInfo cluster) {
        List<Replica> others = cluster == null ? null : cluster.getReplicas();
        return others == null ? 1 : 1 + others.size();
    }

    private static boolean refuses(IssuedCredentials credentials, int server) {
        try (HubFixture.Client _ = at.connect(credentials, server)) {
            return false;
        } catch (java.io.IOException e) {
            return String.valueOf(e.getMessage()).contains("uthori")
                    || e instanceof io.nats.client.AuthenticationException;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int serverOf(Connection connection) {
        return Integer.parseInt(connection.getServerInfo().getServerName().substring("hub".length())) - 1;
    }

    private static Presence presence(AgentId agent) {
        return at.plane.board.find(network, agent).orElseThrow().presence();
    }
}
