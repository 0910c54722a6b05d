package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.embedded.SharedServers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PermissionRaceTest {
    private static final int WRITERS = 50;

    @Test
    void whatFiftyWritersWereAnsweredIsThereAndTheTrailHolds() throws Exception {
        try (TestPlane plane = TestPlane.start();
                ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            Acme acme = new Acme(plane);
            String agent = acme.agent("Contended");
            String path = "/agents/" + agent + "/permissions";
            Set<String> expected = new ConcurrentSkipListSet<>();
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                String own = "infra:w" + i;
                boolean keeps = i % 2 == 0;
                all.add(writers.submit(() -> write(acme.owner(), path, own, keeps, expected)));
            }
            for (Future<?> one : all) {
                one.get();
            }

            Set<String> held = new TreeSet<>();
            for (JsonNode one : acme.owner().get(path + "/effective").json().path("granted")) {
                held.add(one.path("scope").asText());
            }
            assertThat(held).isEqualTo(expected).hasSize(WRITERS / 2 + 1);
            JsonNode verified = acme.owner().get(acme.path() + "/audit/verify").json();
            assertThat(verified.path("intact").asBoolean()).isTrue();
            long lines = plane.sql()
                    .withHandle(handle -> handle.createQuery(
                                    "SELECT count(*) FROM audit_log WHERE target = :target AND action LIKE 'permission.%'")
                            .bind("target", "agent:" + agent)
                            .mapTo(Long.class)
                            .one());
            assertThat(lines).isEqualTo(WRITERS + 1 + WRITERS / 2);
        }
    }

    private static void write(Api owner, String path, String own, boolean keeps, Set<String> expected) {
        Api.Answer mine = grant(owner, path, own);
        assertThat(mine.status()).isEqualTo(201);
        if (keeps) {
            expected.add(own);
        } else {
            assertThat(owner.delete(path + "/" + mine.text("id") + "?reason=over")
                            .status())
                    .isEqualTo(204);
        }
        // All want this one, and one gets it.
        int shared = grant(owner, path, "infra:shared").status();
        assertThat(shared).isIn(201, 409);
        if (shared == 201) {
            assertThat(expected.add("infra:shared")).isTrue();
        }
    }

    @Test
    void whatExpiredCountsNoMoreAtThatMomentAndIsWrittenDownAfterwards() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
        InstantSource clock = now::get;
        try (TestPlane plane = TestPlane.start(SharedServers.createDatabase(), Map.of(), clock)) {
            Acme acme = new Acme(plane);
            String agent = acme.agent("Timed");
            String path = "/agents/" + agent + "/permissions";
            Map<String, Object> timed = Map.of(
                    "scope",
                    "infra:deploy",
                    "effect",
                    "grant",
                    "reason",
                    "for an hour",
                    "expires_at",
                    now.get().plusSeconds(3600).toString());
            assertThat(acme.owner().post(path, timed).status()).isEqualTo(201);
            assertThat(acme.owner().get(path).json().path("items")).hasSize(1);

            now.set(now.get().plusSeconds(3600));

            assertThat(acme.owner().get(path + "/effective").json().path("granted"))
                    .isEmpty();
            assertThat(acme.owner().get(path).json().path("items")).isEmpty();
            // The same anew is no second one: the first is ended on the way.
            assertThat(grant(acme.owner(), path, "infra:deploy").status()).isEqualTo(201);
            assertThat(events(plane, agent))
                    .containsExactly("permission.granted", "permission.expired", "permission.granted");
            assertThat(actions(plane, agent)).contains("permission.expire");
        }
    }

    private static Api.Answer grant(Api api, String path, String scope) {
        return api.post(path, Map.of("scope", scope, "effect", "grant", "reason", "race"));
    }

    private static List<String> actions(TestPlane plane, String agent) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery("SELECT action FROM audit_log WHERE target = :target")
                        .bind("target", "agent:" + agent)
                        .mapTo(String.class)
                        .list());
    }

    private static List<String> events(TestPlane plane, String agent) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery("""
                SELECT payload::jsonb ->> 'type' FROM outbox
                WHERE kind = 'event' AND payload::jsonb ->> 'agent' = :agent
                    AND payload::jsonb ->> 'type' LIKE 'permission.%' ORDER BY position
                """)
                        .bind("agent", agent)
                        .mapTo(String.class)
                        .list());
    }
}
