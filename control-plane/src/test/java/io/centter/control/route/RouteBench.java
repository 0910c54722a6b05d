package io.centter.control.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.audit.AuditLog;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.ground.Ground;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.control.http.JsonObject;
import io.centter.control.presence.Intake;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.PresenceRules;
import io.centter.control.presence.RegistryFeed;
import io.centter.control.presence.Sights;
import io.centter.embedded.SharedServers;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// One network of ten thousand agents: 70 % on NATS, the others in VPCs, on tailnets or behind public endpoints.
/// Questions go over HTTP, one after the other, from this process; a change is measured from the heartbeat to
/// the commit of its rows.
@Tag("bench")
class RouteBench {
    private static final int AGENTS = 10_000;
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
    private static final int QUESTIONS = 1_000;

    private final Random random = new Random(17);

    @Test
    void tenThousandAgents() {
        var database = SharedServers.createDatabase();
        String network;
        Api owner;
        try (TestPlane plane = TestPlane.start(database, Map.of(), InstantSource.system())) {
            Wired wired = new Wired(plane);
            network = wired.network();
            owner = wired.owner();
            fill(plane, network);
        }
        try (TestPlane plane = TestPlane.start(database, Map.of(), InstantSource.system())) {
            long started = System.nanoTime();
            await().atMost(Duration.ofMinutes(2)).until(() -> count(plane, "agent_sides") == AGENTS);
            System.out.printf(
                    "routes agents=%d recorded=%.0fms agent_sides=%d agent_routes=%d%n",
                    AGENTS, millis(started), count(plane, "agent_sides"), count(plane, "agent_routes"));
            Api asking = owner.at(plane.plane().url());
            String path = "/networks/" + network + "/routes";
            assertThat(askOften("ego page=100", () -> asking.get("/agents/" + agent() + "/routes")))
                    .isLessThan(20);
            askOften("ego page=500", () -> asking.get("/agents/" + agent() + "/routes?limit=500"));
            assertThat(askOften(
                            "best",
                            () -> asking.get(
                                    path + "/best?from=" + id(1) + "&to=" + id(2 + random.nextInt(AGENTS - 1)))))
                    .isLessThan(20);
            askOften("list page=100", () -> asking.get(path + "?transport=relay"));
            long asked = System.nanoTime();
            Api.Answer forecast = asking.post(path + "/what-if", Map.of("transport", "nats"));
            System.out.printf(
                    "routes what-if=%.0fms %s%n", millis(asked), forecast.json().path("lost"));
        }
        measureChanges(database, network);
    }

