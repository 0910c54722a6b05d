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
import io.centter.model.identity.IdSource;
import io.centter.model.identity.NetworkId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
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
    private static LargeNetwork large;
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
        large = new LargeNetwork(plane, acme, AGENTS);
    }

    @AfterAll
    static void stop() {
        database.close();
        plane.close();
    }

    @Test
    void anyTwoOfALargeNetworkAreExplained() {
        NetworkId network = NetworkId.parse(acme.network());
        for (int i = 0; i < 100; i++) {
            ExplainCall call = large.call();
            assertThat(questions.explain(network, call).allowed())
                    .as("%s", call)
                    .isTrue();
        }
        assertThat(questions.explain(network, large.call("no-such-command")).allowed())
                .isFalse();
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
}
