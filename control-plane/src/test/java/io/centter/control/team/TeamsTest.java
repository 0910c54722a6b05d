package io.centter.control.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamsTest {
    private static TestPlane plane;
    private static Api owner;
    private static Api stranger;
    private String network;

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
    }

    @Test
    void aTeamIsCreatedShownListedRenamedAndDeleted() {
        Api.Answer created =
                owner.post("/networks/" + network + "/teams", Map.of("name", "First Line", "description", "Answers"));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("slug")).isEqualTo("first-line");
        assertThat(created.json().path("agents").asInt()).isZero();
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        String path = "/teams/" + created.text("id");
        assertThat(created.header("Location")).isEqualTo("/api/v1" + path);
        assertThat(owner.get(path).json()).isEqualTo(created.json());
        assertThat(owner.get("/networks/" + network + "/teams").json().path("items"))
                .containsExactly(created.json());

        Api.Answer renamed = owner.with("If-Match", "\"1\"").patch(path, Map.of("name", "Second Line"));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text("name")).isEqualTo("Second Line");
        assertThat(renamed.text("description")).isEqualTo("Answers");
        assertThat(renamed.text("slug")).isEqualTo("first-line");
        assertThat(renamed.header("ETag")).isEqualTo("\"2\"");

        assertThat(owner.with("If-Match", "\"2\"").delete(path).status()).isEqualTo(204);
        assertThat(owner.get(path).status()).isEqualTo(404);
        assertThat(events()).containsExactly("network.created", "team.created", "team.changed", "team.deleted");
        assertThat(actions()).containsExactly("network.create", "team.create", "team.update", "team.delete");
    }

    @Test
    void anAgentJoinsATeamChangesItsRoleAndLeaves() {
        String agents = "/teams/" + team("Support") + "/agents";
        String sol = agent(network, "Sol");

        Api.Answer added = owner.post(agents, Map.of("agent_id", sol, "role", "support"));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.text("slug")).isEqualTo("sol");
        assertThat(added.header("ETag")).isEqualTo("\"1\"");
        assertThat(owner.get(agents).json().path("items")).containsExactly(added.json());
        assertThat(owner.get(agents.replace("/agents", ""))
                        .json()
                        .path("agents")
                        .asInt())
                .isEqualTo(1);

        Api.Answer again = owner.post(agents, Map.of("agent_id", sol, "role", "analyst"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("already-in-team");

        String place = agents + "/" + sol;
        assertThat(owner.patch(place, Map.of("role", "analyst")).status()).isEqualTo(428);
        Api.Answer changed = owner.with("If-Match", "\"1\"").patch(place, Map.of("role", "analyst"));
        assertThat(changed.text("role")).isEqualTo("analyst");
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(owner.with("If-Match", "\"1\"")
                        .patch(place, Map.of("role", "sales"))
                        .code())
                .isEqualTo("version-conflict");

        assertThat(owner.with("If-Match", "\"1\"").delete(place).status()).isEqualTo(412);
        assertThat(owner.with("If-Match", "\"2\"").delete(place).status()).isEqualTo(204);
        assertThat(owner.with("If-Match", "*").delete(place).status()).isEqualTo(404);
        assertThat(owner.get(agents).json().path("items")).isEmpty();
        assertThat(events()).endsWith("team.agent-added", "team.agent-role-changed", "team.agent-removed");
    }

    @Test
    void aDeletedTeamLeavesItsAgentsAndItsAuditLineTellsWhoWasInIt() {
        String team = team("Gone");
        String sol = agent(network, "Sol");
        owner.post("/teams/" + team + "/agents", Map.of("agent_id", sol, "role", "support"));

        assertThat(owner.with("If-Match", "\"1\"").delete("/teams/" + team).status())
                .isEqualTo(204);

        assertThat(owner.get("/agents/" + sol).status()).isEqualTo(200);
        assertThat(count("team_agents")).isZero();
        assertThat(text("SELECT before::text FROM audit_log WHERE network_id = :network::uuid "
                        + "AND action = 'team.delete'"))
                .singleElement()
                .asString()
                .contains(sol)
                .contains("support");
    }

    @Test
    void aDeletedAgentIsInNoTeam() {
        String team = team("Smaller");
        String sol = agent(network, "Sol");
        owner.post("/teams/" + team + "/agents", Map.of("agent_id", sol, "role", "support"));

        assertThat(owner.with("If-Match", "*").delete("/agents/" + sol).status())
                .isEqualTo(204);

        assertThat(owner.get("/teams/" + team + "/agents").json().path("items")).isEmpty();
        assertThat(owner.get("/teams/" + team).json().path("agents").asInt()).isZero();
        assertThat(owner.post("/teams/" + team + "/agents", Map.of("agent_id", sol, "role", "sales"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anAgentOfAnotherNetworkDoesNotExistForATeam() {
        String team = team("Ours");
        String other = owner.post("/networks", Map.of("name", "Other")).text("id");
        String theirs = agent(other, "Theirs");
        String foreignNetwork =
                stranger.post("/networks", Map.of("name", "Foreign")).text("id");
        String foreign = stranger.post("/networks/" + foreignNetwork + "/agents", Map.of("name", "Spy"))
                .json()
                .path("agent")
                .path("id")
                .asText();

        for (String agent : List.of(theirs, foreign, "0123456789ab")) {
            Api.Answer refused =
                    owner.post("/teams/" + team + "/agents", Map.of("agent_id", agent, "role", "coordinator"));
            assertThat(refused.status()).isEqualTo(404);
            assertThat(owner.with("If-Match", "*")
                            .patch("/teams/" + team + "/agents/" + agent, Map.of("role", "sales"))
                            .status())
                    .isEqualTo(404);
            assertThat(owner.with("If-Match", "*")
                            .delete("/teams/" + team + "/agents/" + agent)
                            .status())
                    .isEqualTo(404);
        }
        assertThat(count("team_agents")).isZero();
    }

    @Test
    void anotherTenantsTeamLooksLikeNone() {
        String team = "/teams/" + team("Secret");
        String sol = agent(network, "Sol");

        for (String path : List.of(team, "/teams/" + UUID.randomUUID(), "/teams/1", "/teams/*")) {
            Api any = stranger.with("If-Match", "*");
            assertThat(any.get(path).status()).isEqualTo(404);
            assertThat(any.patch(path, Map.of("name", "Mine")).status()).isEqualTo(404);
            assertThat(any.delete(path).status()).isEqualTo(404);
            assertThat(any.get(path + "/agents").status()).isEqualTo(404);
            assertThat(any.post(path + "/agents", Map.of("agent_id", sol, "role", "sales"))
                            .status())
                    .isEqualTo(404);
            assertThat(any.patch(path + "/agents/" + sol, Map.of("role", "sales"))
                            .status())
                    .isEqualTo(404);
            assertThat(any.delete(path + "/agents/" + sol).status()).isEqualTo(404);
        }
        assertThat(stranger.get("/networks/" + network + "/teams").status()).isEqualTo(404);
        assertThat(stranger.post("/networks/" + network + "/teams", Map.of("name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(plane.api().get(team).status()).isEqualTo(401);
        assertThat(owner.get(team).text("name")).isEqualTo("Secret");
    }

    @Test
    void whoOnlyLooksChangesNothing() {
        String team = "/teams/" + team("Watched");
        String sol = agent(network, "Sol");
        Api viewer = plane.person(UUID.randomUUID() + "@example.com");
        owner.post(
                "/networks/" + network + "/members",
                Map.of("email", viewer.get("/auth/me").text("email"), "role", "viewer"));
        Api any = viewer.with("If-Match", "*");

        assertThat(viewer.get(team).status()).isEqualTo(200);
        assertThat(viewer.get(team + "/agents").status()).isEqualTo(200);
        for (Api.Answer refused : List.of(
                any.post("/networks/" + network + "/teams", Map.of("name", "No")),
                any.patch(team, Map.of("name", "No")),
                any.delete(team),
                any.post(team + "/agents", Map.of("agent_id", sol, "role", "sales")),
                any.patch(team + "/agents/" + sol, Map.of("role", "sales")),
                any.delete(team + "/agents/" + sol))) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("insufficient-role");
            assertThat(refused.text("detail")).contains("operator");
        }
    }

    @Test
    void whatIsWrongInABodyIsNamed() {
        String teams = "/networks/" + network + "/teams";
        String agents = "/teams/" + team("Strict") + "/agents";

        assertThat(owner.post(teams, Map.of()).pointer()).isEqualTo("/name");
        assertThat(owner.post(teams, Map.of("name", "x".repeat(129))).status()).isEqualTo(422);
        assertThat(owner.post(teams, Map.of("name", "Ok", "slug", "No Slug")).code())
                .isEqualTo("invalid-name");
        assertThat(owner.post(teams, Map.of("name", "Ok", "network_id", UUID.randomUUID()))
                        .code())
                .isEqualTo("unknown-field");
        assertThat(owner.post(teams, Map.of("name", "Strict")).code()).isEqualTo("slug-taken");
        assertThat(owner.post(agents, Map.of("agent_id", "NOT-AN-ID", "role", "sales"))
                        .pointer())
                .isEqualTo("/agent_id");
        assertThat(owner.post(agents, Map.of("agent_id", agent(network, "A"), "role", "emperor"))
                        .code())
                .isEqualTo("wrong-type");
        assertThat(owner.post(agents, Map.of("role", "sales")).pointer()).isEqualTo("/agent_id");
        assertThat(owner.post(agents, Map.of("agent_id", agent(network, "B"))).pointer())
                .isEqualTo("/role");
        assertThat(owner.raw("POST", agents, "{\"agent_id\": 7, \"role\": \"sales\"}")
                        .status())
                .isEqualTo(422);
        assertThat(owner.raw("POST", agents, "{").status()).isEqualTo(400);
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

    private List<String> events() {
        return text("SELECT payload::jsonb ->> 'type' FROM outbox WHERE network_id = :network::uuid AND lane = 'event' "
                + "ORDER BY position");
    }

    private List<String> actions() {
        return text("SELECT action FROM audit_log WHERE network_id = :network::uuid ORDER BY seq");
    }

    private long count(String table) {
        return text("SELECT 'x' FROM " + table + " WHERE network_id = :network::uuid")
                .size();
    }

    private List<String> text(String sql) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("network", network)
                        .mapTo(String.class)
                        .list());
    }
}
