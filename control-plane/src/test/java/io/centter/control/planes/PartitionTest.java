package io.centter.control.planes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.embedded.EmbeddedServers;
import io.nats.client.Connection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two control planes as processes in network namespaces of their own, with a cable each to PostgreSQL and to the
/// broker, under load. Cables are cut, and a plane is put to sleep; nothing that was answered may be lost, and the
/// other
/// plane goes on.
@Tag("proof")
@SuppressWarnings("try") // Closing a connection may be interrupted, and nobody interrupts it.
final class PartitionTest {
    private static final List<String> DUTIES = List.of("presence", "accounts", "schedules");
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration HAND_OVER = Duration.ofSeconds(15);

    /// More bytes than anything else that a plane sends at a time to the broker.
    private static final long AN_ACCOUNT = 4_000;

    @TempDir
    Path directory;

    private EmbeddedServers servers;
    private Jdbi sql;
    private Site first;
    private Site second;
    private Load load;

    @BeforeAll
    static void may() {
        Namespace.assume();
    }

    @BeforeEach
    void start() throws Exception {
        servers = EmbeddedServers.start(EmbeddedConfig.in(directory.resolve("data")), false, _ -> {});
        sql = Jdbi.create(
                String.valueOf(servers.settings().get("db.url")),
                String.valueOf(servers.settings().get("db.user")),
                String.valueOf(servers.settings().get("db.password")));
        first = site();
        String token = first.api
                .post(
                        "/auth/register",
                        Map.of("email", "ops@example.com", "password", "correct horse battery", "name", "Ops"))
                .text("token");
        await().atMost(LONG).until(() -> connected(first.api));
        second = site();
        await().atMost(LONG).until(() -> connected(second.api));
        first.api = first.api.as(token);
        second.api = second.api.as(token);
        load = new Load(first.api, second.api);
        await().atMost(LONG).until(() -> load.made.size() > 20);
    }

