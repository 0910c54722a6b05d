package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RolesTest {
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
    void theSixTemplatesAreShownToWhoIsSignedIn() {
        JsonNode items = owner.get("/roles").json().path("items");

        assertThat(items.findValuesAsText("role"))
                .containsExactly("assistant", "sales", "support", "developer", "analyst", "coordinator");
        assertThat(items.at("/1/scopes")).extracting(JsonNode::asText).contains("newsletter:send");
        assertThat(items.at("/4/subjects/publish").toString()).doesNotContain("mesh.agent");
        assertThat(plane.api().get("/roles").status()).isEqualTo(401);
    }

    @Test
    void aRoleBeginsAsItsTemplateAndAChangeCountsAtOnceInItsNetworkOnly() {
        Acme other = new Acme(plane);
        String agent = acme.agent("Sold");
        acme.join(acme.team("Sold"), agent, "sales");
        Api.Answer before = owner.get(acme.path() + "/roles/sales");
        assertThat(before.json().path("standard").asBoolean()).isTrue();
        assertThat(before.header("ETag")).isEqualTo("\"1\"");

        Api.Answer after =
                set(owner.with("If-Match", "\"1\""), "sales", List.of("skill:read:*", "infra:read", "infra:read"));

        assertThat(after.status()).isEqualTo(200);
        assertThat(after.header("ETag")).isEqualTo("\"2\"");
        assertThat(after.json().path("standard").asBoolean()).isFalse();
        assertThat(after.json().path("scopes"))
                .extracting(JsonNode::asText)
                .containsExactly("infra:read", "skill:read:*");
        assertThat(after.text("changed_by")).isEqualTo(owner.get("/auth/me").text("id"));
        assertThat(owner.get("/agents/" + agent + "/permissions/effective")
                        .json()
                        .path("granted")
                        .findValuesAsText("scope"))
                .containsExactly("infra:read", "skill:read:*");
        assertThat(other.owner()
                        .get(other.path() + "/roles/sales")
                        .json()
                        .path("standard")
                        .asBoolean())
                .isTrue();
        assertThat(set(owner.with("If-Match", "\"1\""), "sales", List.of()).status())
                .isEqualTo(412);
        assertThat(owner.get(acme.path() + "/audit?action=role.change")
                        .json()
                        .at("/items/0/reason")
                        .asText())
                .isEqualTo("fewer");
        assertThat(set(owner.with("If-Match", "\"2\""), "sales", List.of("infra:read", "skill:read:*"))
                        .header("ETag"))
                .isEqualTo("\"2\"");
    }

    @Test
    void aRoleMayBringNothing() {
        String agent = acme.agent("Poor");
        acme.join(acme.team("Poor"), agent, "support");

        assertThat(set(owner.with("If-Match", "*"), "support", List.of()).status())
                .isEqualTo(200);

        assertThat(owner.get("/agents/" + agent + "/permissions/effective")
                        .json()
                        .path("granted"))
                .isEmpty();
        assertThat(owner.get(acme.path() + "/roles").json().path("items").findValuesAsText("role"))
                .hasSize(6);
    }

    @Test
    void onlyAdminsChangeRolesAndOnlyWithAVersionAndAReason() {
        Api admin = acme.member("admin").with("If-Match", "*");
        Api operator = acme.member("operator").with("If-Match", "*");
        Api viewer = acme.member("viewer");
        Acme other = new Acme(plane);

        assertThat(set(operator, "analyst", List.of("skill:read:*")).code()).isEqualTo("insufficient-role");
        assertThat(viewer.get(acme.path() + "/roles").status()).isEqualTo(200);
        assertThat(set(other.owner().with("If-Match", "*"), "analyst", List.of())
                        .status())
                .isEqualTo(404);
        assertThat(other.owner().get(acme.path() + "/roles/analyst").status()).isEqualTo(404);
        assertThat(set(owner, "analyst", List.of()).status()).isEqualTo(428);
        assertThat(set(admin, "analyst", List.of("skill:read:crm")).status()).isEqualTo(200);
        assertThat(owner.get(acme.path() + "/roles/emperor").status()).isEqualTo(404);
        assertThat(set(admin, "Analyst", List.of()).status()).isEqualTo(404);
        assertThat(set(admin, "analyst", List.of("infra")).status()).isEqualTo(422);
        List<String> many = IntStream.range(0, 101).mapToObj(i -> "infra:s" + i).toList();
        assertThat(set(admin, "analyst", many).pointer()).isEqualTo("/scopes");
        assertThat(admin.put(acme.path() + "/roles/analyst", Map.of("scopes", List.of()))
                        .pointer())
                .isEqualTo("/reason");
        assertThat(admin.put(acme.path() + "/roles/analyst", Map.of("reason", "r"))
                        .pointer())
                .isEqualTo("/scopes");
    }

    private static Api.Answer set(Api api, String role, List<String> scopes) {
        return api.put(acme.path() + "/roles/" + role, Map.of("scopes", scopes, "reason", "fewer"));
    }
}
