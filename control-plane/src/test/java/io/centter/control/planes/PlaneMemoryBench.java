package io.centter.control.planes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.embedded.EmbeddedServers;
import io.centter.embedded.host.FreePorts;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a control plane needs of memory as the process that it is, with many networks and agents: what it has after
/// its start, and a while later.
@Tag("bench")
class PlaneMemoryBench {
    private static final int NETWORKS = Integer.getInteger("scale.networks", 1_000);
    private static final int AGENTS = Integer.getInteger("scale.agents", 100_000);
    private static final Duration LONG = Duration.ofMinutes(6);

    @Test
    void residentMemory(@TempDir Path directory) throws Exception {
        try (EmbeddedServers servers =
                EmbeddedServers.start(EmbeddedConfig.in(directory.resolve("data")), false, _ -> {})) {
            Map<String, String> settings = servers.settings();
            Jdbi sql = Jdbi.create(
                    String.valueOf(settings.get("db.url")),
                    String.valueOf(settings.get("db.user")),
                    String.valueOf(settings.get("db.password")));
            URI url = URI.create("http://127.0.0.1:" + FreePorts.any());
            try (PlaneProcess plane = new PlaneProcess(List.of(), settings, url, directory.resolve("server.log"))) {
                say("with no network", plane);
                Api owner = person(plane);
                for (int i = 0; i < NETWORKS; i++) {
                    Api.Answer made = owner.post("/networks", Map.of("name", "Scale " + i));
                    assertThat(made.status()).as(made.text("detail")).isEqualTo(201);
                }
                await().atMost(LONG).until(() -> count(sql, "outbox") == 0);
                say("networks made", plane);
                sql.useHandle(handle -> handle.execute("""
                        INSERT INTO agents (id, network_id, name, slug, role, created_at, updated_at)
                        SELECT substr(md5(w.id::text || n), 1, 12), w.id, 'light-' || n, 'light-' || n, 'assistant', now(), now()
                        FROM networks w CROSS JOIN generate_series(1, ?) n
                        """, AGENTS / NETWORKS));
                assertThat(count(sql, "agents")).isEqualTo(AGENTS);
                plane.kill();
                long begin = System.nanoTime();
                double ready = (plane.startAgain() - begin) / 1e9;
                await().atMost(LONG).until(() -> owner.get("//health/ready").status() == 200);
                System.out.printf(
                        "started with %d agents in %d networks: answers after %.1f s, ready after %.1f s%n",
                        AGENTS, NETWORKS, ready, (System.nanoTime() - begin) / 1e9);
                say("ready", plane);
                Thread.sleep(Duration.ofSeconds(75));
                say("after its minute's look at everything", plane);
            }
        }
    }

    private static Api person(PlaneProcess plane) {
        Api nobody = plane.api();
        return nobody.as(nobody.post(
                        "/auth/register",
                        Map.of("email", "owner@example.com", "password", "correct horse battery", "name", "Owner"))
                .text("token"));
    }

    private static long count(Jdbi sql, String table) {
        return sql.withHandle(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(long.class)
                .one());
    }

    private static void say(String when, PlaneProcess plane) {
        System.out.printf("control plane, %s: %d MB resident%n", when, plane.residentMegabytes());
    }
}
