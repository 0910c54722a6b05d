package io.centter.control.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StandingTest {
    private static final Map<String, String> WHY = Map.of("reason", "Unpaid");
    private static TestPlane plane;
    private static Api owner;
    private static Api stranger;
    private String network;
    private String path;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        owner = plane.person("owner@example.com");
        stranger = plane.person("stranger@example.com");
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @BeforeEach
    void newNetwork() {
        network = owner.post("/networks", Map.of("name", "Acme")).text("id");
        path = "/networks/" + network;
    }

    @Test
    void aSuspendedNetworkSaysSinceWhenAndWhyAndGoesOnWhenItIsResumed() {
        Api.Answer suspended = owner.post(path + "/suspend", WHY);

        assertThat(suspended.status()).isEqualTo(200);
        assertThat(suspended.text("status")).isEqualTo("suspended");
        assertThat(suspended.text("suspend_reason")).isEqualTo("Unpaid");
        assertThat(suspended.json().has("suspended_at")).isTrue();
        assertThat(suspended.header("ETag")).isEqualTo("\"2\"");
        assertThat(owner.post(path + "/suspend", WHY).code()).isEqualTo("already-suspended");
        // People go on with what is on record.
        assertThat(owner.post(path + "/agents", Map.of("name", "Sol")).status()).isEqualTo(201);

        Api.Answer resumed = owner.post(path + "/resume", Map.of("reason", "Paid"));
        assertThat(resumed.text("status")).isEqualTo("active");
        assertThat(resumed.json().has("suspend_reason")).isFalse();
        assertThat(owner.post(path + "/resume", WHY).code()).isEqualTo("not-suspended");

        assertThat(rows("SELECT payload::jsonb ->> 'type' FROM outbox WHERE network_id = :id::uuid AND lane = 'event' "
                        + "ORDER BY position"))
                .containsExactly("network.created", "network.suspended", "agent.created", "network.resumed");
        assertThat(rows("SELECT kind FROM outbox WHERE network_id = :id::uuid AND kind = 'nats.account.sync'"))
                .hasSize(3);
        assertThat(rows("SELECT action || ' ' || reason FROM audit_log WHERE network_id = :id::uuid "
                        + "AND reason IS NOT NULL ORDER BY seq"))
                .containsExactly("network.suspend Unpaid", "network.resume Paid");
    }

    @Test
    void onlyWhoAdministersSuspendsAndOnlyForAReason() {
        Api operator = member("operator");
        for (String action : List.of("/suspend", "/resume")) {
            assertThat(operator.post(path + action, WHY).status()).isEqualTo(403);
            assertThat(stranger.post(path + action, WHY).status()).isEqualTo(404);
            assertThat(plane.api().post(path + action, WHY).status()).isEqualTo(401);
            assertThat(owner.post(path + action, Map.of()).pointer()).isEqualTo("/reason");
            assertThat(owner.post(path + action, Map.of("reason", "x".repeat(257)))
                            .status())
                    .isEqualTo(422);
        }
        assertThat(member("admin").post(path + "/suspend", WHY).status()).isEqualTo(200);
    }

    @Test
    void plansAreForEverybodyToRead() {
        Api.Answer plans = plane.api().get("/plans");

        assertThat(plans.status()).isEqualTo(200);
        assertThat(plans.json().path("items").findValuesAsText("plan"))
                .containsExactly("starter", "team", "business", "enterprise");
        assertThat(plans.json().path("items").findValuesAsText("deployed_agents"))
                .containsExactly("2", "5", "15");
    }

    @Test
    void theOwnerChangesThePlanAndNobodyElse() {
        Api.Answer changed = owner.with("If-Match", "\"1\"").patch(path, Map.of("plan", "business"));

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("plan")).isEqualTo("business");
        assertThat(changed.text("name")).isEqualTo("Acme");
        Api admin = member("admin").with("If-Match", "*");
        assertThat(admin.patch(path, Map.of("plan", "enterprise")).status()).isEqualTo(403);
        assertThat(admin.patch(path, Map.of("name", "Ours")).status()).isEqualTo(200);
        Api any = owner.with("If-Match", "*");
        assertThat(any.patch(path, Map.of("plan", "golden")).status()).isEqualTo(422);
        assertThat(any.patch(path, Map.of()).pointer()).isEqualTo("/name");
        assertThat(any.patch(path, Map.of("name", " ", "plan", "team")).status())
                .isEqualTo(422);
        assertThat(rows("SELECT payload::jsonb ->> 'to' FROM outbox WHERE network_id = :id::uuid "
                        + "AND payload::jsonb ->> 'type' = 'network.plan-changed'"))
                .containsExactly("business");
    }

    @Test
    void aPlanIsNotMadeSmallerThanWhatIsDeployed() {
        Api any = owner.with("If-Match", "*");
        any.patch(path, Map.of("plan", "team"));
        for (int i = 0; i < 3; i++) {
            deployed("Agent " + i);
        }

        Api.Answer refused = any.patch(path, Map.of("plan", "starter", "name", "Renamed"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("plan-limit");
        assertThat(refused.text("detail")).contains("3 agents").contains("starter allows 2");
        assertThat(owner.get(path).text("plan")).isEqualTo("team");
        assertThat(owner.get(path).text("name")).isEqualTo("Acme");
        assertThat(any.patch(path, Map.of("plan", "enterprise")).status()).isEqualTo(200);
    }

    @Test
    void anAgentOnAMachineIsNotDeleted() {
        String agent = deployed("Sol");

        assertThat(owner.with("If-Match", "*").delete("/agents/" + agent).code())
                .isEqualTo("agent-deployed");
    }

    @Test
    void theStatsCountWhatIsThere() {
        String sol = agent("Sol");
        agent("Luna");
        String team = owner.post(path + "/teams", Map.of("name", "Support")).text("id");
        owner.post("/teams/" + team + "/agents", Map.of("agent_id", sol, "role", "support"));
        owner.post("/agents/" + sol + "/lock", Map.of("reason", "Odd"));
        member("viewer");

        Api.Answer stats = owner.get(path + "/stats");

        assertThat(stats.status()).isEqualTo(200);
        assertThat(stats.json().at("/recorded/agents").asInt()).isEqualTo(2);
        assertThat(stats.json().at("/recorded/locked_agents").asInt()).isEqualTo(1);
        assertThat(stats.json().at("/recorded/teams").asInt()).isEqualTo(1);
        assertThat(stats.json().at("/recorded/members").asInt()).isEqualTo(2);
        assertThat(stats.json().at("/recorded/deployed_agents").asInt()).isZero();
        int offline = stats.json().at("/presence/offline").asInt();
        int unknown = stats.json().at("/presence/unknown").asInt();
        assertThat(offline + unknown).isEqualTo(2);
        assertThat(stats.json().path("events_per_day")).hasSize(7);
        assertThat(stranger.get(path + "/stats").status()).isEqualTo(404);
    }

    private String deployed(String name) {
        String agent = agent(name);
        String team = owner.post(path + "/teams", Map.of("name", name)).text("id");
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                        INSERT INTO deployments (id, network_id, team_id, agent_id, state, created_at, updated_at)
                        VALUES (gen_random_uuid(), :network::uuid, :team::uuid, :agent, 'running', now(), now())
                        """)
                        .bind("network", network)
                        .bind("team", team)
                        .bind("agent", agent)
                        .execute());
        return agent;
    }

    private String agent(String name) {
        return owner.post(path + "/agents", Map.of("name", name))
                .json()
                .path("agent")
                .path("id")
                .asText();
    }

    private Api member(String role) {
        Api person = plane.person(UUID.randomUUID() + "@example.com");
        owner.post(path + "/members", Map.of("email", person.get("/auth/me").text("email"), "role", role));
        return person;
    }

    private List<String> rows(String sql) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", network)
                        .mapTo(String.class)
                        .list());
    }
}
