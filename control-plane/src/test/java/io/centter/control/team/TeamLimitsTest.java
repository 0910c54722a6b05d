package io.centter.control.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What races, what is full, and what is read page by page.
class TeamLimitsTest {
    private static TestPlane plane;
    private static Api owner;
    private String network;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @BeforeEach
    void newNetwork() {
        network = owner.post("/networks", Map.of("name", "Acme")).text("id");
    }

    @Test
    void theSameIdempotencyKeyAddsOnceAndOfTwoThatRaceOneIsTold() throws Exception {
        String agents = "/teams/" + team("Once") + "/agents";
        Map<String, Object> sol = Map.of("agent_id", agent(network, "Sol"), "role", "sales");
        Api keyed = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(keyed.post(agents, sol).status()).isEqualTo(201);
        assertThat(keyed.post(agents, sol).status()).isEqualTo(201);
        assertThat(owner.get(agents).json().path("items")).hasSize(1);

        Map<String, Object> luna = Map.of("agent_id", agent(network, "Luna"), "role", "sales");
        List<Integer> statuses = atOnce(8, () -> owner.post(agents, luna).status());
        assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 409).hasSize(7);
    }

    @Test
    void aNetworkHoldsTwoHundredTeamsAndOfTwoThatRaceForTheLastPlaceOneGetsIt() throws Exception {
        fill(TeamService.MAX_TEAMS - 1);

        List<String> codes = atOnce(2, () -> {
            Api.Answer answer = owner.post(
                    "/networks/" + network + "/teams", Map.of("name", "Last", "slug", "last-" + UUID.randomUUID()));
            return answer.status() + answer.code();
        });

        assertThat(codes).containsExactlyInAnyOrder("201", "409team-limit");
        Api.Answer page = owner.get("/networks/" + network + "/teams?limit=200");
        assertThat(page.json().path("items")).hasSize(200);
    }

    @Test
    void teamsAndTheirAgentsAreReadPageByPage() {
        fill(5);
        List<String> read = pages("/networks/" + network + "/teams", "slug");
        assertThat(read).hasSize(5).isSorted().doesNotHaveDuplicates();

        String agents = "/teams/" + team("Zeta") + "/agents";
        for (int i = 0; i < 5; i++) {
            owner.post(agents, Map.of("agent_id", agent(network, "Agent " + i), "role", "sales"));
        }
        assertThat(pages(agents, "slug")).containsExactly("agent-0", "agent-1", "agent-2", "agent-3", "agent-4");
        String cursor = owner.get(agents + "?limit=2").text("next_cursor");
        assertThat(owner.get("/teams/" + team("Other") + "/agents?cursor=" + cursor)
                        .code())
                .isEqualTo("bad-cursor");
    }

    private static List<String> pages(String path, String field) {
        List<String> read = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = owner.get(path + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            read.addAll(page.json().path("items").findValuesAsText(field));
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        return read;
    }

    private static <T> List<T> atOnce(int count, Callable<T> call) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
            List<T> results = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(Collections.nCopies(count, call))) {
                results.add(one.get());
            }
            return results;
        }
    }

    private void fill(int teams) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO teams (id, network_id, name, slug, created_at, updated_at)
                        SELECT gen_random_uuid(), :network::uuid, 'Team ' || n, 'team-' || lpad(n::text, 4, '0'), now(), now()
                        FROM generate_series(1, :count) n
                        """)
                        .bind("network", network)
                        .bind("count", teams)
                        .execute());
    }

    private String team(String name) {
        return owner.post("/networks/" + network + "/teams", new HashMap<>(Map.of("name", name)))
                .text("id");
    }

    private static String agent(String network, String name) {
        return owner.post("/networks/" + network + "/agents", Map.of("name", name))
                .json()
                .path("agent")
                .path("id")
                .asText();
    }
}
