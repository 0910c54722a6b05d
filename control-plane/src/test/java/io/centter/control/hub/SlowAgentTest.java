package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.model.api.IssuedCredentials;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.nats.client.Connection;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.impl.SocketDataPort;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent that is connected and does not read what it is sent.
@Tag("proof")
class SlowAgentTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    // The broker waits ten seconds for somebody to take what was written.
    private static final Duration CUT = Duration.ofSeconds(30);
    private static final int MESSAGES = 600;
    private static final int BYTES = 60_000;
    private static final int KEPT = 3;

    /// A socket that can stop reading.
    public static final class Deaf extends SocketDataPort {
        private static volatile CountDownLatch hears = new CountDownLatch(0);

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            try {
                hears.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return super.read(into, offset, length);
        }
    }

    @Test
    void itIsCutAndSeenOfflineAndNobodyElseWaitsAndItsInboxIsKept(@TempDir Path directory) throws Exception {
        try (HubFixture at = new HubFixture(directory)) {
            at.start(SOON);
            NetworkId network = at.network("slow");
            AgentId slow = at.agent(network, "slow", Role.COORDINATOR);
            AgentId quick = at.agent(network, "quick", Role.COORDINATOR);
            AgentId sender = at.agent(network, "sender", Role.COORDINATOR);
            Connection deaf = connect(at, at.issue(network, slow));
            try (HubFixture.Client listener = at.connect(at.issue(network, quick));
                    HubFixture.Client client = at.connect(at.issue(network, sender))) {
                deaf.createDispatcher(_ -> {}).subscribe("mesh.event.infra.>");
                deaf.flush(SOON);
                await().atMost(SOON)
                        .until(() ->
                                at.plane.board.find(network, slow).orElseThrow().connected());
                keep(client.connection, slow, sender);
                Queue<Long> delays = listen(listener.connection);
                Deaf.hears = new CountDownLatch(1);
                long begun = System.nanoTime();
                send(client.connection);
                await().atMost(SOON).until(() -> delays.size() == MESSAGES);
                await().atMost(CUT).until(() -> presence(at, network, slow) == Presence.OFFLINE);
                long cut = System.nanoTime();
                report(delays, cut - begun);
                Deaf.hears.countDown();
                await().atMost(SOON)
                        .until(() ->
                                at.plane.board.find(network, slow).orElseThrow().connected());
                assertThat(kept(at, network, slow)).isEqualTo(KEPT);
            } finally {
                Deaf.hears.countDown();
                deaf.close();
            }
        }
    }

    private static void keep(Connection connection, AgentId slow, AgentId sender) throws Exception {
        for (int i = 0; i < KEPT; i++) {
            connection.jetStream().publish(Subjects.inbox(slow, sender), "{}".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static long kept(HubFixture at, NetworkId network, AgentId slow) throws Exception {
        return at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        connection -> connection
                                .jetStreamManagement()
                                .getConsumerInfo(Subjects.MESSAGES_STREAM, slow.value())
                                .getNumPending());
    }

    private static Presence presence(HubFixture at, NetworkId network, AgentId agent) {
        return at.plane.board.find(network, agent).orElseThrow().presence();
    }

    private static void report(Queue<Long> delays, long nanos) {
        long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "slow consumer: cut_and_offline_after_ms=%d others_p50_ms=%.1f others_max_ms=%.1f lost=0 of %d%n",
                nanos / 1_000_000,
                sorted[MESSAGES / 2] / 1e6,
                sorted[MESSAGES - 1] / 1e6,
                MESSAGES);
        assertThat(Arrays.stream(sorted).max().orElseThrow())
                .isLessThan(Duration.ofSeconds(5).toNanos());
    }

    private static Queue<Long> listen(Connection connection) throws Exception {
        Queue<Long> delays = new ConcurrentLinkedQueue<>();
        connection
                .createDispatcher(message -> delays.add(
                        System.nanoTime() - ByteBuffer.wrap(message.getData()).getLong()))
                .subscribe("mesh.event.infra.>");
        connection.flush(SOON);
        return delays;
    }

    private static void send(Connection connection) throws Exception {
        for (int i = 0; i < MESSAGES; i++) {
            byte[] content = new byte[BYTES];
            ByteBuffer.wrap(content).putLong(System.nanoTime());
            connection.publish("mesh.event.infra.x", content);
            connection.flush(SOON);
        }
    }

    private static Connection connect(HubFixture at, IssuedCredentials credentials)
            throws IOException, InterruptedException {
        return Nats.connect(Options.builder()
                .server("nats://127.0.0.1:" + at.port)
                .dataPortType(Deaf.class.getName())
                .authHandler(Nats.staticCredentials(credentials.creds().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix("_INBOX." + credentials.userName() + ".")
                .reconnectWait(Duration.ofMillis(100))
                .maxReconnects(-1)
                .build());
    }
}
