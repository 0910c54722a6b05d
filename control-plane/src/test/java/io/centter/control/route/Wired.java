package io.centter.control.route;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/// A network whose agents say where they are, over HTTP.
final class Wired {
    private final TestPlane plane;
    private final Api owner;
    private final String network;
    private final Map<String, Integer> beats = new HashMap<>();
    private final Map<String, Api> agents = new HashMap<>();

    Wired(TestPlane plane) {
        this.plane = plane;
        this.owner = plane.person(UUID.randomUUID() + "@example.com");
        this.network = owner.post("/networks", Map.of("name", "Wired")).text("id");
    }

    Api owner() {
        return owner;
    }

    String path() {
        return "/networks/" + network;
    }

    String network() {
        return network;
    }

    Api as(String agent) {
        return Objects.requireNonNull(agents.get(agent));
    }

    Api member(String role) {
        Api person = plane.person(UUID.randomUUID() + "@example.com");
        Api.Answer added = owner.post(
                path() + "/members", Map.of("email", person.get("/auth/me").text("email"), "role", role));
        assertThat(added.status()).isEqualTo(201);
        return person;
    }

    /// An agent that nobody has heard of.
    String agent(String name, String transport) {
        JsonNode made = owner.post(path() + "/agents", Map.of("name", name, "transport", transport))
                .json();
        String id = made.at("/agent/id").asText();
        agents.put(id, plane.api().with("X-Agent-Key", made.path("api_key").asText()));
        return id;
    }

    /// An agent that names what it is reached by.
    ///
    /// @param url its endpoint; empty for none
    String agent(String name, List<String> transports, Map<String, String> location, String url) {
        String id = agent(name, transports.contains("nats") ? "nats" : "vpc");
        beat(id, transports, location, url);
        return id;
    }

    void beat(String agent, List<String> transports, Map<String, String> location, String url) {
        Map<String, Object> beat = new HashMap<>(Map.of(
                "v",
                1,
                "agent_id",
                agent,
                "boot_id",
                "boot",
                "seq",
                beats.merge(agent, 1, Integer::sum),
                "ts",
                Instant.now().toString(),
                "status",
                "ok",
                "transports",
                transports,
                "location",
                location));
        if (!url.isEmpty()) {
            beat.put("endpoint_url", url);
        }
        Api.Answer taken = as(agent).post("/agents/" + agent + "/heartbeat", beat);
        assertThat(taken.status()).as("%s", taken.json()).isEqualTo(204);
    }

    static Map<String, String> vpc(String id, String ip) {
        return Map.of("vpc_id", id, "private_ip", ip);
    }

    JsonNode best(String from, String to) {
        Api.Answer answer = owner.get(path() + "/routes/best?from=" + from + "&to=" + to);
        assertThat(answer.status()).as("%s", answer.json()).isEqualTo(200);
        return answer.json();
    }

    String transport(String from, String to) {
        return best(from, to).at("/route/transport").asText();
    }

    List<String> rows(String sql) {
        return plane.sql()
                .withHandle(handle -> handle.createQuery(sql)
                        .bind("id", network)
                        .mapTo(String.class)
                        .list());
    }

    /// The events of routes that were told, oldest first.
    List<String> events() {
        return rows(
                "SELECT payload FROM outbox WHERE network_id = :id::uuid AND payload::jsonb ->> 'type' LIKE 'routes.%'"
                        + " ORDER BY position");
    }
}
