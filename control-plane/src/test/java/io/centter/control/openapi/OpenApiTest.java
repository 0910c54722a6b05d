package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.control.http.Route;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OpenApiTest {
    private static TestPlane plane;
    private static JsonNode document;

    @BeforeAll
    static void start() {
        plane = TestPlane.start();
        document = plane.api().get("//openapi.json").json();
    }

    @AfterAll
    static void stop() {
        plane.close();
    }

    @Test
    void everyRouteIsAnOperationAndNothingElseIs() {
        Set<String> served = new TreeSet<>();
        for (Route<?, ?> route : plane.plane().router().routes()) {
            served.add(route.endpoint().method().toLowerCase(Locale.ROOT) + " "
                    + route.endpoint().fullPath());
        }
        Set<String> described = new TreeSet<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> described.add(operation.getKey() + " " + path.getKey())));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void operationsHaveNamesOfTheirOwn() {
        Set<String> names = new HashSet<>();
        document.findValuesAsText("operationId")
                .forEach(name -> assertThat(names.add(name)).as(name).isTrue());
        assertThat(names).contains("getNetworks", "patchNetwork", "postAgentApiKeyRotate", "deleteNetworkMembersUser");
    }

    @Test
    void everyGroupSaysWhatItIs() {
        document.path("tags")
                .forEach(tag -> assertThat(tag.path("description").asText())
                        .as("give the group " + tag.path("name") + " a sentence in Groups")
                        .doesNotStartWith("The " + tag.path("name").asText() + "."));
    }

    @Test
    void anOperationSaysWhoMayUseItAndWhatItTakesAndGives() {
        JsonNode patch = operation("patch", "/api/v1/agents/{agent}");

        assertThat(patch.at("/security/0/session").isArray()).isTrue();
        assertThat(patch.path("description").asText()).contains("operator");
        assertThat(patch.at("/parameters/0/schema/$ref").asText()).isEqualTo("#/components/schemas/AgentId");
        assertThat(patch.at("/parameters/1/$ref").asText()).isEqualTo("#/components/parameters/IfMatch");
        assertThat(patch.at("/requestBody/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/UpdateAgent");
        assertThat(patch.at("/responses/200/content/application~1json/schema/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/AgentView");
        assertThat(patch.at("/responses/200/headers/ETag").isMissingNode()).isFalse();
        assertThat(names(patch.path("responses")))
                .contains("400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429");
        assertThat(operation("post", "/api/v1/auth/login").path("security").isEmpty())
                .isTrue();
    }

    @Test
    void aNameThatIsNotToBeHadIsRefusedByCodesThatAreKnown() {
        assertThat(document.at("/components/responses/Conflict/description").asText())
                .contains("`slug-taken`", "`name-tombstoned`");
    }

    @Test
    void whereCallsAreCountedTheAnswersSayWhatIsLeft() {
        JsonNode token = operation("post", "/api/v1/networks/{network}/auth/token");

        assertThat(names(token.at("/responses/200/headers"))).containsExactly("RateLimit-Policy", "RateLimit");
        assertThat(names(document.at("/components/responses/TooMany/headers")))
                .containsExactly("Retry-After", "RateLimit-Policy", "RateLimit");
        assertThat(operation("get", "/api/v1/auth/me")
                        .at("/responses/200/headers/RateLimit")
                        .isMissingNode())
                .isTrue();
    }

    @Test
    void schemasHaveTheNamesThatAreWritten() {
        JsonNode agent = document.at("/components/schemas/AgentView");
        assertThat(names(agent.path("properties"))).contains("network_id", "last_heartbeat_at");
        assertThat(texts(agent.path("required"))).contains("slug", "version").doesNotContain("description");

        JsonNode create = document.at("/components/schemas/CreateAgent");
        assertThat(texts(create.path("required"))).containsExactly("name");
        assertThat(create.path("additionalProperties").isBoolean()).isTrue();
        assertThat(texts(document.at("/components/schemas/MemberRole/enum")))
                .containsExactly("owner", "admin", "operator", "viewer");
        assertThat(document.at("/components/schemas/AgentId/pattern").asText()).isEqualTo("^[0-9a-f]{12}$");
        assertThat(document.at("/components/schemas/NetworkViewPage/properties/items/items/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/NetworkView");
        assertThat(texts(document.at("/components/schemas/Heartbeat/required")))
                .contains("agent_id", "seq", "status")
                .doesNotContain("capabilities", "boot_id");
    }

    @Test
    void theDocumentIsSentOnceToWhoKeepsIt() {
        Api.Answer first = plane.api().get("//openapi.json");
        Api.Answer again =
                plane.api().with("If-None-Match", first.header("ETag")).get("//openapi.json");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.json().isMissingNode()).isTrue();
    }

    private static JsonNode operation(String method, String path) {
        return document.path("paths").path(path).path(method);
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new LinkedHashSet<>();
        object.properties().forEach(property -> names.add(property.getKey()));
        return names;
    }

    private static Set<String> texts(JsonNode array) {
        Set<String> texts = new LinkedHashSet<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
