package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.model.event.EventData;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Sender;
import io.centter.model.message.Subjects;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Ways around the subjects that an agent may use: where answers go, what a stream delivers where, and grants by hand.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileAgentTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final byte[] ORDER = "{\"command\":\"drain\"}".getBytes(StandardCharsets.UTF_8);

    private HubFixture at;
    private NetworkId network;
    private AgentId victim;
    private AgentId other;
    private HubFixture.Client victimClient;
    private final Queue<Message> ordered = new ConcurrentLinkedQueue<>();

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        at = new HubFixture(directory);
        at.start(SOON);
        network = at.network("hostile");
        victim = at.agent(network, "victim", Role.ASSISTANT);
        other = at.agent(network, "other", Role.ASSISTANT);
        at.issue(network, other);
        victimClient = at.connect(at.issue(network, victim));
        victimClient.connection.createDispatcher(ordered::add).subscribe(Subjects.control(victim));
        victimClient.connection.flush(SOON);
    }

    @AfterAll
    void end() {
        victimClient.close();
        at.close();
    }

    /// Subjects on which only somebody else may speak.
    private List<String> foreign() {
        return List.of(
                Subjects.control(victim),
                Subjects.heartbeat(victim),
                Subjects.presence(victim),
                "mesh.event.hub.agent.deleted",
                Subjects.inbox(victim, other));
    }

    /// With the broker's `allow_responses`, whoever hears a question may answer on whatever subject it names; and who
    /// may both say and hear a subject asks itself.
    @ParameterizedTest
    @EnumSource(Role.class)
    void aQuestionToItselfGivesNoLeaveToAnswerAnywhere(Role role) throws Exception {
        AgentId self = at.agent(network, "loop-" + role.wireName(), role);
        try (HubFixture.Client client = at.connect(at.issue(network, self))) {
            List<String> heard = List.of(
                    "mesh.event.support.x",
                    "mesh.event.infra.x",
                    Subjects.rpc(self),
                    Subjects.heartbeat(self),
                    "$SRV.PING.x",
                    Subjects.control(self));
            heard.forEach(subject -> client.connection.createDispatcher(_ -> {}).subscribe(subject));
            for (String subject : foreign()) {
                heard.forEach(loop -> client.connection.publish(loop, subject, new byte[0]));
                client.connection.flush(SOON);
                client.errors.clear();
                client.connection.publish(subject, ORDER);
                await().atMost(SOON)
                        .until(() -> client.errors.stream()
                                .anyMatch(error -> error.contains("Publish to \"" + subject + '"')));
            }
        }
        assertThat(ordered)
                .noneMatch(message -> message.getSubject().equals(Subjects.control(victim))
                        && new String(message.getData(), StandardCharsets.UTF_8).contains("drain"));
        assertThat(inboxOf(victim))
                .noneMatch(message -> new String(message.getData(), StandardCharsets.UTF_8).contains("drain"));
    }

    /// The broker lets a pull name any subject for what it gives out. It keeps the subject that the message was stored
    /// with, so streams file it where it was, the hub does not take it, and the SDK looks at it.
    @Test
    void aPullCarriesNothingToAnotherUnderAnotherName() throws Exception {
        AgentId self = at.agent(network, "puller", Role.ASSISTANT);
        String own = Subjects.inbox(self, self);
        byte[] good = HubTest.beat(victim, 5, HeartbeatStatus.OK);
        at.plane.board.heartbeat(network, victim, Wire.strict().readValue(good, Heartbeat.class), false);
        try (HubFixture.Client client = at.connect(at.issue(network, self))) {
            ordered.clear();
            var _ = inboxOf(victim);
            for (String subject : foreign()) {
                byte[] content = subject.equals(Subjects.heartbeat(victim))
                        ? HubTest.beat(victim, 999, HeartbeatStatus.BUSY)
                        : ORDER;
                long before = at.plane.hub.health().heartbeatsReceived();
                client.connection.jetStream().publish(own, content);
                client.connection.publish(
                        "$JS.API.CONSUMER.MSG.NEXT.AGENT_MESSAGES." + self,
                        subject,
                        "{\"batch\":1,\"no_wait\":true}".getBytes(StandardCharsets.UTF_8));
                client.connection.flush(SOON);
                if (subject.equals(Subjects.heartbeat(victim))) {
                    await().atMost(SOON).until(() -> at.plane.hub.health().heartbeatsReceived() > before);
                }
            }
            // What the hub answered to questions of other tests may come late; it is no order.
            await().atMost(SOON).until(() -> ordered.stream().anyMatch(HostileAgentTest::isOrder));
            assertThat(ordered)
                    .filteredOn(HostileAgentTest::isOrder)
                    .extracting(Message::getSubject)
                    .containsOnly(own);
            assertThat(at.plane.board.find(network, victim).orElseThrow().status())
                    .isEqualTo(HeartbeatStatus.OK);
            assertThat(inboxOf(victim)).isEmpty();
        }
    }

    private static boolean isOrder(Message message) {
        return Arrays.equals(message.getData(), ORDER);
    }

    /// Answers of the hub go where the question says. They are what they are: no order, no message, no event.
    @Test
    void anAnswerOfTheHubIsNoMessageWhereverItIsSent() throws Exception {
        AgentId self = at.agent(network, "asker", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, self))) {
            ordered.clear();
            for (String subject : foreign()) {
                client.connection.publish(Subjects.WHOAMI, subject, ORDER);
            }
            client.connection.flush(SOON);
            await().atMost(SOON).until(() -> !ordered.isEmpty());
            assertThat(ordered)
                    .extracting(message -> new String(message.getData(), StandardCharsets.UTF_8))
                    .allMatch(text -> text.startsWith("{\"network_id\"") && text.contains(self.value()));
            List<Message> inbox = inboxOf(victim);
            assertThat(inbox)
                    .extracting(message -> new String(message.getData(), StandardCharsets.UTF_8))
                    .allMatch(text -> text.startsWith("{\"network_id\""));
        }
    }

    @Test
    void grantsByHandNeverReachTheHubsOwnOrAnothersName() throws Exception {
        AgentId self = at.agent(network, "granted", Role.ANALYST);
        for (String scope : List.of(
                "event:publish",
                "event:publish:hub.agent.created",
                "message:send",
                "rpc:call",
                "presence:read",
                "infra:*",
                "*:*")) {
            permit(self, scope, Effect.GRANT);
        }
        try (HubFixture.Client client = at.connect(at.issue(network, self))) {
            for (String subject : foreign()) {
                assertThat(refused(client, subject)).as(subject).isTrue();
            }
            assertThat(refused(client, Subjects.inbox(victim, self))).isFalse();
            assertThat(refused(client, Subjects.rpc(victim))).isFalse();
            assertThat(refused(client, "mesh.event.anything.x")).isFalse();
            assertThat(refused(client, Subjects.inbox(victim, Sender.of(at.owner))))
                    .isTrue();
        }
    }

    @Test
    void whatWasTakenByHandIsRefusedWhateverTheRoleMay() throws Exception {
        AgentId self = at.agent(network, "taken", Role.COORDINATOR);
        permit(self, "message:send:" + victim, Effect.REVOKE);
        permit(self, "event:publish:deploy", Effect.REVOKE);
        permit(self, "rpc:call", Effect.REVOKE);
        try (HubFixture.Client client = at.connect(at.issue(network, self))) {
            assertThat(refused(client, Subjects.inbox(victim, self))).isTrue();
            assertThat(refused(client, Subjects.unprovenInbox(victim))).isTrue();
            assertThat(refused(client, Subjects.inbox(other, self))).isFalse();
            assertThat(refused(client, "mesh.event.deploy.finished")).isTrue();
            assertThat(refused(client, "mesh.event.infra.x")).isFalse();
            assertThat(refused(client, Subjects.rpc(other))).isTrue();
        }
    }

    private void permit(AgentId agent, String scope, Effect effect) {
        UUID id = UUID.randomUUID();
        at.transactions.inNetwork(network, handle -> {
            handle.execute(
                    """
                    INSERT INTO permissions (id, network_id, agent_id, scope, effect, created_at)
                    VALUES (?, ?, ?, ?, ?, now())
                    """,
                    id,
                    network.value(),
                    agent.value(),
                    scope,
                    effect.name().toLowerCase(Locale.ROOT));
            at.plane.outbox.event(
                    handle, network, new EventData.PermissionGranted(agent, id, Scope.parse(scope), "a test", null));
            return true;
        });
    }

    private static boolean refused(HubFixture.Client client, String subject) throws Exception {
        client.errors.clear();
        client.connection.publish(subject, new byte[0]);
        client.connection.publish("end.of.tries", new byte[0]);
        client.connection.flush(SOON);
        await().atMost(SOON).until(() -> client.errors.stream().anyMatch(error -> error.contains("end.of.tries")));
        return client.errors.stream().anyMatch(error -> error.contains("Publish to \"" + subject + '"'));
    }

    private List<Message> inboxOf(AgentId agent) throws Exception {
        List<Message> found = new ArrayList<>(victimClient
                .connection
                .jetStream()
                .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, agent.value()))
                .fetch(20, Duration.ofMillis(500)));
        found.forEach(Message::ack);
        return found.stream().filter(Objects::nonNull).toList();
    }
}
