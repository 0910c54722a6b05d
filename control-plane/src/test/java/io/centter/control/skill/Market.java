package io.centter.control.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A plane with people who publish and people who install, and short ways to what every test needs.
final class Market implements AutoCloseable {
    final TestPlane plane = TestPlane.start(Map.of("market.curators", "Curator@example.com, other@example.com"));
    final Api maker = plane.person("maker@example.com");
    final Api user = plane.person("user@example.com");
    final Api curator = plane.person("curator@example.com");
    final Api stranger = plane.person("stranger@example.com");
    final String network = network(user, "Users");
    final String publisher = publisher(maker, "Northwind Tools");

    static String network(Api as, String name) {
        return as.post("/networks", Map.of("name", name)).text("id");
    }

    static String publisher(Api as, String name) {
        Api.Answer made = as.post("/publishers", Map.of("name", name));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return made.text("id");
    }

    /// A public skill of the maker's, by its slug.
    String skill(String slug) {
        Api.Answer made = maker.post("/skills", Map.of("publisher_id", publisher, "name", slug, "slug", slug));
        assertThat(made.status()).as(made.json().toString()).isEqualTo(201);
        return slug;
    }

    /// The same with published versions.
    String skill(String slug, String... versions) {
        skill(slug);
        for (String version : versions) {
            assertThat(publish(slug, version).status()).isEqualTo(201);
        }
        return slug;
    }

    Api.Answer publish(String skill, String version, String... scopes) {
        return maker.post("/skills/" + skill + "/versions", version(version, "ab", scopes));
    }

    /// The body that publishes a version.
    ///
    /// @param digest two hexadecimal characters that it is made of
    static Map<String, Object> version(String version, String digest, String... scopes) {
        Map<String, Object> body = new HashMap<>();
        body.put("version", version);
        body.put("digest", digest.repeat(32));
        body.put("manifest", Map.of("name", "x"));
        body.put("scopes", List.of(scopes));
        return body;
    }

    Api.Answer yank(String skill, String version) {
        return maker.post("/skills/" + skill + "/versions/" + version + "/yank", Map.of("reason", "It was broken."));
    }

    /// A new agent of the user's network, by its id.
    String agent(String name) {
        return agentWithKey(name).json().path("agent").path("id").asText();
    }

    Api.Answer agentWithKey(String name) {
        return user.post("/networks/" + network + "/agents", Map.of("name", name));
    }

    Api.Answer install(String agent, String skill) {
        return user.post("/agents/" + agent + "/skills", Map.of("skill", skill));
    }

    int installs(String skill) {
        return maker.get("/skills/" + skill).json().path("installs").asInt();
    }

    @Override
    public void close() {
        plane.close();
    }
}
