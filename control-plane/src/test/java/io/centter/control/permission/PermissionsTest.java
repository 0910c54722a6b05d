package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PermissionsTest {
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
    void whatIsGrantedByHandIsHeldAtOnceAndEndsWhenItIsEnded() {
        String path = path(acme.agent("Held"));

        Api.Answer granted = owner.post(path, grant("infra:deploy"));

        assertThat(granted.status()).isEqualTo(201);
        assertThat(granted.text("source")).isEqualTo("manual");
        assertThat(granted.text("reason")).isEqualTo("because");
        assertThat(granted.text("granted_by")).isEqualTo(owner.get("/auth/me").text("id"));
        assertThat(held(path)).containsExactly("infra:deploy");
        assertThat(owner.get(path).json().at("/items/0")).isEqualTo(granted.json());
        String one = path + "/" + granted.text("id");
        assertThat(owner.delete(one).pointer()).isEqualTo("reason");
        assertThat(owner.delete(one + "?reason=done").status()).isEqualTo(204);
        assertThat(held(path)).isEmpty();
        assertThat(owner.get(path).json().path("items")).isEmpty();
        assertThat(owner.delete(one + "?reason=done").status()).isEqualTo(404);
        assertThat(owner.post(path, grant("infra:deploy")).status()).isEqualTo(201);
    }

    @Test
    void aRevokeBeatsWhatATeamBringsAndSaysSo() {
        String agent = acme.agent("Revoked");
        String team = acme.team("Revoking");
        acme.join(team, agent, "developer");
        acme.permit(agent, "skill:execute:crm", "revoke");
        acme.permit(agent, "infra:*", "revoke");

        JsonNode effective = owner.get(path(agent) + "/effective").json();

        JsonNode execute = granted(effective, "skill:execute:*");
        assertThat(execute.path("left").asText()).isEqualTo("part");
        assertThat(execute.at("/cut_by/0").asText()).isEqualTo("skill:execute:crm");
        assertThat(execute.at("/origins/0/kind").asText()).isEqualTo("team");
        assertThat(execute.at("/origins/0/team").asText()).isEqualTo(team);
        assertThat(execute.at("/origins/0/role").asText()).isEqualTo("developer");
        assertThat(granted(effective, "infra:*").path("left").asText()).isEqualTo("nothing");
        assertThat(granted(effective, "skill:read:*").path("left").asText()).isEqualTo("all");
        assertThat(effective.at("/revoked/1/scope").asText()).isEqualTo("skill:execute:crm");
        assertThat(effective.at("/revoked/1/origins/0/kind").asText()).isEqualTo("manual");
    }

    @Test
    void whatAllAgentsHoldIsListedAsForEachAlone() {
        Acme here = new Acme(plane);
        for (int i = 0; i < 3; i++) {
            here.permit(here.agent("Held" + i), "infra:held" + i, "grant");
        }
        String all = here.path() + "/permissions/effective?limit=2";

        Api.Answer first = here.owner().get(all);
        Api.Answer last = here.owner().get(all + "&cursor=" + first.text("next_cursor"));

        List<String> ids = new ArrayList<>();
        for (JsonNode one : List.of(
                first.json().at("/items/0"),
                first.json().at("/items/1"),
                last.json().at("/items/0"))) {
            ids.add(one.path("agent").asText());
            JsonNode alone =
                    here.owner().get(path(ids.getLast()) + "/effective").json();
            assertThat(one.path("granted")).isEqualTo(alone.path("granted")).hasSize(1);
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates().hasSize(3);
        assertThat(last.json().has("next_cursor")).isFalse();
        assertThat(owner.get(all).status()).isEqualTo(404);
        assertThat(owner.get(acme.path() + "/permissions/effective?limit=1001").pointer())
                .isEqualTo("limit");
        assertThat(owner.get(acme.path() + "/permissions/effective?cursor=" + first.text("next_cursor"))
                        .code())
                .isEqualTo("bad-cursor");
    }

    @Test
    void everyOriginIsListedAndOnlyWhatWasDoneByHandHasAnId() {
        String agent = acme.agent("Listed");
        acme.join(acme.team("Listing"), agent, "sales");
        acme.install(agent, acme.skill("listed"));
        acme.permit(agent, "infra:read", "grant");

        List<String> listed = new ArrayList<>();
        String cursor = "";
        do {
            Api.Answer page = owner.get(path(agent) + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor));
            assertThat(page.status()).isEqualTo(200);
            page.json().path("items").forEach(item -> {
                assertThat(item.has("id"))
                        .isEqualTo(item.path("source").asText().equals("manual"));
                listed.add(
                        item.path("source").asText() + " " + item.path("scope").asText());
            });
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());

        assertThat(listed)
                .containsExactly(
                        "manual infra:read",
                        "team newsletter:send",
                        "team skill:execute:*",
                        "team skill:read:*",
                        "skill infra:read");
        JsonNode effective = owner.get(path(agent) + "/effective").json();
        assertThat(granted(effective, "infra:read").path("origins")).hasSize(2);
    }

    @Test
    void theSameLivePermissionIsThereOnce() {
        String path = path(acme.agent("Twice"));
        Api.Answer first = owner.post(path, grant("infra:deploy"));

        Api.Answer second = owner.post(path, grant("infra:deploy"));

        assertThat(second.status()).isEqualTo(409);
        assertThat(second.code()).isEqualTo("permission-exists");
        assertThat(second.text("detail")).contains(first.text("id"));
        assertThat(owner.post(path, Map.of("scope", "infra:deploy", "effect", "revoke", "reason", "other"))
                        .status())
                .isEqualTo(201);
        Api keyed = owner.with("Idempotency-Key", UUID.randomUUID().toString());
        Api.Answer once = keyed.post(path, grant("infra:once"));
        assertThat(keyed.post(path, grant("infra:once")).json()).isEqualTo(once.json());
    }

    @Test
    void whatCannotBeIsRefusedByField() {
        String path = path(acme.agent("Refused"));

        assertThat(owner.post(path, Map.of("scope", "infra", "effect", "grant", "reason", "r"))
                        .pointer())
                .isEqualTo("/scope");
        assertThat(owner.post(path, Map.of("effect", "grant", "reason", "r")).pointer())
                .isEqualTo("/scope");
        assertThat(owner.post(path, Map.of("scope", "infra:x", "effect", "allow", "reason", "r"))
                        .pointer())
                .isEqualTo("/effect");
        assertThat(owner.post(path, Map.of("scope", "infra:x", "reason", "r")).pointer())
                .isEqualTo("/effect");
        assertThat(owner.post(path, Map.of("scope", "infra:x", "effect", "grant"))
                        .pointer())
                .isEqualTo("/reason");
        assertThat(owner.post(path, Map.of("scope", "infra:x", "effect", "grant", "reason", "r".repeat(513)))
                        .pointer())
                .isEqualTo("/reason");
        assertThat(owner.post(path, Map.of("scope", 7, "effect", "grant", "reason", "r"))
                        .status())
                .isEqualTo(422);
        assertThat(owner.post(path, Map.of("scope", "infra:x", "effect", "grant", "reason", "r", "source", "team"))
                        .code())
                .isEqualTo("unknown-field");
        Instant now = Instant.now();
        for (Instant end : List.of(now, now.minusSeconds(1), now.plus(3651, ChronoUnit.DAYS))) {
            Api.Answer refused = owner.post(
                    path, Map.of("scope", "infra:x", "effect", "grant", "reason", "r", "expires_at", end.toString()));
            assertThat(refused.status()).as("%s", end).isEqualTo(422);
            assertThat(refused.pointer()).isEqualTo("/expires_at");
        }
        assertThat(owner.get(path + "?limit=501").pointer()).isEqualTo("limit");
        assertThat(owner.get(path + "?cursor=zzz").code()).isEqualTo("bad-cursor");
        assertThat(owner.delete(path + "/nonsense?reason=r").status()).isEqualTo(404);
        assertThat(owner.get(path).json().path("items")).isEmpty();
    }

    @Test
    void othersSeeNothingAndSmallRolesChangeNothing() {
        String agent = acme.agent("Guarded");
        String permission = acme.permit(agent, "infra:deploy", "grant");
        Acme other = new Acme(plane);
        String foreign = other.agent("Foreign");
        String path = path(agent);

        for (Api.Answer answer : List.of(
                other.owner().get(path),
                other.owner().post(path, grant("infra:x")),
                other.owner().delete(path + "/" + permission + "?reason=r"),
                other.owner().get(path + "/effective"),
                other.owner().delete(path(foreign) + "/" + permission + "?reason=r"),
                owner.delete(path(acme.agent("Neighbour")) + "/" + permission + "?reason=r"))) {
            assertThat(answer.status()).isEqualTo(404);
        }
        Api viewer = acme.member("viewer");
        assertThat(viewer.get(path).status()).isEqualTo(200);
        assertThat(viewer.get(path + "/effective").status()).isEqualTo(200);
        assertThat(viewer.post(path, grant("infra:x")).code()).isEqualTo("insufficient-role");
        assertThat(viewer.delete(path + "/" + permission + "?reason=r").status())
                .isEqualTo(403);
        assertThat(plane.api().get(path).status()).isEqualTo(401);
        Api operator = acme.member("operator");
        assertThat(operator.post(path, grant("infra:x")).status()).isEqualTo(201);
        assertThat(operator.delete(path + "/" + permission + "?reason=r").status())
                .isEqualTo(204);
    }

    @Test
    void anAgentSeesWhatItHoldsItselfAndNothingOfOthers() {
        Api.Answer created = owner.post(acme.path() + "/agents", Map.of("name", "Curious"));
        String agent = created.json().at("/agent/id").asText();
        acme.permit(agent, "infra:deploy", "grant");
        Api self = plane.api().with("X-Agent-Key", created.text("api_key"));

        assertThat(granted(self.get(path(agent) + "/effective").json(), "infra:deploy")
                        .path("left")
                        .asText())
                .isEqualTo("all");
        assertThat(self.get(path(acme.agent("Other")) + "/effective").status()).isEqualTo(404);
        assertThat(self.get(path(agent)).status()).isEqualTo(401);
        assertThat(self.post(path(agent), grant("*:*")).status()).isEqualTo(401);
    }

    @Test
    void anAgentHasAtMostSoManyPermissionsByHand() {
        String agent = acme.agent("Full");
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                INSERT INTO permissions (id, network_id, agent_id, scope, effect, created_at)
                SELECT gen_random_uuid(), CAST(:network AS uuid), :agent, 'infra:s' || i, 'grant', now()
                FROM generate_series(1, 499) i
                """)
                        .bind("network", acme.network())
                        .bind("agent", agent)
                        .execute());

        assertThat(owner.post(path(agent), grant("infra:last")).status()).isEqualTo(201);
        Api.Answer refused = owner.post(path(agent), grant("infra:more"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("too-many-permissions");
        assertThat(refused.text("detail")).contains("500");
    }

    @Test
    void everyChangeIsInTheTrailIsToldAndIsAVersionForTheBroker() {
        String agent = acme.agent("Told");
        long before = authzVersion();
        String permission = acme.permit(agent, "infra:deploy", "grant");
        acme.permit(agent, "infra:deploy:prod", "revoke");
        owner.delete(path(agent) + "/" + permission + "?reason=no%20more");

        JsonNode lines =
                owner.get(acme.path() + "/audit?target=agent:" + agent).json().path("items");
        List<String> actions = new ArrayList<>();
        lines.forEach(line -> actions.add(line.path("action").asText()));
        assertThat(actions)
                .containsExactlyInAnyOrder("agent.create", "permission.grant", "permission.revoke", "permission.end");
        lines.forEach(line -> {
            if (line.path("action").asText().equals("permission.end")) {
                assertThat(line.path("reason").asText()).isEqualTo("no more");
                assertThat(line.at("/before/scope").asText()).isEqualTo("infra:deploy");
            }
        });
        assertThat(events(agent)).containsExactly("permission.granted", "permission.revoked", "permission.ended");
        assertThat(authzVersion()).isEqualTo(before + 3);
    }

    private static List<String> events(String agent) {
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

    private static long authzVersion() {
        return plane.sql()
                .withHandle(
                        handle -> handle.createQuery("SELECT authz_version FROM networks WHERE id = CAST(:id AS uuid)")
                                .bind("id", acme.network())
                                .mapTo(Long.class)
                                .one());
    }

    private static List<String> held(String path) {
        List<String> held = new ArrayList<>();
        owner.get(path + "/effective")
                .json()
                .path("granted")
                .forEach(one -> held.add(one.path("scope").asText()));
        return held;
    }

    private static JsonNode granted(JsonNode effective, String scope) {
        for (JsonNode one : effective.path("granted")) {
            if (one.path("scope").asText().equals(scope)) {
                return one;
            }
        }
        throw new AssertionError(scope + " is not in " + effective);
    }

    private static Map<String, Object> grant(String scope) {
        return Map.of("scope", scope, "effect", "grant", "reason", "because");
    }

    private static String path(String agent) {
        return "/agents/" + agent + "/permissions";
    }
}
