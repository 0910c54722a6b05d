package io.centter.control.planes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.embedded.EmbeddedServers;
import io.centter.embedded.host.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A control plane that is killed with rows in its outbox: before it told the broker of them, and after it did and
/// before it wrote that down. The next one tells what is left.
@Tag("proof")
final class KilledPlaneTest {
    private static final int AGENTS = 20;
    private static final int LOCK = 4_711;
    /// From the moment in which the next process answers. Nothing waits until what the killed one held runs out.
    private static final Duration AFTER_START = Duration.ofSeconds(8);
    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private EmbeddedServers servers;
    private Jdbi sql;
    private PlaneProcess plane;

    @BeforeEach
    void start() {
        servers = EmbeddedServers.start(EmbeddedConfig.in(directory.resolve("data")), false, _ -> {});
        Map<String, String> settings = servers.settings();
        sql = Jdbi.create(
                String.valueOf(settings.get("db.url")),
                String.valueOf(settings.get("db.user")),
                String.valueOf(settings.get("db.password")));
        plane = new PlaneProcess(
                List.of(),
                settings,
                URI.create("http://127.0.0.1:" + FreePorts.any()),
                directory.resolve("server.log"));
    }

    @AfterEach
    void stop() {
        plane.close();
        servers.close();
    }

    /// A relay claims its rows by an UPDATE and marks them by a DELETE; either waits until the process is gone.
    @ParameterizedTest
    @CsvSource({"UPDATE, between commit and relay", "DELETE, between relay and mark"})
    void whatWasAnsweredIsToldOnceAndInOrder(String held, String moment) throws Exception {
        Api owner = person();
        String network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        await().atMost(SOON).until(() -> waiting() == 0);
        long before = events(owner, network).size();
        List<String> answered = new ArrayList<>();
        try (Handle holder = sql.open()) {
            hold(holder, held);
            for (int i = 0; i < AGENTS; i++) {
                Api.Answer answer = owner.post("/networks/" + network + "/agents", Map.of("name", "Agent " + i));
                assertThat(answer.status()).isEqualTo(201);
                answered.add(answer.json().at("/agent/id").asText());
            }
            if (held.equals("DELETE")) {
                await().atMost(SOON).until(() -> events(owner, network).size() > before);
            }
            assertThat(waiting()).isGreaterThanOrEqualTo(AGENTS);
            plane.kill();
            // What the killed process was about to write is not to happen after its end.
            holder.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND datname = current_database()");
            holder.execute("DROP TRIGGER hold ON outbox");
        }
        long killed = System.nanoTime();
        long up = plane.startAgain();
        await().atMost(SOON).until(() -> waiting() == 0);
        long right = System.nanoTime();

        List<JsonNode> told = events(owner, network);
        List<String> agents = told.stream()
                .filter(event -> event.path("type").asText().equals("agent.created"))
                .map(event -> event.path("agent").asText())
                .toList();
        report(moment, answered, agents, right - killed, right - up);
        assertThat(Duration.ofNanos(right - up)).isLessThan(AFTER_START);
        assertThat(agents).containsExactlyElementsOf(answered);
        assertThat(told.stream().map(event -> event.path("seq").asLong()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, told.size()).boxed().toList());
    }

    /// Who tells networks waits for their locks; here it waits until the process is gone.
    @Test
    void whatBecameOfASkillIsToldByTheNextProcess() throws Exception {
        Api owner = person();
        String network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        String agent = owner.post("/networks/" + network + "/agents", Map.of("name", "Has it"))
                .json()
                .at("/agent/id")
                .asText();
        String publisher = owner.post("/publishers", Map.of("name", "Makers")).text("id");
        owner.post("/skills", Map.of("publisher_id", publisher, "name", "Taken", "slug", "taken-back"));
        owner.post(
                "/skills/taken-back/versions",
                Map.of("version", "1.0.0", "digest", "ab".repeat(32), "manifest", Map.of("name", "x")));
        assertThat(owner.post("/agents/" + agent + "/skills", Map.of("skill", "taken-back"))
                        .status())
                .isEqualTo(201);
        await().atMost(SOON).until(() -> waiting() == 0);
        try (Handle holder = sql.open()) {
            holder.begin();
            holder.execute("SELECT 1 FROM networks FOR NO KEY UPDATE");
            Thread yanking = Thread.ofVirtual().unstarted(() -> {
                owner.post("/skills/taken-back/versions/1.0.0/yank", Map.of("reason", "It was broken."));
            });
            yanking.setUncaughtExceptionHandler((_, _) -> {
                // Its server is killed before it answers.
            });
            yanking.start();
            await().atMost(SOON).until(() -> untold() == 1);
            plane.kill();
            yanking.join();
            holder.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"
                    + " AND datname = current_database()");
            holder.rollback();
        }
        plane.startAgain();

        await().atMost(SOON).until(() -> untold() == 0 && waiting() == 0);
        assertThat(events(owner, network).stream()
                        .filter(event -> event.path("type").asText().equals("skill.yanked"))
                        .map(event -> event.path("skill").asText() + " " + event.path("agents")))
                .containsExactly("taken-back 1");
    }

    private long untold() {
        return sql.withHandle(handle -> handle.createQuery("SELECT count(*) FROM skill_news")
                .mapTo(Long.class)
                .one());
    }

    private static void report(String moment, List<String> answered, List<String> told, long killed, long up) {
        System.out.printf(
                Locale.ROOT,
                "killed %s: answered=%d told=%d lost=%d right_after_ms=%d after_it_was_up_ms=%d%n",
                moment,
                answered.size(),
                told.size(),
                answered.stream().filter(one -> !told.contains(one)).count(),
                killed / 1_000_000,
                up / 1_000_000);
    }

    private void hold(Handle holder, String held) {
        holder.execute("""
                CREATE OR REPLACE FUNCTION hold_outbox() RETURNS trigger LANGUAGE plpgsql AS
                $$ BEGIN PERFORM pg_advisory_xact_lock_shared(4711); RETURN NULL; END $$
                """);
        holder.execute("SELECT pg_advisory_lock(" + LOCK + ")");
        holder.execute(
                "CREATE TRIGGER hold BEFORE " + held + " ON outbox FOR EACH STATEMENT EXECUTE FUNCTION hold_outbox()");
    }

    private long waiting() {
        return sql.withHandle(handle -> handle.createQuery("SELECT count(*) FROM outbox")
                .mapTo(Long.class)
                .one());
    }

    private static List<JsonNode> events(Api owner, String network) {
        List<JsonNode> events = new ArrayList<>();
        owner.get("/networks/" + network + "/events?topic=hub.%3E&limit=500")
                .json()
                .path("items")
                .forEach(item -> events.add(item.path("event")));
        return events;
    }

    private Api person() {
        Api nobody = plane.api();
        Api.Answer session = nobody.post(
                "/auth/register",
                Map.of("email", "owner@example.com", "password", "correct horse battery", "name", "Owner"));
        return nobody.as(session.text("token"));
    }
}
