package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.TestPlane;
import io.centter.control.access.AccessSnapshots;
import io.centter.control.audit.AuditLog;
import io.centter.control.config.Config;
import io.centter.control.db.Database;
import io.centter.control.db.Transactions;
import io.centter.control.event.Outbox;
import io.centter.control.ground.Ground;
import io.centter.control.http.Cursors;
import io.centter.control.http.Idempotency;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.PresenceKeeper;
import io.centter.control.route.Routing;
import io.centter.model.api.ExplainCall;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The services themselves, beside a plane, on a network of 10,000 agents.
class LargeNetworkTest {
    private static final int AGENTS = 10_000;
    private static final AtomicReference<Instant> NOW = new AtomicReference<>(Instant.EPOCH);

    private static TestPlane plane;
    private static Acme acme;
    private static Database database;
    private static Ground ground;
    private static Questions questions;

    @BeforeAll
    static void start() {
        NOW.set(Instant.now());
        plane = TestPlane.start();
        acme = new Acme(plane);
        Config config = Config.of(TestPlane.settings(plane.database(), Map.of()));
        database = new Database(config.db());
        database.start();
        Transactions transactions = new Transactions(database);
        InstantSource clock = NOW::get;
        IdSource ids = new IdSource(clock, new SecureRandom());
        AccessSnapshots snapshots = new AccessSnapshots(transactions, () -> true, clock);
        ground = new Ground(
                transactions,
                new Outbox(ids, clock),
                new AuditLog(clock, new byte[32]),
                new Idempotency(clock),
                new Cursors(new byte[32]),
                ids,
                clock,
                new SecureRandom());
        PresenceBoard board = new PresenceBoard(clock, PresenceKeeper.rules(config.presence()), _ -> {});
        questions = new Questions(ground, snapshots, board, new Routing(ground, board, Set.of(), Duration.ZERO));
        fill();
    }

    @AfterAll
    static void stop() {
        database.close();
        plane.close();
    }

    @Test
    void anExplanationTakesNoLongerInALargeNetwork() {
        Duration best = Duration.ofDays(1);
        // Where the machine is busy with something else, another round is not.
        for (int round = 0; round < 5 && best.compareTo(Duration.ofMillis(5)) > 0; round++) {
            Duration p99 = explain(4_000);
            best = best.compareTo(p99) < 0 ? best : p99;
        }
        assertThat(best).isLessThan(Duration.ofMillis(5));
    }

    /// The 99th percentile of so many explanations, after half as many to warm up.
    private static Duration explain(int times) {
        NetworkId network = NetworkId.parse(acme.network());
        Random random = new Random(5);
        long[] took = new long[times];
        for (int i = -times / 2; i < times; i++) {
            ExplainCall call = new ExplainCall(
                    agent(random.nextInt(AGENTS / 2)), agent(AGENTS / 2 + random.nextInt(AGENTS / 2)), "big", "export");
            long start = System.nanoTime();
            assertThat(questions.explain(network, call).allowed()).isTrue();
            if (i >= 0) {
                took[i] = System.nanoTime() - start;
            }
        }
        Arrays.sort(took);
        long p99 = took[times * 99 / 100];
        System.out.println("explain agents=" + AGENTS + " p50_us=" + took[times / 2] / 1000 + " p99_us=" + p99 / 1000);
        return Duration.ofNanos(p99);
    }

    @Test
    void whatExpiredIsWrittenDownOnceAndInEveryNetwork() {
        Acme other = new Acme(plane);
        String mine = acme.agent("Expiring");
        String theirs = other.agent("Expiring");
        for (int i = 0; i < 3; i++) {
            expiring(acme, mine, "infra:e" + i);
        }
        expiring(other, theirs, "infra:e");
        ExpiredPermissions expired = new ExpiredPermissions(ground);
        assertThat(expired.end()).isZero();

        NOW.set(NOW.get().plusSeconds(7200));

        assertThat(expired.end()).isEqualTo(4);
        assertThat(expired.end()).isZero();
        assertThat(count("SELECT count(*) FROM audit_log WHERE action = 'permission.expire'"))
                .isEqualTo(4);
        assertThat(count("SELECT count(*) FROM outbox WHERE payload LIKE '%permission.expired%'"))
                .isEqualTo(4);
    }

    private static void expiring(Acme in, String agent, String scope) {
        assertThat(in.owner()
                        .post(
                                "/agents/" + agent + "/permissions",
                                Map.of(
                                        "scope",
                                        scope,
                                        "effect",
                                        "grant",
                                        "reason",
                                        "short",
                                        "expires_at",
                                        Instant.now().plusSeconds(3600).toString()))
                        .status())
                .isEqualTo(201);
    }

    private static long count(String sql) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    private static AgentId agent(int number) {
        return new AgentId("%012x".formatted(0xa00000 + number));
    }

    private static void fill() {
        String team = acme.team("Everyone");
        String skill = acme.skill("big").toString();
        plane.sql().useTransaction(handle -> {
            // Rows that nobody looked at yet need not be told of one by one.
            handle.execute("SET LOCAL session_replication_role = replica");
            handle.createUpdate("""
                    INSERT INTO agents (id, network_id, name, slug, created_at, updated_at)
                    SELECT lpad(to_hex(10485760 + i), 12, '0'), CAST(:network AS uuid), 'Agent', 'agent-' || i, now(), now()
                    FROM generate_series(0, 9999) i
                    """).bind("network", acme.network()).execute();
            handle.createUpdate("""
                    INSERT INTO team_agents (network_id, team_id, agent_id, role, added_at)
                    SELECT network_id, CAST(:team AS uuid), id, 'assistant', now() FROM agents
                    WHERE network_id = CAST(:network AS uuid) AND slug LIKE 'agent-%'
                    """)
                    .bind("network", acme.network())
                    .bind("team", team)
                    .execute();
            handle.createUpdate("""
                    INSERT INTO agent_skills (network_id, agent_id, skill_id, skill_version_id, installed_at)
                    SELECT a.network_id, a.id, v.skill_id, v.id, now() FROM agents a
                    JOIN skill_versions v ON v.skill_id = CAST(:skill AS uuid)
                    WHERE a.network_id = CAST(:network AS uuid) AND a.slug LIKE 'agent-%'
                    """)
                    .bind("network", acme.network())
                    .bind("skill", skill)
                    .execute();
        });
    }
}
