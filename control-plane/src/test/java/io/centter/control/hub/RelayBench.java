package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.MintedUser;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.centter.model.role.SubjectGrants;
import io.nats.client.Connection;
import io.nats.client.JetStream;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PublishOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.ConcurrentHistogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages a second that the hub hands on to an inbox and has acknowledged, through CONTROL and back, against a bare
/// JetStream publish with acknowledgement from inside the account: same stream, same message, same number at a time,
/// turn about in one run.
@Tag("bench")
class RelayBench {
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 7);
    private static final int MESSAGES = Integer.getInteger("bench.messages", 10_000);
    private static final int AT_ONCE = 16;
    private static final Duration SOON = Duration.ofSeconds(8);

    private final byte[] content = "x".repeat(384).getBytes(StandardCharsets.UTF_8);

    private interface One {
        void send() throws Exception;
    }

    private record Measured(double rate, long p99Micros) {}

    @Test
    void relayKeepsUpWithABarePublish(@TempDir Path directory) throws Exception {
        try (HubFixture at = new HubFixture(directory);
                ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
            at.start(SOON);
            NetworkId network = at.network("bench");
            AgentId agent = at.agent(network, "agent", Role.ASSISTANT);
            String subject = Subjects.inbox(agent, agent);
            Mesh mesh = at.plane.hub.mesh();
            mesh.store(network, subject, UUID.randomUUID().toString(), content);
            Connection inside = inside(at, network);
            JetStream stream = inside.jetStream();
            List<Double> rates = new ArrayList<>();
            List<Double> tails = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                Measured bare = measure(
                        senders,
                        () -> stream.publish(
                                subject,
                                content,
                                PublishOptions.builder()
                                        .messageId(UUID.randomUUID().toString())
                                        .build()));
                Measured relayed = measure(
                        senders,
                        () -> mesh.store(network, subject, UUID.randomUUID().toString(), content));
                told(round, bare, relayed);
                mesh.visit(network, visitor -> visitor.jetStreamManagement().purgeStream(Subjects.MESSAGES_STREAM));
                // The first two rounds warm the compiler up.
                if (round >= 2) {
                    rates.add(relayed.rate() / bare.rate());
                    tails.add((double) relayed.p99Micros() / bare.p99Micros());
                }
            }
            System.out.printf("relay median_ratio=%.2f median_p99_ratio=%.2f%n", median(rates), median(tails));
            inside.close();
            assertThat(median(rates)).isGreaterThanOrEqualTo(0.5);
        }
    }

    private static void told(int round, Measured bare, Measured relayed) {
        System.out.printf(
                "relay round=%d bare=%.0f/s p99=%d us relay=%.0f/s p99=%d us ratio=%.2f%n",
                round,
                bare.rate(),
                bare.p99Micros(),
                relayed.rate(),
                relayed.p99Micros(),
                relayed.rate() / bare.rate());
    }

    private static Measured measure(ExecutorService senders, One one) throws Exception {
        ConcurrentHistogram micros = new ConcurrentHistogram(3);
        long begin = System.nanoTime();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            running.add(senders.submit(() -> {
                for (int n = 0; n < MESSAGES / AT_ONCE; n++) {
                    long sent = System.nanoTime();
                    one.send();
                    micros.recordValue((System.nanoTime() - sent) / 1_000);
                }
                return true;
            }));
        }
        for (Future<?> sender : running) {
            sender.get();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Measured(micros.getTotalCount() / seconds, micros.getValueAtPercentile(99));
    }

    /// A user of the account that may publish everything.
    private static Connection inside(HubFixture at, NetworkId network) throws Exception {
        AccountKeys keys = at.plane.hub.accounts().keys(network);
        ClaimsSigner signer = new ClaimsSigner(keys.signer());
        SubjectGrants everything = new SubjectGrants(List.of(">"), List.of(), List.of(">"));
        MintedUser user = new MintedUser(
                NatsKey.newUser(HubFixture.RANDOM),
                key -> signer.sign(
                        UserClaims.ofHub(key, "bench", keys.account(), everything),
                        Instant.now(),
                        Instant.now().plus(Duration.ofHours(1))));
        return Nats.connect(Options.builder()
                .server("nats://127.0.0.1:" + at.port)
                .authHandler(user)
                .build());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
