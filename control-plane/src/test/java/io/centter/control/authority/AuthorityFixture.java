package io.centter.control.authority;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JWSObject;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import io.centter.embedded.SharedServers;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A plane with a network, whose agents get tokens.
final class AuthorityFixture implements AutoCloseable {
    final MovingClock clock = new MovingClock();
    final TestPlane plane;
    final Api owner;
    final Api stranger;
    final String network;

    /// An agent and its key.
    record Agent(String id, String key) {}

    AuthorityFixture() {
        this(Map.of());
    }

    AuthorityFixture(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("authority.tokens_per_minute", "100000"));
        all.putAll(settings);
        plane = TestPlane.start(SharedServers.createDatabase(), all, clock);
        owner = plane.person("owner@example.com");
        stranger = plane.person("stranger@example.com");
        network = owner.post("/networks", Map.of("name", "Acme")).text("id");
    }

    String path() {
        return "/networks/" + network;
    }

    /// A new agent with these skills.
    Agent agent(String name, String... skills) {
        return agent(owner, network, name, skills);
    }

    Agent agent(Api by, String of, String name, String... skills) {
        Api.Answer created = by.post("/networks/" + of + "/agents", Map.of("name", name));
        Agent agent = new Agent(created.json().at("/agent/id").asText(), created.text("api_key"));
        if (skills.length > 0) {
            run("UPDATE agents SET custom_skills = ? WHERE id = ?", skills, agent.id());
        }
        return agent;
    }

    /// Grants or revokes by hand.
    void permit(Agent agent, String effect, String scope) {
        run("""
                INSERT INTO permissions (id, network_id, agent_id, scope, effect, created_at)
                VALUES (?, ?, ?, ?, ?, now())
                """, UUID.randomUUID(), UUID.fromString(network), agent.id(), scope, effect);
    }

    void grant(Agent agent, String... scopes) {
        for (String scope : scopes) {
            permit(agent, "grant", scope);
        }
        heard(agent);
    }

    void run(String sql, Object... values) {
        plane.sql().useHandle(handle -> handle.execute(sql, values));
    }

    /// Waits until the plane has heard of what was written past it: notifications come in order, so whoever sees the
    /// last change sees those before it.
    void heard(Agent agent) {
        String mark = "mark:" + UUID.randomUUID().toString().substring(0, 8);
        permit(agent, "grant", mark);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> ask(agent, network(), mark).status() == 200);
    }

    /// The audience of calls to the API.
    String network() {
        return "urn:centter:network:" + network;
    }

    Map<String, Object> request(Agent agent, String audience, String... scopes) {
        return new HashMap<>(Map.of(
                "agent_id", agent.id(), "api_key", agent.key(), "audience", audience, "scopes", List.of(scopes)));
    }

    Api.Answer ask(Agent agent, String audience, String... scopes) {
        return plane.api().post(path() + "/auth/token", request(agent, audience, scopes));
    }

    Api.Answer passOn(Agent agent, String subjectToken, String audience, String... scopes) {
        Map<String, Object> request = request(agent, audience, scopes);
        request.put("subject_token", subjectToken);
        return plane.api().post(path() + "/auth/token", request);
    }

    String token(Agent agent, String audience, String... scopes) {
        return ask(agent, audience, scopes).text("token");
    }

    boolean active(String token) {
        return introspect(token).path("active").asBoolean();
    }

    JsonNode introspect(String token) {
        return owner.post(path() + "/auth/introspect", Map.of("token", token)).json();
    }

    /// Whether the API takes the token for an agent of the network.
    int presence(String token) {
        return plane.api().as(token).get(path() + "/presence").status();
    }

    static ObjectNode claims(String token) {
        try {
            return (ObjectNode)
                    Wire.tolerant().readTree(JWSObject.parse(token).getPayload().toBytes());
        } catch (IOException | ParseException e) {
            throw new AssertionError(e);
        }
    }

    static String kid(String token) {
        try {
            return JWSObject.parse(token).getHeader().getKeyID();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asText).toList();
    }

    @Override
    public void close() {
        plane.close();
    }
}
