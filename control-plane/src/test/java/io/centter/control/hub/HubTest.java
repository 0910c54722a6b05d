package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.http.Caller;
import io.centter.control.refusal.Refused;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.UserId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.nats.client.Message;
import io.nats.client.Subscription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HubTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private HubFixture at;
    private NetworkId network;
    private AgentId linda;

    @BeforeAll
    void begin(@TempDir Path directory) throws IOException {
        at = new HubFixture(directory);
        at.start(SOON);
        network = at.network("ops");
        linda = at.agent(network, "linda", Role.COORDINATOR);
    }

    @AfterAll
    void end() {
        at.close();
    }

    @Test
    void credentialsWorkRightAfterTheAgentIsMade() throws Exception {
        AgentId fresh = at.agent(network, "fresh", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, fresh))) {
            assertThat(client.connection.getStatus()).isEqualTo(io.nats.client.Connection.Status.CONNECTED);
            var inbox = client.connection
                    .jetStream()
                    .subscribe(null, io.nats.client.PullSubscribeOptions.fastBind("AGENT_MESSAGES", fresh.value()));
            assertThat(inbox.fetch(1, Duration.ofMillis(200))).isEmpty();
        }
    }

    @Test
    void agentIsOnlineByItsConnectionAndOfflineAfterItLeft() throws Exception {
        AgentId bob = at.agent(network, "bob", Role.ASSISTANT);
        HubFixture.Client client = at.connect(at.issue(network, bob));
        await().atMost(SOON).until(() -> presence(bob) == Presence.ONLINE);
        client.close();
        await().atMost(SOON).until(() -> presence(bob) == Presence.OFFLINE);
    }

    @Test
    void heartbeatReachesTheBoardTheHistoryAndTheConsoleInOrder() throws Exception {
        AgentId carl = at.agent(network, "carl", Role.ASSISTANT);
        IssuedCredentials console = at.issueConsole(network);
        try (HubFixture.Client watcher = at.connect(console);
                HubFixture.Client client = at.connect(at.issue(network, carl))) {
            Subscription presence = watcher.connection.subscribe(Subjects.presence(carl));
            watcher.connection.flush(SOON);
            await().atMost(SOON).until(() -> presence(carl) == Presence.ONLINE);
            for (int i = 0; i < 6; i++) {
                HeartbeatStatus status = i % 2 == 0 ? HeartbeatStatus.BUSY : HeartbeatStatus.OK;
                client.connection.publish(Subjects.heartbeat(carl), beat(carl, i, status));
            }
            List<String> heard = new ArrayList<>();
            long seq = 0;
            while (heard.size() < 6) {
                Message message = presence.nextMessage(SOON);
                assertThat(message).isNotNull();
                JsonNode event = Wire.tolerant().readTree(message.getData());
                assertThat(event.path("type").asText()).isEqualTo("presence.changed");
                assertThat(event.path("seq").asLong()).isGreaterThan(seq);
                seq = event.path("seq").asLong();
                if (event.path("cause").asText().equals("heartbeat")) {
                    heard.add(event.path("status").asText());
                }
            }
            assertThat(heard).containsExactly("busy", "ok", "busy", "ok", "busy", "ok");
        }
        long kept = at.transactions.read(handle -> handle.createQuery(
                        "SELECT count(*) FROM presence_changes WHERE agent_id = :agent AND cause = 'heartbeat'")
                .bind("agent", carl)
                .mapTo(Long.class)
                .one());
        assertThat(kept).isEqualTo(6);
        await().atMost(SOON)
                .until(() -> at.transactions.read(handle -> handle.createQuery("""
                        SELECT last_heartbeat_at IS NOT NULL AND capabilities = ARRAY['search'] FROM agents
                        WHERE id = :agent
                        """)
                        .bind("agent", carl)
                        .mapTo(Boolean.class)
                        .one()));
    }

    @Test
    void eventsAreStoredWithoutGapsAndInOrder() throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(network, linda))) {
            Subscription events = client.connection.subscribe("mesh.event.>");
            Subscription presence = client.connection.subscribe(Subjects.ALL_PRESENCE);
            client.connection.flush(SOON);
            await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
            for (int i = 0; i < 20; i++) {
                at.agent(network, "burst-" + i, Role.ASSISTANT);
            }
            long last = 0;
            for (int i = 0; i < 20; i++) {
                Message message = events.nextMessage(SOON);
                assertThat(message).as("event %s", i).isNotNull();
                long seq =
                        Wire.tolerant().readTree(message.getData()).path("seq").asLong();
                assertThat(seq).isGreaterThan(last);
                last = seq;
            }
            assertThat(presence.getPendingMessageCount()).isGreaterThanOrEqualTo(0);
        }
    }

    @Test
    void aRowThatIsCarriedTwiceIsStoredOnce() {
        await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
        var publisher = at.plane.hub.publisher();
        String account = at.plane.hub.accounts().keys(network).account();
        byte[] content = "1".getBytes(StandardCharsets.UTF_8);
        assertThat(publisher
                        .store(account, "mesh.event.hub.test", "same-id", content)
                        .duplicate())
                .isFalse();
        assertThat(publisher
                        .store(account, "mesh.event.hub.test", "same-id", content)
                        .duplicate())
                .isTrue();
        assertThat(publisher
                        .store(account, "mesh.event.hub.test", "other-id", content)
                        .duplicate())
                .isFalse();
    }

    @Test
    void discoverAnswersTheSameOverTheMeshAsFromMemory() throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(network, linda))) {
            await().atMost(SOON).until(() -> presence(linda) == Presence.ONLINE);
            JsonNode told = ask(client, Subjects.DISCOVER, "{\"role\":\"coordinator\",\"limit\":5}");
            DiscoverAnswer answer = Wire.strict().treeToValue(told, DiscoverAnswer.class);
            assertThat(answer)
                    .isEqualTo(at.plane.discovery.discover(
                            network, new DiscoverQuery(null, null, null, Role.COORDINATOR, null, null, null, 5)));
            assertThat(answer.agents()).extracting(agent -> agent.id()).containsExactly(linda);

            assertThat(ask(client, Subjects.GET, "{\"slug\":\"linda\"}")
                            .path("id")
                            .asText())
                    .isEqualTo(linda.value());
            assertThat(ask(client, Subjects.GET, "{\"agent\":\"" + linda + "\"}")
                            .path("slug")
                            .asText())
                    .isEqualTo("linda");
            assertThat(ask(client, Subjects.GET, "{\"slug\":\"nobody\"}")
                            .path("code")
                            .asText())
                    .isEqualTo("not-found");
            assertThat(ask(client, Subjects.DISCOVER, "{\"limit\":0}")
                            .path("code")
                            .asText())
                    .isEqualTo("invalid-value");
            assertThat(ask(client, Subjects.DISCOVER, "[").path("code").asText())
                    .isEqualTo("malformed-json");
            JsonNode me = ask(client, Subjects.WHOAMI, "");
            assertThat(me.path("agent").asText()).as(me.toString()).isEqualTo(linda.value());
            assertThat(me.path("role").asText()).isEqualTo("coordinator");
        }
    }

    @Test
    void revokedAgentIsDisconnectedAndCannotComeBackButNewCredentialsWork() throws Exception {
        AgentId eve = at.agent(network, "eve", Role.ASSISTANT);
        IssuedCredentials old = at.issue(network, eve);
        HubFixture.Client client = at.connect(old);
        var revoked = at.plane.hub.credentials().revoke(network, eve, "stolen", at.caller());
        assertThat(revoked.revoked()).isEqualTo(1);
        assertThat(revoked.propagation()).isEqualTo("applied");
        assertThat(revoked.receipts()).hasSize(1);
        await().atMost(SOON).until(() -> client.connection.getStatus() != io.nats.client.Connection.Status.CONNECTED);
        client.close();
        try (HubFixture.Client again = at.connect(at.issue(network, eve))) {
            assertThat(again.connection.getStatus()).isEqualTo(io.nats.client.Connection.Status.CONNECTED);
        }
    }

    @Test
    void whoWasRemovedSinceTheRequestCameInIsRefused() {
        Caller.UserCaller member = at.caller();
        Caller.UserCaller gone = new Caller.UserCaller(
                new UserId(UUID.randomUUID()), member.session(), member.sessionEnds(), member.origin());
        var credentials = at.plane.hub.credentials();
        assertThatThrownBy(() -> credentials.issueConsole(network, gone)).isInstanceOf(Refused.NotFound.class);
        assertThatThrownBy(() -> credentials.issue(network, linda, gone)).isInstanceOf(Refused.NotFound.class);
        assertThatThrownBy(() -> credentials.revoke(network, linda, null, gone)).isInstanceOf(Refused.NotFound.class);
        assertThatThrownBy(() -> credentials.issue(network, linda, new Caller.Nobody(member.origin())))
                .isInstanceOf(Refused.NotFound.class);
    }

    @Test
    void badHeartbeatsAreCountedDropsAndNothingElse() throws Exception {
        AgentId dora = at.agent(network, "dora", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, dora))) {
            await().atMost(SOON).until(() -> presence(dora) == Presence.ONLINE);
            String good = new String(beat(dora, 5, HeartbeatStatus.OK), StandardCharsets.UTF_8);
            List<String> bad = List.of(
                    "",
                    "{",
                    "null",
                    "[]",
                    "{\"v\":1}",
                    good.replace("\"v\":1", "\"v\":2"),
                    good.replace("\"seq\":5", "\"seq\":\"five\""),
                    good.replace("\"seq\":5", "\"seq\":-1"),
                    good.replace("\"ok\"", "\"fine\""),
                    good.replace(dora.value(), linda.value()),
                    good.replace(dora.value(), "*"),
                    good.replace("[\"search\"]", "[\"" + "x".repeat(70_000) + "\"]"),
                    good.replaceAll(
                            "\"ts\":\"[^\"]*\"", "\"ts\":\"" + Instant.now().plusSeconds(900) + "\""),
                    good + good,
                    "\u0000\u0001\u0002");
            long before = at.plane.hub.health().heartbeatsDropped();
            for (String one : bad) {
                client.connection.publish(Subjects.heartbeat(dora), one.getBytes(StandardCharsets.UTF_8));
            }
            client.connection.publish(Subjects.heartbeat(dora), good.getBytes(StandardCharsets.UTF_8));
            client.connection.publish(Subjects.heartbeat(dora), good.getBytes(StandardCharsets.UTF_8));
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(at.plane.hub.health().heartbeatsDropped() - before)
                            .isEqualTo(bad.size() + 1));
            assertThat(at.plane.board.find(network, dora).orElseThrow().lastHeartbeatAt())
                    .isNotNull();
        }
    }

    @Test
    void connectionThatIsClosedMeansThatTheBrokerIsAway() throws Exception {
        HubFixture.Client client = at.connect(at.issue(network, linda));
        client.close();
        Broker broker = new Broker(() -> Optional.of(client.connection));
        assertThatThrownBy(broker::connections).isInstanceOf(BrokerAway.class);
    }

    @Test
    void serverThatAnswersWithAnErrorIsNotOneWithoutConnections() throws Exception {
        List<Broker.Held> held = new ArrayList<>();
        JsonNode empty = Wire.tolerant().readTree("{\"server\":{\"id\":\"N1\"},\"data\":{\"connections\":[]}}");
        Broker.addConnections(held, empty);
        assertThat(held).isEmpty();
        JsonNode error = Wire.tolerant().readTree("{\"server\":{\"id\":\"N1\"},\"error\":{\"code\":500}}");
        assertThatThrownBy(() -> Broker.addConnections(held, error)).isInstanceOf(BrokerAway.class);
    }

    private Presence presence(AgentId agent) {
        return at.plane.board.find(network, agent).orElseThrow().presence();
    }

    private static JsonNode ask(HubFixture.Client client, String subject, String text) throws Exception {
        Message reply = client.connection.request(subject, text.getBytes(StandardCharsets.UTF_8), SOON);
        return Wire.tolerant().readTree(Objects.requireNonNull(reply, subject).getData());
    }

    static byte[] beat(AgentId agent, long seq, HeartbeatStatus status) throws IOException {
        return Wire.strict()
                .writeValueAsBytes(new Heartbeat(
                        1,
                        agent,
                        "boot-1",
                        seq,
                        Instant.now(),
                        status,
                        null,
                        null,
                        List.of(),
                        List.of("search"),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        List.of(),
                        null));
    }
}
