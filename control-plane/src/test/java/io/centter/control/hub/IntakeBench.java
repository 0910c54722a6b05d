package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectReader;
import io.centter.control.nats.NatsKey;
import io.centter.control.presence.Intake;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.PresenceRules;
import io.centter.control.presence.RegisteredAgent;
import io.centter.model.heartbeat.Build;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.heartbeat.Work;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.MessageHandler;
import io.nats.client.Nats;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Heartbeats a second that the hub takes in, against a subscriber that only decodes the same JSON: same connection,
/// same dispatcher, turn about in one run. Messages are queued first and then taken, so that the publisher is no part
/// of it.
@Tag("bench")
class IntakeBench {
    private static final int AGENTS = 10_000;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int BEATS = Integer.getInteger("bench.beats", 100_000);
    private static final Duration LONG = Duration.ofMinutes(2);

    private final List<AgentId> agents = new ArrayList<>();
    private final List<String> subjects = new ArrayList<>();
    private final AtomicLong transitions = new AtomicLong();
    private long beats;

    @Test
    void hubTakesInNearlyAsFastAsABareSubscriberDecodes(@TempDir Path directory) throws Exception {
        try (HubFixture at = new HubFixture(directory)) {
            at.startServer();
            // The hub itself stays down: it would take in the same messages beside us.
            NetworkId network = new NetworkId(UUID.randomUUID());
            String account = NatsKey.newAccount(HubFixture.RANDOM).publicKey();
            PresenceBoard board = board(network, account);
            HeartbeatIntake intake = new HeartbeatIntake(
                    board, at.plane.registry, one -> one.equals(account) ? Optional.of(network) : Optional.empty());
            ObjectReader reader = Wire.tolerant().readerFor(Heartbeat.class);
            Connection control = Nats.connect(io.nats.client.Options.builder()
                    .server("nats://127.0.0.1:" + at.port)
                    .authHandler(at.roots.controlUser(HubFixture.RANDOM, HubFixture.CLOCK))
                    .build());
            List<Double> ratios = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                double bare = rate(control, message -> decode(reader, message.getData()));
                double hub = rate(control, intake::received);
                // The first two rounds warm the compiler up.
                if (round >= 2) {
                    ratios.add(hub / bare);
                }
                System.out.printf("intake round=%d bare=%.0f/s hub=%.0f/s ratio=%.2f%n", round, bare, hub, hub / bare);
            }
            double median = ratios.stream().sorted().toList().get(ratios.size() / 2);
            System.out.printf(
                    "intake median_ratio=%.2f taken=%d transitions=%d%n",
                    median, intake.count(Intake.TAKEN), transitions.get());
            assertThat(intake.count(Intake.TAKEN)).isEqualTo((long) ROUNDS * BEATS);
            assertThat(median).isGreaterThanOrEqualTo(0.8);
            control.close();
        }
    }

    private static void decode(ObjectReader reader, byte[] content) {
        try {
            reader.readValue(content);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private PresenceBoard board(NetworkId network, String account) {
        PresenceBoard board =
                new PresenceBoard(HubFixture.CLOCK, PresenceRules.STANDARD, one -> transitions.incrementAndGet());
        List<RegisteredAgent> registered = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            AgentId agent = new AgentId(String.format("%012x", HubFixture.RANDOM.nextLong(1L << 48)));
            agents.add(agent);
            subjects.add(account + ".mesh.heartbeat." + agent);
            registered.add(new RegisteredAgent(
                    network,
                    agent,
                    "agent-" + i,
                    new Slug("agent-" + i),
                    Role.ASSISTANT,
                    Transport.NATS,
                    null,
                    false,
                    null));
        }
        board.register(registered);
        return board;
    }

    private double rate(Connection control, MessageHandler handler) throws Exception {
        AtomicLong taken = new AtomicLong();
        CountDownLatch gate = new CountDownLatch(1);
        Dispatcher dispatcher = control.createDispatcher(message -> {
            gate.await();
            handler.onMessage(message);
            taken.incrementAndGet();
        });
        dispatcher.setPendingLimits(BEATS + 1L, 1L << 30);
        dispatcher.subscribe("*.mesh.heartbeat.*");
        control.flush(LONG);
        for (int i = 0; i < BEATS; i++) {
            control.publish(subjects.get(i % AGENTS), content(agents.get(i % AGENTS), beats++));
        }
        control.flush(LONG);
        // One is in the handler's hands and waits at the gate.
        await().atMost(LONG).until(() -> dispatcher.getPendingMessageCount() >= BEATS - 1);
        System.gc();
        long begin = System.nanoTime();
        gate.countDown();
        await().atMost(LONG).pollInterval(Duration.ofMillis(2)).until(() -> taken.get() == BEATS);
        long end = System.nanoTime();
        control.closeDispatcher(dispatcher);
        return BEATS * 1e9 / (end - begin);
    }

    private static byte[] content(AgentId agent, long seq) throws IOException {
        // Every tenth changes its status: a transition.
        HeartbeatStatus status = seq / AGENTS % 2 == 0 && seq % 10 == 0 ? HeartbeatStatus.BUSY : HeartbeatStatus.OK;
        return Wire.strict()
                .writeValueAsBytes(new Heartbeat(
                        1,
                        agent,
                        "01932f4e-7d3a-7c55-9a51-0242ac120002",
                        seq,
                        Instant.now(),
                        status,
                        new Location("10.10.0.7", null, null, "vpc-1", null, "us-west-2", "ip-10-10-0-7"),
                        null,
                        List.of(Transport.NATS, Transport.VPC),
                        List.of("newsletter", "search"),
                        List.of("execute"),
                        List.of(),
                        List.of("bash", "browser"),
                        new Work(1, Instant.now()),
                        List.of(),
                        new Build("1.2.3", "java 25")));
    }
}
