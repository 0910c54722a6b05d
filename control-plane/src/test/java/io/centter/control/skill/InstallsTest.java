package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InstallsTest {
    private static Market market;

    @BeforeAll
    static void start() {
        market = new Market();
    }

    @AfterAll
    static void stop() {
        market.close();
    }

    @Test
    void anInstallGrantsTheScopesOfTheNewestReleaseAndIsTold() {
        String slug = market.skill("granting");
        market.publish(slug, "1.0.0", "crm:read");
        market.publish(slug, "1.1.0", "crm:read", "crm:write");
        market.publish(slug, "2.0.0-rc.1", "infra:*");
        String agent = market.agent("Granted");

        Api.Answer installed = market.install(agent, slug);

        assertThat(installed.status()).isEqualTo(201);
        assertThat(installed.text("version")).isEqualTo("1.1.0");
        assertThat(texts(installed.json().path("scopes"))).containsExactly("crm:read", "crm:write");
        assertThat(market.installs(slug)).isEqualTo(1);
        assertThat(granted(agent)).containsExactly("crm:read", "crm:write");
        assertThat(events(agent)).containsExactly("skill.installed");
        assertThat(audited(agent)).containsExactly("skill.install");
        assertThat(market.install(agent, slug).code()).isEqualTo("already-installed");
    }

    @Test
    void aScopeThatIsGrantedTwiceSurvivesOneRemoval() {
        for (String slug : List.of("first-of-two", "second-of-two")) {
            market.skill(slug);
            market.publish(slug, "1.0.0", "crm:read");
        }
        String agent = market.agent("Twice");
        market.install(agent, "first-of-two");
        market.install(agent, "second-of-two");
        assertThat(granted(agent)).containsExactly("crm:read", "crm:read");

        assertThat(market.user
                        .delete("/agents/" + agent + "/skills/first-of-two")
                        .status())
                .isEqualTo(204);

        assertThat(granted(agent)).containsExactly("crm:read");
        assertThat(market.installs("first-of-two")).isZero();
        assertThat(market.installs("second-of-two")).isEqualTo(1);
        assertThat(market.user
                        .delete("/agents/" + agent + "/skills/first-of-two")
                        .status())
                .isEqualTo(404);
        assertThat(market.user
                        .delete("/agents/" + agent + "/skills/second-of-two")
                        .status())
                .isEqualTo(204);
        assertThat(granted(agent)).isEmpty();
        assertThat(events(agent))
                .containsExactly("skill.installed", "skill.installed", "skill.uninstalled", "skill.uninstalled");
    }

    @Test
    void anUpgradeThatWantsMoreNeedsApprovalAndARollbackGivesItBack() {
        String slug = market.skill("growing");
        market.publish(slug, "1.0.0", "crm:read");
        String agent = market.agent("Growing");
        String path = "/agents/" + agent + "/skills/" + slug;
        market.install(agent, slug);
        market.publish(slug, "2.0.0", "crm:read", "infra:deploy", "infra:*");

        Api.Answer refused = market.user.put(path, Map.of());
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("scope-approval-required");
        assertThat(refused.text("detail"))
                .contains("infra:*")
                .contains("infra:deploy")
                .doesNotContain("crm:read");
        assertThat(granted(agent)).containsExactly("crm:read");
        assertThat(market.user
                        .put(path, Map.of("approve_scopes", List.of("infra:deploy")))
                        .code())
                .isEqualTo("scope-approval-required");
        Api.Answer changed = market.user.put(path, Map.of("approve_scopes", List.of("infra:*")));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("version")).isEqualTo("2.0.0");
        assertThat(granted(agent)).containsExactly("crm:read", "infra:*", "infra:deploy");
        assertThat(market.user.put(path, Map.of()).json().path("version").asText())
                .isEqualTo("2.0.0");

        Api.Answer back = market.user.put(path, Map.of("version", "1.0.0"));
        assertThat(back.status()).isEqualTo(200);
        assertThat(granted(agent)).containsExactly("crm:read");
        assertThat(market.installs(slug)).isEqualTo(1);
        assertThat(audited(agent)).containsExactly("skill.install", "skill.change", "skill.change");
        assertThat(market.user.put(path, Map.of("version", "9.9.9")).code()).isEqualTo("no-such-version");
        assertThat(market.user
                        .put("/agents/" + agent + "/skills/none", Map.of())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoSendsAnApprovalWithTheFirstInstallMustCoverEverything() {
        String slug = market.skill("careful");
        market.publish(slug, "1.0.0", "crm:read", "infra:deploy");
        String path = "/agents/" + market.agent("Careful") + "/skills";

        assertThat(market.user
                        .post(path, Map.of("skill", slug, "approve_scopes", List.of("crm:*")))
                        .text("detail"))
                .contains("infra:deploy");
        assertThat(market.user
                        .post(path, Map.of("skill", slug, "approve_scopes", List.of("crm:*", "infra:*")))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aYankedVersionIsNotInstalledButStaysWhereItIs() {
        String slug = market.skill("recalled", "1.0.0", "1.1.0");
        String agent = market.agent("Keeps");
        market.install(agent, slug);
        market.yank(slug, "1.1.0");
        assertThat(column("""
                        SELECT CAST(payload AS jsonb) ->> 'version' || ' on ' || (CAST(payload AS jsonb) ->> 'agents')
                        FROM outbox WHERE payload LIKE '%"skill.yanked"%' AND CAST(payload AS jsonb) ->> 'skill' = :agent
                        """, slug)).containsExactly("1.1.0 on 1");
        // Taken back twice is taken back once, and told once.
        assertThat(market.yank(slug, "1.1.0").status()).isEqualTo(200);
        assertThat(column(
                        "SELECT 'told' FROM outbox WHERE payload LIKE '%\"skill.yanked\"%' AND payload LIKE :agent",
                        "%" + slug + "%"))
                .containsExactly("told");

        JsonNode kept = market.user
                .get("/agents/" + agent + "/skills")
                .json()
                .path("installed")
                .path(0);
        assertThat(kept.path("version").asText()).isEqualTo("1.1.0");
        assertThat(kept.path("yanked").asBoolean()).isTrue();
        assertThat(kept.path("latest_version").asText()).isEqualTo("1.0.0");
        String other = market.agent("Comes late");
        Api.Answer refused =
                market.user.post("/agents/" + other + "/skills", Map.of("skill", slug, "version", "1.1.0"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("version-yanked");
        assertThat(market.install(other, slug).text("version")).isEqualTo("1.0.0");
        market.yank(slug, "1.0.0");
        assertThat(market.install(market.agent("Too late"), slug).code()).isEqualTo("no-version");
        market.maker.with("If-Match", "*").patch("/skills/" + slug, Map.of("status", "withdrawn"));
        assertThat(market.install(market.agent("Later"), slug).code()).isEqualTo("skill-withdrawn");
        assertThat(market.user.delete("/agents/" + agent + "/skills/" + slug).status())
                .isEqualTo(204);
    }

    @Test
    void twentyInstallsAtOnceMakeOne() throws Exception {
        String slug = market.skill("rushed", "1.0.0");
        String agent = market.agent("Rushed");
        List<Future<Api.Answer>> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(threads.submit(() -> market.install(agent, slug)));
            }
        }
        int made = 0;
        for (Future<Api.Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(201, 409);
            made += answer.get().status() == 201 ? 1 : 0;
        }
        assertThat(made).isEqualTo(1);
        assertThat(market.installs(slug)).isEqualTo(1);
        assertThat(events(agent)).containsExactly("skill.installed");
    }

    @Test
    void theCountFollowsDeletedAgents() {
        String slug = market.skill("counted", "1.0.0");
        String agent = market.agent("Deleted");
        market.install(agent, slug);
        market.install(market.agent("Stays"), slug);
        assertThat(market.installs(slug)).isEqualTo(2);

        assertThat(market.user.with("If-Match", "*").delete("/agents/" + agent).status())
                .isEqualTo(204);

        assertThat(market.installs(slug)).isEqualTo(1);
        assertThat(granted(agent)).isEmpty();
    }

    @Test
    void whatAnAgentReportsStandsBesideWhatIsInstalled() {
        market.skill("reported-one", "1.0.0");
        market.skill("silent-one", "1.0.0");
        Api.Answer made = market.agentWithKey("Reporter");
        String agent = made.json().path("agent").path("id").asText();
        market.install(agent, "reported-one");
        market.install(agent, "silent-one");
        String path = "/agents/" + agent + "/skills";
        assertThat(market.user.get(path).json().path("installed").findValues("drift"))
                .isEmpty();

        Api self = market.plane.api().with("X-Agent-Key", made.text("api_key"));
        Map<String, Object> beat = Map.of(
                "v",
                1,
                "agent_id",
                agent,
                "seq",
                0,
                "ts",
                Instant.now().toString(),
                "status",
                "ok",
                "builtin_skills",
                List.of("shell"),
                "custom_skills",
                List.of("reported-one", "home-made"));
        assertThat(self.post("/agents/" + agent + "/heartbeat", beat).status()).isEqualTo(204);

        JsonNode skills = self.get(path).json();
        assertThat(skills.has("heard_at")).isTrue();
        JsonNode installed = skills.path("installed");
        assertThat(installed.path(0).path("reported").asBoolean()).isTrue();
        assertThat(installed.path(0).has("drift")).isFalse();
        assertThat(installed.path(1).path("drift").asText()).isEqualTo("not_reported");
        JsonNode reported = skills.path("reported");
        assertThat(reported.findValuesAsText("name")).containsExactly("shell", "home-made", "reported-one");
        assertThat(reported.findValuesAsText("origin")).containsExactly("builtin", "custom", "custom");
        assertThat(reported.path(0).has("drift")).isFalse();
        assertThat(reported.path(1).path("drift").asText()).isEqualTo("not_installed");
        assertThat(reported.path(1).has("skill_id")).isFalse();
        assertThat(reported.path(2).path("skill_id").asText())
                .isEqualTo(installed.path(0).path("skill_id").asText());
    }

    @Test
    void onlyAnOperatorOfTheNetworkInstalls() {
        String slug = market.skill("guarded", "1.0.0");
        String agent = market.agent("Guarded");
        Api viewer = market.plane.person("install-viewer@example.com");
        market.user.post(
                "/networks/" + market.network + "/members",
                Map.of("email", "install-viewer@example.com", "role", "viewer"));
        String path = "/agents/" + agent + "/skills";

        assertThat(viewer.get(path).status()).isEqualTo(200);
        assertThat(viewer.post(path, Map.of("skill", slug)).code()).isEqualTo("insufficient-role");
        assertThat(viewer.put(path + "/" + slug, Map.of()).status()).isEqualTo(403);
        assertThat(viewer.delete(path + "/" + slug).status()).isEqualTo(403);
        assertThat(market.stranger.get(path).status()).isEqualTo(404);
        assertThat(market.stranger.post(path, Map.of("skill", slug)).status()).isEqualTo(404);
        assertThat(market.stranger.delete(path + "/" + slug).status()).isEqualTo(404);
        assertThat(market.plane.api().get(path).status()).isEqualTo(401);
        assertThat(market.install(agent, "none").status()).isEqualTo(404);
        assertThat(market.user.post(path, Map.of()).pointer()).isEqualTo("/skill");
        assertThat(market.user.post(path, Map.of("skill", slug, "version", "1")).status())
                .isEqualTo(422);
        Api keyed = market.user.with("Idempotency-Key", UUID.randomUUID().toString());
        assertThat(keyed.post(path, Map.of("skill", slug)).json())
                .isEqualTo(keyed.post(path, Map.of("skill", slug)).json());
    }

    private static List<String> granted(String agent) {
        return column("SELECT unnest(granted_scopes) FROM agent_skills WHERE agent_id = :agent ORDER BY 1", agent);
    }

    private static List<String> events(String agent) {
        // The relay is without a broker here, so what was left to be told is still there.
        return column("""
                SELECT CAST(payload AS jsonb) ->> 'type' FROM outbox
                WHERE CAST(payload AS jsonb) ->> 'agent' = :agent AND payload LIKE '%"skill.%' ORDER BY position
                """, agent);
    }

    private static List<String> audited(String agent) {
        return column("""
                SELECT action FROM audit_log WHERE target = 'agent:' || :agent AND action LIKE 'skill.%' ORDER BY seq
                """, agent);
    }

    private static List<String> column(String sql, String agent) {
        return market.plane
                .sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("agent", agent)
                        .mapTo(String.class)
                        .list());
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