    /// Gives the median of the rounds' 99th percentiles, from the question to the answer.
    private double askOften(String what, Supplier<Api.Answer> question) {
        double[] p99 = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            double[] times = new double[QUESTIONS];
            for (int i = 0; i < QUESTIONS; i++) {
                long began = System.nanoTime();
                Api.Answer answer = question.get();
                times[i] = millis(began);
                assertThat(answer.status()).isEqualTo(200);
            }
            p99[round] = print("over HTTP what=\"" + what + "\" round=" + round, times);
        }
        Arrays.sort(p99);
        return p99[ROUNDS / 2];
    }

    /// What the server itself does for a graph, in time of the processor: that is the same on a busy machine.
    private void measureGraphs(RoutePicture picture, Sights sights) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int limit : new int[] {100, 500}) {
            double[] cpu = new double[5 * QUESTIONS];
            for (int i = 0; i < cpu.length; i++) {
                AgentId agent = agent();
                long began = threads.getCurrentThreadCpuTime();
                EgoGraphs graphs =
                        new EgoGraphs(picture, sights, picture.find(agent).orElseThrow());
                byte[] json = JsonObject.part(graphs.graph(graphs.edges("", null, limit), null));
                cpu[i] = (threads.getCurrentThreadCpuTime() - began) / 1e6;
                assertThat(json.length).isGreaterThan(1_000);
            }
            assertThat(print("in the server what=\"ego page=" + limit + "\" of=cpu", cpu))
                    .isLessThan(20);
        }
    }

    /// Gives the 99th percentile.
    private static double print(String what, double[] millis) {
        double[] times = millis.clone();
        Arrays.sort(times);
        double p99 = times[times.length * 99 / 100];
        System.out.printf(
                "routes %s p50=%.2fms p99=%.2fms max=%.2fms%n",
                what, times[times.length / 2], p99, times[times.length - 1]);
        return p99;
    }

    private void measureChanges(io.centter.embedded.postgres.Database database, String id) {
        NetworkId network = NetworkId.parse(id);
        Config config = Config.of(TestPlane.settings(database, Map.of()));
        try (Database pool = new Database(config.db())) {
            pool.start();
            InstantSource clock = InstantSource.system();
            IdSource ids = new IdSource(clock, new SecureRandom());
            Ground ground = new Ground(
                    new Transactions(pool),
                    new Outbox(ids, clock),
                    new AuditLog(clock, new byte[32]),
                    new Idempotency(clock),
                    new Cursors(new byte[32]),
                    ids,
                    clock,
                    new SecureRandom());
            PresenceBoard board = new PresenceBoard(clock, PresenceRules.STANDARD, _ -> {});
            RouteBook book = new RouteBook(ground.transactions(), board, Set.of(), clock);
            RouteWriter writer = new RouteWriter(ground, book);
            board.whenMoved(book::moved);
            new RegistryFeed(ground.transactions(), board, clock).load();
            writer.write(network, List.of(agent()));
            measureGraphs(book.picture(network), board.sights(network));
            change("address", board, network, writer, which -> Map.of("vpc-1", which));
            change("known vpc", board, network, writer, which -> Map.of("vpc-" + which % 4, which));
            change("new vpc", board, network, writer, which -> Map.of("vpc-new-" + which, which));
        }
    }

    private interface Moving {
        Map<String, Integer> at(int which);
    }

    private void change(String what, PresenceBoard board, NetworkId network, RouteWriter writer, Moving moving) {
        int times = 300;
        double[] whole = new double[times];
        double[] cpu = new double[times];
        int rows = 0;
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (int i = 0; i < times; i++) {
            AgentId agent = agent();
            Map.Entry<String, Integer> to =
                    moving.at(i % 16).entrySet().iterator().next();
            Heartbeat beat = beat(agent, to.getKey(), "10.1." + i % 250 + "." + (1 + random.nextInt(250)));
            long began = System.nanoTime();
            long beganCpu = threads.getCurrentThreadCpuTime();
            assertThat(board.heartbeat(network, agent, beat, true)).isEqualTo(Intake.TAKEN);
            rows += writer.write(network, List.of(agent)).rows();
            cpu[i] = (threads.getCurrentThreadCpuTime() - beganCpu) / 1e6;
            whole[i] = millis(began);
        }
        print("change=\"" + what + "\" of=cpu", cpu);
        assertThat(print("change=\"" + what + "\" rows=" + rows / (double) times, whole))
                .isLessThan(50);
    }

    private Heartbeat beat(AgentId agent, String vpc, String ip) {
        return new Heartbeat(
                1,
                agent,
                "boot-" + random.nextLong(),
                0,
                Instant.now(),
                HeartbeatStatus.OK,
                new Location(ip, null, null, vpc, null, null, null),
                null,
                List.of(Transport.VPC),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                List.of(),
                null);
    }

    private static void fill(TestPlane plane, String network) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                INSERT INTO agents (id, network_id, name, slug, transport, transports, location, endpoint_url,
                    last_heartbeat_at, created_at, updated_at)
                SELECT lpad(to_hex(i), 12, '0'), :network::uuid, 'Agent ' || i, 'agent-' || i, 'nats',
                    CASE WHEN i % 10 < 7 THEN '{nats,vpc,tailscale,https}'::text[] ELSE '{vpc,tailscale,https}'::text[] END,
                    jsonb_strip_nulls(jsonb_build_object(
                        'private_ip', '10.0.' || i / 250 || '.' || 1 + i % 250,
                        'vpc_id', CASE WHEN i % 5 < 4 THEN 'vpc-' || i / 10 % 4 END,
                        'tailscale_ip', CASE WHEN i % 3 = 0 THEN '100.64.' || i / 250 || '.' || 1 + i % 250 END,
                        'tailnet', CASE WHEN i % 3 = 0 THEN 'tailnet-' || i / 10 % 2 END)),
                    CASE WHEN i % 20 = 0 THEN 'https://agent-' || i || '.example.com/' END, now(), now(), now()
                FROM generate_series(1, :agents) AS i
                """)
                        .bind("network", network)
                        .bind("agents", AGENTS)
                        .execute());
    }

    private AgentId agent() {
        return id(1 + random.nextInt(AGENTS));
    }

    private static AgentId id(int which) {
        return new AgentId(String.format("%012x", which));
    }

    private static int count(TestPlane plane, String table) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                        .mapTo(Integer.class)
                        .one());
    }

    private static double millis(long since) {
        return (System.nanoTime() - since) / 1e6;
    }
}
