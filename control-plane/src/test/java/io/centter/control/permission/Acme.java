package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.model.heartbeat.Heartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// A network with people, to try permissions in.
final class Acme {
    private final TestPlane plane;
    private final Api owner;
    private final String network;

    Acme(TestPlane plane) {
        this.plane = plane;
        this.owner = plane.person("owner-" + UUID.randomUUID() + "@example.com");
        this.network = owner.post("/networks", Map.of("name", "Acme")).text("id");
    }

    Api owner() {
        return owner;
    }

    String network() {
        return network;
    }

    String path() {
        return "/networks/" + network;
    }

    /// A member with this role.
    Api member(String role) {
        String email = role + "-" + UUID.randomUUID() + "@example.com";
        Api person = plane.person(email);
        assertThat(owner.post(path() + "/members", Map.of("email", email, "role", role))
                        .status())
                .isEqualTo(201);
        return person;
    }

    /// A new agent's id.
    String agent(String name) {
        return agent(name, "assistant");
    }

    /// The agent has been heard once.
    String agent(String name, String role) {
        Api.Answer created = owner.post(path() + "/agents", Map.of("name", name, "role", role));
        assertThat(created.status()).isEqualTo(201);
        String agent = created.json().at("/agent/id").asText();
        Map<String, Object> beat =
                Map.of("v", Heartbeat.VERSION, "agent_id", agent, "seq", 0, "ts", Instant.now(), "status", "ok");
        assertThat(plane.api()
                        .with("X-Agent-Key", created.text("api_key"))
                        .post("/agents/" + agent + "/heartbeat", beat)
                        .status())
                .isEqualTo(204);
        return agent;
    }

    String team(String name) {
        Api.Answer created = owner.post(path() + "/teams", Map.of("name", name));
        assertThat(created.status()).isEqualTo(201);
        return created.text("id");
    }

    void join(String team, String agent, String role) {
        Api.Answer joined = owner.post("/teams/" + team + "/agents", Map.of("agent_id", agent, "role", role));
        assertThat(joined.status()).isEqualTo(201);
    }

    /// Grants or revokes by hand; gives the id.
    String permit(String agent, String scope, String effect) {
        Api.Answer added = owner.post(
                "/agents/" + agent + "/permissions", Map.of("scope", scope, "effect", effect, "reason", "for a test"));
        assertThat(added.status()).as("%s", added.json()).isEqualTo(201);
        return added.text("id");
    }

    /// A published skill with the commands `export` (read) and `delete` (destructive), wanting `infra:read`.
    UUID skill(String slug) {
        UUID skill = UUID.randomUUID();
        plane.sql().useHandle(handle -> {
            UUID publisher = UUID.randomUUID();
            handle.createUpdate("""
                    INSERT INTO publishers (id, slug, name, owner_id, created_at, updated_at)
                    SELECT :id, :slug, 'Somebody', id, now(), now() FROM users LIMIT 1
                    """)
                    .bind("id", publisher)
                    .bind("slug", "p-" + publisher)
                    .execute();
            handle.createUpdate("""
                    INSERT INTO skills (id, publisher_id, slug, name, created_at, updated_at)
                    VALUES (:id, :publisher, :slug, :slug, now(), now())
                    """)
                    .bind("id", skill)
                    .bind("publisher", publisher)
                    .bind("slug", slug)
                    .execute();
        });
        release(skill, "1.0.0", """
                {"commands": [{"name": "export", "risk": "read"}, {"name": "delete", "risk": "destructive"}]}
                """);
        return skill;
    }

    void release(UUID skill, String version, String capabilities) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                INSERT INTO skill_versions (id, skill_id, version, precedence, digest, manifest, capabilities, scopes,
                    published_at)
                VALUES (:id, :skill, :version, :version, sha256(''), '{}', CAST(:capabilities AS jsonb), '{infra:read}',
                    now())
                """)
                        .bind("id", UUID.randomUUID())
                        .bind("skill", skill)
                        .bind("version", version)
                        .bind("capabilities", capabilities)
                        .execute());
    }

    /// Goes past the server, which hears of it within a second; gives back once it has.
    void install(String agent, UUID skill) {
        plane.sql()
                .useHandle(handle -> handle.createUpdate("""
                INSERT INTO agent_skills (network_id, agent_id, skill_id, skill_version_id, granted_scopes, installed_at)
                SELECT CAST(:network AS uuid), :agent, skill_id, id, scopes, now() FROM skill_versions WHERE skill_id = :skill
                """)
                        .bind("network", network)
                        .bind("agent", agent)
                        .bind("skill", skill)
                        .execute());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> owner.get("/agents/" + agent + "/permissions/effective")
                        .json()
                        .findValuesAsText("kind")
                        .contains("skill"));
    }
}
