package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.bench.Resident;
import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A thousand networks on the way that every network goes: accounts made and given to the broker, heartbeats through
/// all of them, what the broker and the board need of memory, and how long both take to be ready after a restart.
@Tag("bench")
class ScaleBench {
    private static final int NETWORKS = Integer.getInteger("scale.networks", 1_000);
    private static final int AGENTS = Integer.getInteger("scale.agents", 100_000);
    private static final Duration LONG = Duration.ofMinutes(8);

    private final List<NetworkId> networks = new ArrayList<>();

    @Test
    void thousandNetworks(@TempDir Path directory) throws Exception {
        try (HubFixture at = new HubFixture(directory)) {
            at.start(LONG);
            say("nats-server with no network", at);
            long begin = System.nanoTime();
            for (int i = 0; i < NETWORKS; i++) {
                networks.add(at.network("scale-" + i));
            }
            double written = (System.nanoTime() - begin) / 1e9;
            await().atMost(LONG).until(() -> at.plane.relay.waiting() == 0);
            double made = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    "networks=%d rows_s=%.1f all_s=%.1f accounts_with_streams_per_s=%.0f%n",
                    NETWORKS, written, made, NETWORKS / made);
            say("with accounts and streams", at);

            begin = System.nanoTime();
            at.plane.hub.reconciler().verifyAll(() -> true);
            System.out.printf("looked at all accounts in %.1f s%n", (System.nanoTime() - begin) / 1e9);

            networks.forEach(network -> insertAgents(at, network));
            long heapBefore = heap();
            begin = System.nanoTime();
            at.restartPlane();
            await().atMost(LONG).until(() -> at.plane.hub.isUp() && at.plane.board.hubConnected());
            System.out.printf(
                    "control plane with %d agents ready (board, link, connections) after %.1f s%n",
                    at.plane.board.size(), (System.nanoTime() - begin) / 1e9);
            assertThat(at.plane.board.size()).isEqualTo(AGENTS);
            System.out.printf("heap for the rows: %d bytes an agent%n", (heap() - heapBefore) / AGENTS);
            beat(at);
            say("with a connection in each network", at);

            begin = System.nanoTime();
            at.broker.node(0).killForcibly();
            at.broker.node(0).restart();
            System.out.printf("nats-server listens again after %.1f s%n", (System.nanoTime() - begin) / 1e9);
            await().atMost(LONG).until(() -> at.plane.hub.isUp() && at.plane.board.hubConnected());
            System.out.printf("the hub is right again after %.1f s%n", (System.nanoTime() - begin) / 1e9);
            at.broker.node(0).killForcibly();
        }
    }

    private static void insertAgents(HubFixture at, NetworkId network) {
        at.transactions.inNetwork(
                network, handle -> handle.execute("""
                INSERT INTO agents (id, network_id, name, slug, role, created_at, updated_at)
                SELECT substr(md5(?::text || n), 1, 12), ?, 'light-' || n, 'light-' || n, 'assistant', now(), now()
                FROM generate_series(1, ?) n
                """, network.value(), network.value(), AGENTS / NETWORKS));
    }

    /// One agent of each network connects and beats, ten times.
    private void beat(HubFixture at) throws Exception {
        List<LightClient> clients = new ArrayList<>();
        List<AgentId> agents = new ArrayList<>();
        for (NetworkId network : networks) {
            AgentId agent = at.plane.board.snapshot(network).agents().getFirst().agent();
            AccountKeys keys = at.plane.hub.accounts().keys(network);
            NatsKey user = NatsKey.newUser(HubFixture.RANDOM);
            String jwt = new ClaimsSigner(keys.roleSigner(Role.ASSISTANT.wireName()))
                    .sign(UserClaims.scoped(user.publicKey(), agent.value(), keys.account()), Instant.now(), null);
            clients.add(LightClient.connect(at.port, new LightClient.Identity(agent.value(), jwt, user)));
            agents.add(agent);
        }
        long before = at.plane.hub.health().heartbeatsReceived();
        int rounds = 20;
        long begin = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < clients.size(); i++) {
                clients.get(i).publish("mesh.heartbeat." + agents.get(i), content(agents.get(i), round));
            }
        }
        long all = (long) rounds * clients.size();
        await().atMost(LONG)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> at.plane.hub.health().heartbeatsReceived() - before >= all);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf("heartbeats through %d accounts: %.0f/s%n", clients.size(), all / seconds);
        for (LightClient client : clients) {
            client.close();
        }
    }

    private static byte[] content(AgentId agent, long seq) throws IOException {
        return Wire.strict()
                .writeValueAsBytes(new Heartbeat(
                        1,
                        agent,
                        "boot",
                        seq,
                        Instant.now(),
                        HeartbeatStatus.OK,
                        null,
                        null,
                        List.of(Transport.NATS),
                        List.of("newsletter"),
                        List.of("execute"),
                        List.of(),
                        List.of("bash"),
                        null,
                        List.of(),
                        null));
    }

    private static void say(String what, HubFixture at) {
        System.out.printf(
                "%s: nats-server %d MB, heap %d MB%n",
                what, Resident.megabytes(at.broker.node(0).pid()), heap() >> 20);
    }

    private static long heap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
