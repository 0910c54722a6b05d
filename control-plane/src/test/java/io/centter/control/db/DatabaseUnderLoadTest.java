package io.centter.control.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.embedded.postgres.PostgresOptions;
import io.centter.embedded.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// PostgreSQL is killed and started while people write.
@Tag("proof")
final class DatabaseUnderLoadTest {
    private static final int WRITERS = 8;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Queue<Integer> others = new ConcurrentLinkedQueue<>();
    private final AtomicInteger names = new AtomicInteger();

    @Test
    void whatWasAnsweredIsThereAndWritingGoesOn(@TempDir Path directory) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (PostgresServer server = PostgresServer.start(PostgresOptions.in(directory));
                TestPlane plane = TestPlane.start(
                        server.createDatabase("load"),
                        Map.of("db.connect_timeout", "500ms", "db.pool", "8"),
                        InstantSource.system());
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            Api person = plane.person("a@example.com");
            String network = person.post("/networks", Map.of("name", "Acme")).text("id");
            try {
                for (int i = 0; i < WRITERS; i++) {
                    writers.execute(() -> write(person, network, done));
                }
                long right = restart(server);
                done.set(true);
                writers.shutdown();
                await().until(writers::isTerminated);
                List<String> kept = plane.sql()
                        .withHandle(handle -> handle.createQuery("SELECT name FROM agents")
                                .mapTo(String.class)
                                .list());
                report(kept, right);
                assertThat(kept).doesNotHaveDuplicates().containsAll(answered);
                // What was on its way is unknown to its sender, who was told so; each writer had one.
                assertThat(kept.size() - answered.size()).isBetween(0, WRITERS);
                assertThat(others).isNotEmpty().containsOnly(503);
                assertThat(person.get("/networks/" + network + "/audit/verify")
                                .json()
                                .path("intact")
                                .asBoolean())
                        .isTrue();
            } finally {
                done.set(true);
            }
        }
    }

    /// Kills the server among writers.
    ///
    /// @return the milliseconds from its start until each of them writes again
    private long restart(PostgresServer server) {
        await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() > 200);
        server.killForcibly();
        await().until(() -> !server.isAlive());
        int atKill = answered.size();
        long started = System.nanoTime();
        server.restart();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> answered.size() > atKill + WRITERS);
        long right = (System.nanoTime() - started) / 1_000_000;
        await().atMost(Duration.ofMinutes(1)).until(() -> answered.size() > atKill + 200);
        return right;
    }

    private void report(List<String> kept, long right) {
        System.out.printf(
                Locale.ROOT,
                "postgresql killed under load: answered=%d lost=%d refused_with_503=%d right_after_ms=%d%n",
                answered.size(),
                answered.stream().filter(name -> !kept.contains(name)).count(),
                others.size(),
                right);
    }

    private void write(Api person, String network, AtomicBoolean done) {
        while (!done.get()) {
            String name = "Agent " + names.incrementAndGet();
            Api.Answer answer = person.post("/networks/" + network + "/agents", Map.of("name", name));
            if (answer.status() == 201) {
                answered.add(name);
            } else {
                others.add(answer.status());
            }
        }
    }
}
