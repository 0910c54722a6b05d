package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.control.config.NatsConfig;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import io.nats.client.api.ClusterInfo;
import io.nats.client.api.Replica;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of three whose servers are killed while 1,000 messages a second go through the control plane: the leader
/// of the stream first, and, when all are well again, a follower. What was acknowledged must be delivered.
@Tag("proof")
class ClusterFaultsTest {
    private static final int PER_SECOND = 1_000;
    private static final int MESSAGES = Integer.getInteger("faults.seconds", 30) * PER_SECOND;
    private static final int SENDERS = 64;
    private static final Duration LONG = Duration.ofMinutes(3);

    private HubFixture at;
    private NetworkId network;
    private AgentId agent;

    @BeforeEach
    void begin(@TempDir Path directory) {
        at = new HubFixture(directory, 3, new NatsConfig.Deliveries(20, Duration.ofSeconds(2)));
        at.start(Duration.ofSeconds(60));
        network = at.network("faults");
        agent = at.agent(network, "worker", Role.ASSISTANT);
        await().atMost(LONG).until(() -> at.plane.relay.waiting() == 0);
    }

    @AfterEach
    void end() {
        at.close();
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheLeaderAndThenAFollowerAreKilled() throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(network, agent));
                Worker worker = new Worker(client)) {
            Senders senders = new Senders();
            senders.start();
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            kill("leader", leader(), senders);
            kill("follower", (leader() + 1) % 3, senders);
            assertThat(senders.done.await(LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            await().atMost(LONG).until(() -> worker.seen.containsAll(senders.acked));
            Set<String> lost = new HashSet<>(senders.acked);
            lost.removeAll(worker.seen);
            System.out.printf(
                    "offered %d/s for %d s: acked %d, tried again %d, delivered %d (again %d), acked and lost %d%n",
                    PER_SECOND,
                    MESSAGES / PER_SECOND,
                    senders.acked.size(),
                    senders.retries.get(),
                    worker.seen.size(),
                    worker.again.get(),
                    lost.size());
            assertThat(lost).isEmpty();
            assertThat(senders.acked).hasSize(MESSAGES);
        }
    }

    /// One that is left alone acknowledges nothing that only it would have.
    @Test
    void nothingIsAcknowledgedWhileTwoAreAwayAndAllThatWasIsDelivered() throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(network, agent));
                Worker worker = new Worker(client)) {
            Senders senders = new Senders();
            senders.start();
            LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
            at.broker.node(0).killForcibly();
            at.broker.node(1).killForcibly();
            long killed = System.nanoTime();
            await().atMost(LONG)
                    .until(() -> String.valueOf(at.plane.hub.health().detail())
                            .startsWith("1 of 3 servers answers: nothing can be stored"));
            System.out.printf("two of three killed: said after %d ms%n", (System.nanoTime() - killed) / 1_000_000);
            int before = senders.acked.size();
            long asked = System.nanoTime();
            assertThatThrownBy(() -> at.plane.hub.mesh().store(network, Subjects.inbox(agent, agent), "x", new byte[1]))
                    .isInstanceOfSatisfying(
                            Refused.Unavailable.class,
                            refused -> assertThat(refused.code()).isEqualTo("hub-unavailable"));
            System.out.printf("a sender was told so after %d ms%n", (System.nanoTime() - asked) / 1_000_000);
            assertThat(senders.acked).hasSize(before);
            long begin = System.nanoTime();
            // Neither is ready without the other.
            Thread other = Thread.ofVirtual().start(() -> at.broker.node(0).restart());
            at.broker.node(1).restart();
            other.join();
            await().atMost(LONG).until(() -> senders.acked.size() > before);
            System.out.printf("acknowledged again %d ms after their start%n", (System.nanoTime() - begin) / 1_000_000);
            await().atMost(LONG).ignoreExceptions().until(() -> isWhole(stream()));
            System.out.printf("all three had all after %d ms%n", (System.nanoTime() - begin) / 1_000_000);
            assertThat(senders.done.await(LONG.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
            await().atMost(LONG).until(() -> worker.seen.containsAll(senders.acked));
            assertThat(senders.acked).hasSize(MESSAGES);
            await().atMost(LONG).until(() -> at.plane.hub.health().detail() == null);
        }
    }

    private void kill(String what, int server, Senders senders) throws Exception {
        senders.longestGap.set(0);
        at.broker.node(server).killForcibly();
        LockSupport.parkNanos(Duration.ofSeconds(5).toNanos());
        long begin = System.nanoTime();
        at.broker.node(server).restart();
        await().atMost(LONG).ignoreExceptions().until(() -> isWhole(stream()));
        long whole = System.nanoTime() - begin;
        await().atMost(LONG).until(() -> at.plane.hub.health().detail() == null);
        System.out.printf(
                "killed the %s (hub%d): longest time without an ack %d ms; started again, it had all after %d ms%n",
                what, server + 1, senders.longestGap.get() / 1_000_000, whole / 1_000_000);
    }

    private int leader() {
        return await().atMost(LONG)
                .ignoreExceptions()
                .until(
                        () -> Integer.parseInt(Objects.requireNonNull(stream().getLeader())
                                        .substring("hub".length()))
                                - 1,
                        Objects::nonNull);
    }

    private ClusterInfo stream() throws Exception {
        return Objects.requireNonNull(at.plane
                .hub
                .mesh()
                .visit(network, in -> in.jetStreamManagement().getStreamInfo(Subjects.MESSAGES_STREAM))
                .getClusterInfo());
    }

    private static boolean isWhole(ClusterInfo stream) {
        List<Replica> others = stream.getReplicas();
        return stream.getLeader() != null
                && others != null
                && others.size() == 2
                && others.stream().allMatch(one -> one.isCurrent() && !one.isOffline() && one.getLag() == 0);
    }

    /// Each message is due at its time; one that is not acknowledged is sent again under the same id.
    private final class Senders {
        private final Set<String> acked = ConcurrentHashMap.newKeySet();
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicInteger retries = new AtomicInteger();
        private final AtomicLong lastAck = new AtomicLong();
        private final AtomicLong longestGap = new AtomicLong();
        private final CountDownLatch done = new CountDownLatch(SENDERS);

        void start() {
            long begin = System.nanoTime();
            lastAck.set(begin);
            for (int i = 0; i < SENDERS; i++) {
                Thread.ofVirtual().start(() -> run(begin));
            }
        }

        private void run(long begin) {
            for (int n = next.getAndIncrement(); n < MESSAGES; n = next.getAndIncrement()) {
                long due = begin + n * (1_000_000_000L / PER_SECOND);
                LockSupport.parkNanos(due - System.nanoTime());
                send("m" + n);
            }
            done.countDown();
        }

        private void send(String id) {
            byte[] content = id.getBytes(StandardCharsets.US_ASCII);
            while (true) {
                try {
                    Mesh.Stored _ = at.plane.hub.mesh().store(network, Subjects.inbox(agent, agent), id, content);
                    acked.add(id);
                    long now = System.nanoTime();
                    longestGap.accumulateAndGet(now - lastAck.getAndSet(now), Math::max);
                    return;
                } catch (Refused.Unavailable | StreamRefused _) {
                    retries.incrementAndGet();
                    LockSupport.parkNanos(50_000_000);
                }
            }
        }
    }

    /// The agent: takes what comes, and remembers it.
    private final class Worker implements AutoCloseable {
        private final Set<String> seen = ConcurrentHashMap.newKeySet();
        private final AtomicInteger again = new AtomicInteger();
        private final JetStreamSubscription inbox;
        private volatile boolean closed;

        Worker(HubFixture.Client client) throws Exception {
            inbox = client.connection
                    .jetStream()
                    .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, agent.value()));
            Thread.ofVirtual().start(this::run);
        }

        private void run() {
            while (!closed) {
                try {
                    for (Message message : inbox.fetch(200, Duration.ofMillis(500))) {
                        if (!seen.add(new String(message.getData(), StandardCharsets.US_ASCII))) {
                            again.incrementAndGet();
                        }
                        message.ack();
                    }
                } catch (RuntimeException _) {
                    // Between two servers; what was not acknowledged comes again.
                    LockSupport.parkNanos(50_000_000);
                }
            }
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
