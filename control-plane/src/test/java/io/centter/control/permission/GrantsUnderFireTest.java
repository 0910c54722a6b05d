package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.Main;
import io.centter.control.TestPlane;
import io.centter.embedded.SharedServers;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed while it grants.
@Tag("proof")
final class GrantsUnderFireTest {
    private static final int GRANTS = 1_000;
    private static final int WRITERS = 8;
    private static final List<Integer> KILLED_AT = List.of(200, 450, 700);

    @TempDir
    Path directory;

    private final int port = FreePorts.any();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final LongAccumulator slowest = new LongAccumulator(Math::max, 0);
    private Database database = SharedServers.createDatabase();
    private Process server;

    @BeforeEach
    void start() {
        server = launch();
    }

    @AfterEach
    void stop() {
        server.destroyForcibly();
    }

    @Test
    void everyAnsweredGrantIsThereWithItsAuditLineAndItsEventAndThereIsNoHalfOne() throws Exception {
        Api owner = person();
        String network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        List<String> agents = IntStream.range(0, WRITERS)
                .mapToObj(i -> owner.post("/networks/" + network + "/agents", Map.of("name", "Agent " + i))
                        .json()
                        .path("agent")
                        .path("id")
                        .asText())
                .toList();

        grantUnderKills(owner, agents);
        assertNothingIsLostOrHalf();
        assertThat(owner.get("/networks/" + network + "/audit/verify")
                        .json()
                        .path("intact")
                        .asBoolean())
                .isTrue();
    }

    private void grantUnderKills(Api owner, List<String> agents) throws InterruptedException {
        int kills = 0;
        while (next.get() < GRANTS) {
            Integer killedAt = kills < KILLED_AT.size() ? KILLED_AT.get(kills) : null;
            CountDownLatch done = grant(owner, agents);
            if (killedAt != null) {
                await().atMost(Duration.ofMinutes(2)).until(() -> answered.size() >= killedAt);
                server.destroyForcibly().waitFor();
                kills++;
            }
            done.await();
            if (killedAt != null) {
                server = launch();
            }
        }
        assertThat(kills).isEqualTo(KILLED_AT.size());
    }

    private void assertNothingIsLostOrHalf() {
        Jdbi sql = Jdbi.create(database.jdbcUrl(), database.user(), database.password());
        List<String> kept = strings(sql, "SELECT scope FROM permissions WHERE effect = 'grant'");
        List<String> told = strings(sql, "SELECT after ->> 'scope' FROM audit_log WHERE action = 'permission.grant'");
        List<String> events = strings(
                sql,
                "SELECT payload::jsonb ->> 'scope' FROM outbox WHERE kind = 'event'"
                        + " AND payload::jsonb ->> 'type' = 'permission.granted'");
        System.out.printf(
                Locale.ROOT,
                "grants sent=%d answered=%d kept=%d audit=%d events=%d kills=%d slowest=%d ms%n",
                Math.min(next.get(), GRANTS),
                answered.size(),
                kept.size(),
                told.size(),
                events.size(),
                KILLED_AT.size(),
                TimeUnit.NANOSECONDS.toMillis(slowest.get()));
        assertThat(kept).doesNotHaveDuplicates().containsAll(answered);
        assertThat(told).containsExactlyInAnyOrderElementsOf(kept);
        assertThat(events).containsExactlyInAnyOrderElementsOf(kept);
        // What was not answered is at most what each writer had under way at each kill.
        Set<String> unanswered = new HashSet<>(kept);
        unanswered.removeAll(answered);
        assertThat(unanswered).hasSizeLessThanOrEqualTo(WRITERS * KILLED_AT.size());
    }

    /// Every writer goes on until all is granted or its server is gone.
    private CountDownLatch grant(Api owner, List<String> agents) {
        CountDownLatch done = new CountDownLatch(WRITERS);
        for (String agent : agents) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (int i = next.getAndIncrement(); i < GRANTS; i = next.getAndIncrement()) {
                        String scope = "proof:grant:n" + i;
                        long began = System.nanoTime();
                        Api.Answer answer = granted(owner, agent, scope);
                        slowest.accumulate(System.nanoTime() - began);
                        assertThat(answer.status()).as(answer.json().toString()).isEqualTo(201);
                        answered.add(scope);
                    }
                } catch (UncheckedIOException gone) {
                    // The server was killed; whether this grant holds, the database says.
                } finally {
                    done.countDown();
                }
            });
        }
        return done;
    }

    /// Asks again while the server says that it was too busy and did nothing: had it done something, the scope would be
    /// granted already.
    private static Api.Answer granted(Api owner, String agent, String scope) {
        Map<String, String> edit = Map.of("scope", scope, "effect", "grant", "reason", "proof");
        Api.Answer answer = owner.post("/agents/" + agent + "/permissions", edit);
        for (int again = 0; again < 5 && answer.code().equals("busy"); again++) {
            answer = owner.post("/agents/" + agent + "/permissions", edit);
        }
        return answer;
    }

    private Api person() {
        Api nobody = new Api(url(), Map.of());
        Api.Answer session = nobody.post(
                "/auth/register",
                Map.of("email", "owner@example.com", "password", "correct horse battery", "name", "Owner"));
        return nobody.as(session.text("token"));
    }

    private Process launch() {
        ProcessBuilder command = new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Main.class.getName(),
                "serve");
        TestPlane.settings(database, Map.of("http.port", String.valueOf(port), "admin.port", "0", "db.pool", "8"))
                .forEach((key, value) -> command.environment()
                        .put("CENTTER_" + key.toUpperCase(Locale.ROOT).replace('.', '_'), value));
        command.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()));
        try {
            Process started = command.start();
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptions()
                    .until(() -> new Api(url(), Map.of()).get("//health/live").status() == 200);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static List<String> strings(Jdbi sql, String query) {
        return sql.withHandle(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }
}
