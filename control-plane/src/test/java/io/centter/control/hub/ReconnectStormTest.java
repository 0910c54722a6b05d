package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.config.NatsConfig;
import io.centter.control.config.PresenceConfig;
import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every agent loses its connection in one moment, since the only broker is killed, and comes back when that is started
/// again: how long until all are connected and presence says so, who was told of as gone meanwhile (nobody), and what
/// was acknowledged and is lost (nothing). `-Dstorm.agents=10000` for the figure of the documents.
@Tag("proof")
class ReconnectStormTest {
    private static final int AGENTS = Integer.getInteger("storm.agents", 1_000);
    private static final int NETWORKS = 10;
    private static final Duration LONG = Duration.ofMinutes(3);
    /// As the SDK spreads its first tries.
    private static final int JITTER_MILLIS = 2_000;

    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<NetworkId> networks = new ArrayList<>();

    @Test
    void everybodyComesBackAndNobodyWasGone(@TempDir Path directory) throws Exception {
        try (HubFixture at = fixture(directory);
                ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < NETWORKS; i++) {
                networks.add(at.network("storm-" + i));
            }
            at.start(LONG);
            await().atMost(LONG).until(() -> at.plane.relay.waiting() == 0);
            AgentId receiver = at.agent(networks.getFirst(), "receiver", Role.ASSISTANT);
            await().atMost(LONG)
                    .ignoreExceptionsInstanceOf(Refused.Unavailable.class)
                    .until(() -> at.issue(networks.getFirst(), receiver) != null);
            networks.forEach(network -> insertAgents(at, network));
            at.restartPlane();
            await().atMost(LONG).until(at.plane.hub::isUp);
            for (NetworkId network : networks) {
                everyone(at, network).forEach(agent -> agents.execute(() -> live(at.port, agent)));
            }
            await().atMost(LONG).until(() -> connected.get() == AGENTS && online(at) == AGENTS);
            agents.execute(() -> send(at, receiver));
            await().atMost(LONG).until(() -> acknowledged.size() >= 100);

            at.broker.node(0).killForcibly();
            await().atMost(LONG).until(() -> connected.get() == 0);
            Instant killed = Instant.now();
            int before = acknowledged.size();
            long begin = System.nanoTime();
            at.broker.node(0).restart();
            say("the broker listens", begin);
            await().atMost(LONG).pollInterval(Duration.ofMillis(20)).until(() -> connected.get() == AGENTS);
            say("all are connected", begin);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> at.plane.hub.isUp() && held(at) == AGENTS && online(at) == AGENTS);
            say("presence is right", begin);
            await().atMost(LONG).until(() -> acknowledged.size() > before);
            over.set(true);
            assertThat(toldAsGone(at, killed)).as("agents told of as gone").isZero();
            assertThat(stored(at)).as("messages in the stream").containsAll(acknowledged);
            System.out.printf(
                    "agents=%d refused_tries=%d acknowledged=%d%n", AGENTS, refused.get(), acknowledged.size());
            at.broker.node(0).killForcibly();
        }
    }

    private static HubFixture fixture(Path directory) {
        PresenceConfig usual = new PresenceConfig(
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofSeconds(3),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofDays(30));
        return new HubFixture(directory, 1, 1, new NatsConfig.Deliveries(5, Duration.ofSeconds(30)), usual);
    }

    private static void insertAgents(HubFixture at, NetworkId network) {
        at.transactions.inNetwork(
                network, handle -> handle.execute("""
                INSERT INTO agents (id, network_id, name, slug, role, created_at, updated_at)
                SELECT substr(md5(?::text || n), 1, 12), ?, 'light-' || n, 'light-' || n, 'assistant', now(), now()
                FROM generate_series(1, ?) n
                """, network.value(), network.value(), AGENTS / NETWORKS));
    }

    /// Credentials that are signed as the hub signs them, without an inbox each.
    private static List<LightClient.Identity> everyone(HubFixture at, NetworkId network) {
        AccountKeys keys = at.plane.hub.accounts().keys(network);
        ClaimsSigner signer = new ClaimsSigner(keys.roleSigner(Role.ASSISTANT.wireName()));
        return at
                .transactions
                .read(handle -> handle.createQuery("SELECT id FROM agents WHERE network_id = :network AND name <> :not")
                        .bind("network", network)
                        .bind("not", "receiver")
                        .mapTo(String.class)
                        .list())
                .stream()
                .map(agent -> {
                    NatsKey user = NatsKey.newUser(HubFixture.RANDOM);
                    UserClaims claims = UserClaims.scoped(user.publicKey(), agent, keys.account());
                    return new LightClient.Identity(agent, signer.sign(claims, Instant.now(), null), user);
                })
                .toList();
    }

    /// Connects until all is over, whatever happens.
    private void live(int port, LightClient.Identity who) {
        while (!over.get()) {
            try (LightClient client = LightClient.connect(port, who)) {
                connected.incrementAndGet();
                client.awaitEnd();
                connected.decrementAndGet();
                rest();
            } catch (IOException _) {
                refused.incrementAndGet();
                rest();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static void rest() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(JITTER_MILLIS));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(HubFixture at, AgentId to) {
        for (int i = 0; !over.get(); i++) {
            String id = "m" + i;
            try {
                at.plane
                        .hub
                        .mesh()
                        .store(networks.getFirst(), Subjects.inbox(to, to), id, id.getBytes(StandardCharsets.UTF_8));
                acknowledged.add(id);
                Thread.sleep(10);
            } catch (Refused _) {
                rest();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private static Set<String> stored(HubFixture at) throws Exception {
        NetworkId network = at.transactions.read(
                handle -> handle.createQuery("SELECT network_id FROM agents WHERE name = 'receiver'")
                        .mapTo(java.util.UUID.class)
                        .map(NetworkId::new)
                        .one());
        return at.plane.hub.mesh().visit(network, in -> {
            Set<String> all = ConcurrentHashMap.newKeySet();
            var state = in.jetStreamManagement()
                    .getStreamInfo(Subjects.MESSAGES_STREAM)
                    .getStreamState();
            for (long seq = state.getFirstSequence(); seq <= state.getLastSequence(); seq++) {
                all.add(new String(
                        in.jetStreamManagement()
                                .getMessage(Subjects.MESSAGES_STREAM, seq)
                                .getData(),
                        StandardCharsets.UTF_8));
            }
            return all;
        });
    }

    private long online(HubFixture at) {
        return networks.stream()
                .flatMap(network -> at.plane.board.snapshot(network).agents().stream())
                .filter(agent -> agent.presence() == Presence.ONLINE)
                .count();
    }

    private long held(HubFixture at) {
        return networks.stream()
                .flatMap(network -> at.plane.board.snapshot(network).agents().stream())
                .filter(agent -> agent.connected())
                .count();
    }

    private static long toldAsGone(HubFixture at, Instant since) {
        await().atMost(LONG).until(() -> at.plane.relay.waiting() == 0);
        return at.transactions.read(handle ->
                handle.createQuery("""
                SELECT count(*) FROM presence_changes WHERE at >= :since AND to_presence IN ('offline', 'unknown')
                """).bind("since", since).mapTo(Long.class).one());
    }

    private static void say(String what, long begin) {
        System.out.printf("%s after %d ms%n", what, (System.nanoTime() - begin) / 1_000_000);
    }
}