    @AfterEach
    void stop() {
        for (AutoCloseable one : new AutoCloseable[] {load, second, first, servers}) {
            try {
                if (one != null) {
                    one.close();
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void planesThatDoNotReachEachOtherNeedNotTo() throws Exception {
        Namespace.between(first.at, second.at);
        assertThat(first.at.reaches("10.213.253.2", second.port)).isTrue();
        first.at.cutPeer();
        second.at.cutPeer();
        assertThat(first.at.reaches("10.213.253.2", second.port)).isFalse();
        int made = load.made.size();
        await().atMost(LONG).until(() -> load.made.size() > made + 200);
        load.stop();
        assertThat(load.refused).isEmpty();
        invariants(second).hold(load);
        report("planes cut from each other", Map.of());
    }

    /// In the moment in which it is cut off, the plane holds the lock of a network.
    @Test
    void planeThatIsCutFromTheDatabaseIsReplacedAndWritesNothingLate() throws Exception {
        assertThat(DUTIES).allMatch(duty -> epoch(duty) == 1);
        CompletableFuture<Integer> inTheMiddle = cutInTheMiddle();
        long cut = System.nanoTime();
        await().atMost(HAND_OVER).until(() -> DUTIES.stream().allMatch(duty -> epoch(duty) == 2));
        long duties = System.nanoTime();
        int made = load.made.size();
        await().atMost(LONG).until(() -> load.made.size() > made);
        long writing = System.nanoTime();
        assertThat(first.api.get("//health/ready").status()).isEqualTo(503);
        assertThat(first.api.post("/networks", Map.of("name", "Not now")).status())
                .isEqualTo(503);
        assertThat(inTheMiddle.get()).isEqualTo(503);
        Visitor agent = visitor(second);
        try (Connection _ = agent.connect(second.api)) {
            await().atMost(HAND_OVER).until(() -> agent.history().equals(List.of("offline>online")));
            first.at.heal("postgres");
            long healed = System.nanoTime();
            await().atMost(LONG).until(() -> made(first.api));
            long back = System.nanoTime();
            load.stop();
            assertThat(DUTIES).allMatch(duty -> epoch(duty) == 2);
            invariants(first).hold(load);
            assertThat(agent.history()).containsExactly("offline>online");
            report(
                    "cut from PostgreSQL",
                    Map.of(
                            "duties taken over after", duties - cut,
                            "its network written again after", writing - cut,
                            "healed and writing after", back - healed));
        }
        assertThat(count("SELECT count(*) FROM agents WHERE name = 'Held'")).isZero();
    }

    /// Cuts the first plane off while a transaction of it has a network's lock.
    private CompletableFuture<Integer> cutInTheMiddle() {
        try (Handle holder = sql.open()) {
            holdAgentsNamed(holder, "Held");
            CompletableFuture<Integer> answered = CompletableFuture.supplyAsync(() -> first.api
                            .post("/networks/" + load.network + "/agents", Map.of("name", "Held"))
                            .status())
                    // The client's patience ends at the same time.
                    .exceptionally(_ -> 503);
            await().atMost(LONG)
                    .until(() ->
                            count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted") == 1);
            first.at.cut("postgres");
            holder.execute("SELECT pg_advisory_unlock(4712)");
            return answered;
        }
    }

    /// It sends an account in the moment in which it is cut off, and falls asleep. When the cable is whole again the
    /// account arrives, and is old by then.
    @Test
    void pushThatArrivesTooLateIsFoundAndOverwritten() throws Exception {
        Visitor one = visitor(first);
        Visitor other = visitor(first);
        try (Connection its = one.connect(first.api);
                Connection others = other.connect(first.api)) {
            first.at.cut("nats");
            long cut = System.nanoTime();
            CompletableFuture<Integer> _ = CompletableFuture.supplyAsync(() -> first.api
                            .delete("/agents/" + one.id + "/nats/credentials")
                            .status())
                    .exceptionally(_ -> 0);
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> first.at.underWay("nats") > AN_ACCOUNT);
            first.plane.signal("STOP");
            await().atMost(LONG).until(() -> its.getStatus() != Connection.Status.CONNECTED);
            long revoked = System.nanoTime();
            await().atMost(LONG)
                    .until(() -> second.api
                            .delete("/agents/" + other.id + "/nats/credentials")
                            .text("propagation")
                            .equals("applied"));
            first.at.heal("nats");
            long healed = System.nanoTime();
            await().atMost(LONG).until(() -> !drift().isEmpty());
            long overwritten = System.nanoTime();
            assertThat(drift()).isEqualTo("older");
            first.plane.signal("CONT");
            await().atMost(LONG).until(() -> connected(first.api) && made(first.api));
            load.stop();
            invariants(second).hold(load);
            assertThat(its.getStatus()).isNotEqualTo(Connection.Status.CONNECTED);
            assertThat(others.getStatus()).isNotEqualTo(Connection.Status.CONNECTED);
            report(
                    "cut from the broker and asleep",
                    Map.of(
                            "a revocation asked of it held after", revoked - cut,
                            "healed and the late push overwritten after", overwritten - healed));
        }
    }

    @Test
    void planeThatIsCutFromTheBrokerForLongGivesItsDutiesUp() throws Exception {
        first.at.cut("nats");
        long cut = System.nanoTime();
        await().atMost(LONG).until(() -> epoch("presence") == 2 && epoch("accounts") == 2);
        long duties = System.nanoTime();
        assertThat(first.api
                        .post("/agents/" + load.worker + "/message", Map.of("a2a", Map.of("text", "work")))
                        .code())
                .isEqualTo("hub-unavailable");
        int made = load.made.size();
        await().atMost(LONG).until(() -> load.made.size() > made + 50 && count("SELECT count(*) FROM outbox") < 50);
        first.at.heal("nats");
        long healed = System.nanoTime();
        await().atMost(LONG).until(() -> connected(first.api));
        long back = System.nanoTime();
        load.stop();
        invariants(first).hold(load);
        report(
                "cut from the broker for long",
                Map.of("duties taken over after", duties - cut, "healed and joined after", back - healed));
    }

    @Test
    void planeThatSleptForAMinuteWritesNothingLate() throws Exception {
        first.plane.signal("STOP");
        long stopped = System.nanoTime();
        await().atMost(HAND_OVER).until(() -> DUTIES.stream().allMatch(duty -> epoch(duty) == 2));
        long duties = System.nanoTime();
        Visitor agent = visitor(second);
        try (Connection _ = agent.connect(second.api)) {
            await().atMost(HAND_OVER).until(() -> agent.history().equals(List.of("offline>online")));
            await().atMost(LONG)
                    .until(() ->
                            System.nanoTime() - stopped > Duration.ofSeconds(60).toNanos());
            first.plane.signal("CONT");
            long awake = System.nanoTime();
            await().atMost(LONG).until(() -> made(first.api) && connected(first.api));
            long back = System.nanoTime();
            load.stop();
            assertThat(DUTIES).allMatch(duty -> epoch(duty) == 2);
            invariants(first).hold(load);
            assertThat(agent.history()).containsExactly("offline>online");
            report(
                    "asleep for 60 s",
                    Map.of("duties taken over after", duties - stopped, "writing after", back - awake));
        }
    }

    private Visitor visitor(Site at) {
        return new Visitor(at.api, load, sql);
    }

    private Site site() {
        return new Site(servers, Path.of(System.getProperty("planes.logs", directory.toString())));
    }

    private Invariants invariants(Site asked) {
        return new Invariants(asked.api, sql, servers.nats().orElseThrow());
    }

    private boolean made(Api api) {
        return quietly(() -> {
            Api.Answer answer = api.post("/networks/" + load.network + "/agents", Map.of("name", "Again"));
            return answer.status() == 201;
        });
    }

    private static boolean connected(Api api) {
        return quietly(() -> api.get("/nats/health").text("status").equals("connected"));
    }

    private static boolean quietly(Callable<Boolean> question) {
        try {
            return question.call();
        } catch (Exception _) {
            return false;
        }
    }

    private static void holdAgentsNamed(Handle holder, String name) {
        holder.execute("""
                CREATE FUNCTION hold_agent() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4712); RETURN NEW; END $$
                """);
        holder.execute("SELECT pg_advisory_lock(4712)");
        holder.execute("CREATE TRIGGER hold BEFORE INSERT ON agents FOR EACH ROW WHEN (NEW.name = '" + name
                + "') EXECUTE FUNCTION hold_agent()");
    }

    private long epoch(String duty) {
        return count("SELECT coalesce(max(epoch), 0) FROM leases WHERE name = '" + duty + "'");
    }

    private String drift() {
        return second.api
                .get("/networks/" + load.network + "/nats/account")
                .json()
                .at("/drift/kind")
                .asText();
    }

    private long count(String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(Long.class).one());
    }

    private void report(String what, Map<String, Long> times) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%s: answered %d, acknowledged %d and taken %d, lost 0, refused %s",
                what,
                load.made.size(),
                load.sent.size(),
                load.taken.size(),
                load.refused));
        times.forEach((name, nanos) -> line.append(String.format(Locale.ROOT, "; %s %.1f s", name, nanos / 1e9)));
        System.out.println(line);
    }
}
