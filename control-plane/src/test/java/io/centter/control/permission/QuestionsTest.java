package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class QuestionsTest {
    private static final List<String> CHAIN =
            List.of("team", "role", "scope", "override", "skill", "command", "subject", "route", "token");

    private static TestPlane plane;
    private static Acme acme;
    private static Api owner;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        acme = new Acme(plane);
        owner = acme.owner();
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void aYesShowsTheWholeChainAndTheRisk() {
        String from = acme.agent("Asking");
        String to = acme.agent("Serving");
        acme.join(acme.team("Askers"), from, "assistant");
        acme.install(to, acme.skill("crm-yes"));

        JsonNode answer = explain(from, to, "crm-yes", "delete");

        assertThat(answer.path("allowed").asBoolean()).as("%s", answer).isTrue();
        assertThat(answer.path("links").findValuesAsText("kind").stream()
                        .filter(CHAIN::contains)
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(CHAIN);
        assertThat(answer.at("/links/0/detail").asText()).contains("Askers");
        assertThat(answer.at("/links/5/risk").asText()).isEqualTo("destructive");
        assertThat(answer.at("/scopes/0").asText()).isEqualTo("skill:execute:crm-yes/delete");
        assertThat(answer.has("first_missing")).isFalse();
        assertThat(answer.has("smallest_change")).isFalse();
    }

    @Test
    void eachNoIsMendedByItsSmallestChangesSentAsTheyAre() {
        String from = acme.agent("Analyst", "analyst");
        String to = acme.agent("Far");
        acme.install(to, acme.skill("crm-no"));
        acme.permit(from, "skill:*", "revoke");

        List<String> missing = new ArrayList<>();
        JsonNode answer = explain(from, to, "crm-no", "export");
        while (!answer.path("allowed").asBoolean() && missing.size() < 6) {
            missing.add(answer.path("first_missing").asText());
            Api.Answer done = send(answer.path("smallest_change"));
            assertThat(done.status()).as("%s %s", answer, done.json()).isLessThan(300);
            answer = explain(from, to, "crm-no", "export");
        }

        assertThat(missing).containsExactly("team", "override", "subject");
        assertThat(answer.path("allowed").asBoolean()).isTrue();
        assertThat(answer.at("/scopes/0").asText()).isEqualTo("skill:execute:crm-no/export");
    }

    @Test
    void agentsAreCalledByTheNamesThatTheyHaveNow() {
        String from = acme.agent("Questioner");
        String to = acme.agent("Questioned");
        assertThat(explain(from, to, "crm-names", null)
                        .at("/smallest_change/detail")
                        .asText())
                .startsWith("Grant Questioner exactly");
        owner.with("If-Match", "*").patch("/agents/" + from, Map.of("name", "Frag Nach"));
        assertThat(explain(from, to, "crm-names", null)
                        .at("/smallest_change/detail")
                        .asText())
                .startsWith("Grant Frag Nach exactly");
    }

    @Test
    void aMissingSkillOrCommandIsNamed() {
        String from = acme.agent("Wanting");
        String to = acme.agent("Lacking");
        acme.join(acme.team("Wanting"), from, "assistant");
        UUID skill = acme.skill("crm-lack");

        JsonNode lacking = explain(from, to, "crm-lack", null);
        assertThat(lacking.path("first_missing").asText()).isEqualTo("skill");
        assertThat(lacking.at("/smallest_change/kind").asText()).isEqualTo("skill.install");
        assertThat(lacking.at("/smallest_change/body/version").asText()).isEqualTo("1.0.0");
        assertThat(send(lacking.path("smallest_change")).status()).isEqualTo(201);
        assertThat(explain(from, to, "crm-lack", null).path("allowed").asBoolean())
                .isTrue();
        JsonNode command = explain(from, to, "crm-lack", "fly");
        assertThat(command.path("first_missing").asText()).isEqualTo("command");
        assertThat(command.at("/smallest_change").has("method")).isFalse();
        acme.release(skill, "1.1.0", """
                {"commands": [{"name": "export", "risk": "read"}, {"name": "fly", "risk": "write"}]}
                """);
        JsonNode later = explain(from, to, "crm-lack", "fly");
        assertThat(send(later.path("smallest_change")).status()).as("%s", later).isEqualTo(200);
        assertThat(explain(from, to, "crm-lack", "fly").path("allowed").asBoolean())
                .isTrue();
        assertThat(explain(from, to, "nowhere", null)
                        .at("/smallest_change/kind")
                        .asText())
                .isEqualTo("skill.report");
    }

    @Test
    void explanationsOfOthersAndNonsenseAreRefused() {
        String from = acme.agent("Mine");
        String to = acme.agent("Mine too");
        Acme other = new Acme(plane);
        String foreign = other.agent("Theirs");
        String path = acme.path() + "/permissions/explain";

        assertThat(owner.post(path, Map.of("from", from, "to", foreign, "skill", "crm"))
                        .status())
                .isEqualTo(404);
        assertThat(other.owner()
                        .post(path, Map.of("from", from, "to", to, "skill", "crm"))
                        .status())
                .isEqualTo(404);
        assertThat(owner.post(path, Map.of("from", from, "to", from, "skill", "crm"))
                        .pointer())
                .isEqualTo("/to");
        assertThat(owner.post(path, Map.of("from", from, "to", to)).pointer()).isEqualTo("/skill");
        assertThat(owner.post(path, Map.of("from", from, "to", to, "skill", "*"))
                        .pointer())
                .isEqualTo("/skill");
        assertThat(owner.post(path, Map.of("from", from, "to", to, "skill", "crm", "command", "a b"))
                        .pointer())
                .isEqualTo("/command");
        assertThat(owner.post(path, Map.of("from", "x", "to", to, "skill", "crm"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void previewsOfOthersAndNonsenseAreRefusedAndOneMayBeAskedForByViewers() {
        String from = acme.agent("Mine again");
        Acme other = new Acme(plane);
        String foreign = other.agent("Theirs");
        String preview = acme.path() + "/permissions/preview";
        assertThat(owner.post(preview, Map.of("kind", "world.end")).status()).isEqualTo(422);
        assertThat(owner.post(preview, Map.of("kind", "agent.role", "agent", from))
                        .pointer())
                .isEqualTo("/role");
        assertThat(owner.post(preview, Map.of("kind", "agent.role", "agent", foreign, "role", "sales"))
                        .pointer())
                .isEqualTo("/agent");
        assertThat(owner.post(preview, Map.of("kind", "skill.install", "agent", from, "skill", "nowhere"))
                        .pointer())
                .isEqualTo("/skill");
        assertThat(owner.post(preview + "?limit=1001", Map.of("kind", "agent.role", "agent", from, "role", "sales"))
                        .pointer())
                .isEqualTo("limit");
        assertThat(other.owner()
                        .post(preview, Map.of("kind", "agent.role", "agent", from, "role", "sales"))
                        .status())
                .isEqualTo(404);
        assertThat(acme.member("viewer")
                        .post(preview, Map.of("kind", "agent.role", "agent", from, "role", "analyst"))
                        .json()
                        .at("/reconnects/0")
                        .asText())
                .isEqualTo(from);
    }

    @Test
    void aPreviewIsWhatThenHappens() {
        Acme own = new Acme(plane);
        String a = own.agent("A");
        String b = own.agent("B");
        String team = own.team("Team");
        UUID skill = own.skill("crm-preview");
        own.install(b, skill);
        String permissions = "/agents/" + a + "/permissions";
        List<Map.Entry<Map<String, Object>, Executable>> changes = changes(own, a, team, skill);
        int effects = 0;
        for (Map.Entry<Map<String, Object>, Executable> change : changes) {
            effects += requireForetold(own, List.of(a, b), change.getKey(), change.getValue());
        }
        assertThat(owner.get(permissions).status()).isEqualTo(404);
        assertThat(effects).isGreaterThan(5);
    }

    /// What is asked for, and what really does it.
    private static List<Map.Entry<Map<String, Object>, Executable>> changes(
            Acme own, String a, String team, UUID skill) {
        List<Map.Entry<Map<String, Object>, Executable>> changes = new ArrayList<>();
        changes.add(Map.entry(
                Map.of("kind", "team.assign", "team", team, "agent", a, "role", "analyst"),
                () -> own.join(team, a, "analyst")));
        changes.add(Map.entry(
                Map.of("kind", "team.role", "team", team, "agent", a, "role", "sales"),
                () -> own.owner()
                        .with("If-Match", "*")
                        .patch("/teams/" + team + "/agents/" + a, Map.of("role", "sales"))));
        changes.add(Map.entry(
                Map.of("kind", "permission.add", "agent", a, "scope", "skill:execute:*/delete", "effect", "revoke"),
                () -> own.permit(a, "skill:execute:*/delete", "revoke")));
        changes.add(Map.entry(
                Map.of("kind", "skill.install", "agent", a, "skill", "crm-preview"), () -> own.install(a, skill)));
        changes.add(Map.entry(
                Map.of("kind", "role.set", "role", "sales", "scopes", List.of("skill:read:*", "infra:*")),
                () -> own.owner()
                        .with("If-Match", "*")
                        .put(
                                own.path() + "/roles/sales",
                                Map.of("scopes", List.of("skill:read:*", "infra:*"), "reason", "r"))));
        changes.add(Map.entry(
                Map.of("kind", "permission.add", "agent", a, "scope", "skill:execute:crm-preview", "effect", "grant"),
                () -> own.permit(a, "skill:execute:crm-preview", "grant")));
        changes.add(Map.entry(
                Map.of("kind", "agent.role", "agent", a, "role", "analyst"),
                () -> own.owner().with("If-Match", "*").patch("/agents/" + a, Map.of("role", "analyst"))));
        changes.add(Map.entry(
                Map.of("kind", "agent.role", "agent", a, "role", "sales"),
                () -> own.owner().with("If-Match", "*").patch("/agents/" + a, Map.of("role", "sales"))));
        changes.add(Map.entry(
                Map.of("kind", "team.remove", "team", team, "agent", a),
                () -> own.owner().with("If-Match", "*").delete("/teams/" + team + "/agents/" + a)));
        return changes;
    }

    private static int requireForetold(Acme own, List<String> agents, Map<String, Object> change, Executable really) {
        Api.Answer foretold = own.owner().post(own.path() + "/permissions/preview", change);
        assertThat(foretold.status()).as("%s", foretold.json()).isEqualTo(200);
        Set<String> before = calls(own, agents);
        Map<String, List<String>> heldBefore = held(own, agents);
        try {
            really.execute();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        Set<String> after = calls(own, agents);
        TreeSet<String> expected = new TreeSet<>(before);
        expected.removeAll(named(foretold.json().path("lost")));
        expected.addAll(named(foretold.json().path("gained")));
        assertThat(after).as("%s %s", change, foretold.json()).isEqualTo(expected);
        boolean scopesChange = !held(own, agents).equals(heldBefore);
        assertThat(!foretold.json().path("scopes").isEmpty()).as("%s", change).isEqualTo(scopesChange);
        return before.equals(after) ? 0 : 1;
    }

    private static Set<String> calls(Acme own, List<String> agents) {
        TreeSet<String> calls = new TreeSet<>();
        for (String from : agents) {
            for (String to : agents) {
                for (String command : from.equals(to) ? List.<String>of() : List.of("export", "delete")) {
                    JsonNode answer = own.owner()
                            .post(
                                    own.path() + "/permissions/explain",
                                    Map.of("from", from, "to", to, "skill", "crm-preview", "command", command))
                            .json();
                    if (answer.path("allowed").asBoolean()) {
                        calls.add(from + " " + to + " crm-preview " + command);
                    }
                }
            }
        }
        return calls;
    }

    private static Set<String> named(JsonNode calls) {
        TreeSet<String> names = new TreeSet<>();
        calls.path("items")
                .forEach(call -> call.path("commands")
                        .forEach(command -> names.add(call.path("from").asText() + " "
                                + call.path("to").asText() + " "
                                + call.path("skill").asText() + " " + command.asText())));
        return names;
    }

    private static Map<String, List<String>> held(Acme own, List<String> agents) {
        Map<String, List<String>> held = new HashMap<>();
        for (String agent : agents) {
            JsonNode effective = own.owner()
                    .get("/agents/" + agent + "/permissions/effective")
                    .json();
            List<String> lines = new ArrayList<>();
            effective.path("granted").forEach(one -> lines.add(one.path("scope") + " " + one.path("cut_by")));
            held.put(agent, lines);
        }
        return held;
    }

    private static Api.Answer send(JsonNode change) {
        Api api = change.has("if_match")
                ? owner.with("If-Match", change.path("if_match").asText())
                : owner;
        String path = change.path("path").asText().substring("/api/v1".length());
        return switch (change.path("method").asText()) {
            case "POST" -> api.post(path, change.path("body"));
            case "PUT" -> api.put(path, change.path("body"));
            case "PATCH" -> api.patch(path, change.path("body"));
            default -> api.delete(path);
        };
    }

    private static JsonNode explain(String from, String to, String skill, @Nullable String command) {
        Map<String, Object> question = new HashMap<>(Map.of("from", from, "to", to, "skill", skill));
        if (command != null) {
            question.put("command", command);
        }
        Api.Answer answer = owner.post(acme.path() + "/permissions/explain", question);
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.json();
    }
}
