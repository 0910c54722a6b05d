package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.audit.AuditLog;
import io.centter.control.ground.Ground;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.control.message.Messages;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.MessageHeaders;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.StreamInfo;
import io.nats.client.api.StreamInfoOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Messages that are given up while no hub hears of it, while two do, and where not even the broker's note is left.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostNotesTest {
    private static final String DIED = "mesh.event.hub.message.died";
    private static final Duration SOON = Duration.ofSeconds(8);

    private HubFixture at;

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        at = new HubFixture(directory);
        at.start(SOON);
    }

    @AfterAll
    void end() {
        at.close();
    }

    @Test
    void whatDiedWhileNoHubHeardIsFoundByItsNote() throws Exception {
        NetworkId network = at.network("unheard");
        AgentId agent = at.agent(network, "agent", Role.ASSISTANT);
        giveUp(network, agent);
        await().atMost(SOON).until(() -> held(network, Subjects.UNDELIVERED_STREAM) == 1);
        try (Messages messages = messages()) {
            messages.sweep();
            await().atMost(SOON).until(() -> letters(network) == 1);
            await().atMost(SOON).until(() -> held(network, Subjects.MESSAGES_STREAM) == 0);
            await().atMost(SOON).until(() -> held(network, Subjects.UNDELIVERED_STREAM) == 0);
        }
    }

    @Test
    void whatTwoHubsHearOfDiesOnce() throws Exception {
        NetworkId network = at.network("twice");
        AgentId agent = at.agent(network, "agent", Role.ASSISTANT);
        HubFixture.Plane second = at.new Plane().start();
        try (Messages one = messages();
                Messages two = messages(second)) {
            await().atMost(SOON).until(second.hub::isUp);
            giveUp(network, agent);
            for (int i = 0; i < 10; i++) {
                one.sweep();
                two.sweep();
            }
            await().atMost(SOON).until(() -> held(network, Subjects.MESSAGES_STREAM) == 0);
            await().atMost(SOON).until(() -> held(network, Subjects.UNDELIVERED_STREAM) == 0);
        } finally {
            second.close();
        }
        assertThat(letters(network)).isEqualTo(1);
        await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
        assertThat(told(network, DIED)).isEqualTo(1);
    }

    @Test
    void whatDiedWithoutANoteIsFoundAtTheSecondLookAndNothingElseIsTaken() throws Exception {
        NetworkId network = at.network("unnoted");
        AgentId agent = at.agent(network, "agent", Role.ASSISTANT);
        AgentId idle = at.agent(network, "idle", Role.ASSISTANT);
        at.issue(network, idle);
        at.plane.hub.mesh().store(network, Subjects.inbox(idle, agent), "waits", "{}".getBytes(StandardCharsets.UTF_8));
        giveUp(network, agent);
        await().atMost(SOON).until(() -> held(network, Subjects.UNDELIVERED_STREAM) == 1);
        at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        connection -> connection.jetStreamManagement().purgeStream(Subjects.UNDELIVERED_STREAM));
        try (Messages messages = messages()) {
            messages.sweep();
            messages.sweep();
            await().atMost(SOON).until(() -> letters(network) == 1);
            await().atMost(SOON).until(() -> held(network, Subjects.MESSAGES_STREAM) == 1);
        }
    }

    /// Its hands were empty for a moment after the one died; since then it has always had something.
    @Test
    void whatDiedWithoutANoteIsFoundWhileItsAgentIsAtWork() throws Exception {
        NetworkId network = at.network("busy");
        AgentId agent = at.agent(network, "agent", Role.ASSISTANT);
        giveUp(network, agent);
        at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        connection -> connection.jetStreamManagement().purgeStream(Subjects.UNDELIVERED_STREAM));
        for (String id : List.of("work", "more work")) {
            at.plane.hub.mesh().store(network, Subjects.inbox(agent, agent), id, "{}".getBytes(StandardCharsets.UTF_8));
        }
        try (HubFixture.Client client = at.connect(at.issue(network, agent));
                Messages messages = messages()) {
            JetStreamSubscription inbox = client.connection
                    .jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, agent.value()));
            inbox.fetch(1, SOON).getFirst().ackSync(SOON);
            Message inHand = inbox.fetch(1, SOON).getFirst();
            await().atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() -> {
                inHand.inProgress();
                messages.sweep();
                return letters(network) == 1;
            });
            inHand.ackSync(SOON);
            assertThat(letters(network)).isEqualTo(1);
            assertThat(held(network, Subjects.MESSAGES_STREAM)).isZero();
        }
    }

    @Test
    void whatNobodyReadInTimeIsToldAndWhatWasHandledIsNot() throws Exception {
        NetworkId network = at.network("late");
        AgentId agent = at.agent(network, "agent", Role.ASSISTANT);
        try (HubFixture.Client client = at.connect(at.issue(network, agent));
                Messages messages = messages()) {
            messages.start();
            UUID handled = UUID.randomUUID();
            UUID late = UUID.randomUUID();
            for (UUID id : List.of(handled, late)) {
                Map<String, String> headers = Map.of(
                        MessageHeaders.MESSAGE, id.toString(),
                        MessageHeaders.EXPIRES,
                                String.valueOf(Instant.now().plusSeconds(1).toEpochMilli()));
                at.plane.hub.mesh().store(network, Subjects.inbox(agent, agent), id.toString(), headers, new byte[] {1
                });
            }
            client.connection
                    .jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, agent.value()))
                    .fetch(1, SOON)
                    .getFirst()
                    .ackSync(SOON);
            await().atMost(SOON).until(() -> fates(network).contains(handled + " handled"));
            await().atMost(SOON).until(() -> messages.expire() == 1);
            assertThat(fates(network)).containsExactlyInAnyOrder(handled + " handled", late + " expired");
            assertThat(messages.expire()).isZero();
            await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
            assertThat(told(network, "mesh.event.hub.message.expired")).isEqualTo(1);
        }
    }

    private List<String> fates(NetworkId network) {
        return at.transactions.read(handle -> handle.createQuery("""
                        SELECT message_id || CASE WHEN handled_at IS NOT NULL THEN ' handled'
                            WHEN expired_at IS NOT NULL THEN ' expired' ELSE ' waits' END
                        FROM message_fates WHERE network_id = :network
                        """)
                .bind("network", network)
                .mapTo(String.class)
                .list());
    }

    private long told(NetworkId network, String subject) throws Exception {
        StreamInfo info = at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        connection -> connection
                                .jetStreamManagement()
                                .getStreamInfo(Subjects.EVENTS_STREAM, StreamInfoOptions.filterSubjects(subject)));
        return info.getStreamState().getSubjectMap().getOrDefault(subject, 0L);
    }

    /// Sends the agent one message and lets it be delivered as often as is allowed.
    private void giveUp(NetworkId network, AgentId agent) throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(network, agent))) {
            at.plane
                    .hub
                    .mesh()
                    .store(network, Subjects.inbox(agent, agent), "m-" + agent, "{}".getBytes(StandardCharsets.UTF_8));
            JetStreamSubscription inbox = client.connection
                    .jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, agent.value()));
            await().atMost(SOON).until(() -> {
                inbox.fetch(1, Duration.ofMillis(200));
                return held(network, Subjects.UNDELIVERED_STREAM) > 0 || letters(network) > 0;
            });
        }
    }

    private long held(NetworkId network, String stream) throws Exception {
        StreamInfo info = at.plane
                .hub
                .mesh()
                .visit(network, connection -> connection.jetStreamManagement().getStreamInfo(stream));
        return info.getStreamState().getMsgCount();
    }

    private long letters(NetworkId network) {
        return at.transactions.read(
                handle -> handle.createQuery("SELECT count(*) FROM dead_letters WHERE network_id = :network")
                        .bind("network", network)
                        .mapTo(Long.class)
                        .one());
    }

    private Messages messages() {
        return messages(at.plane);
    }

    private Messages messages(HubFixture.Plane plane) {
        Ground ground = new Ground(
                at.transactions,
                plane.outbox,
                new AuditLog(HubFixture.CLOCK, new byte[32]),
                new Idempotency(HubFixture.CLOCK),
                new Cursors(new byte[32]),
                new IdSource(HubFixture.CLOCK, HubFixture.RANDOM),
                HubFixture.CLOCK,
                HubFixture.RANDOM);
        AccessSnapshots access = new AccessSnapshots(at.transactions, () -> true, HubFixture.CLOCK);
        return new Messages(ground, access, plane.board, plane.hub, (_, _) -> {});
    }
}
