package io.centter.control.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.model.message.Subjects;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/// A whole plane with a network in it, whose agents give a message up after two deliveries and a third of a second.
final class Office implements AutoCloseable {
    static final Duration SOON = Duration.ofSeconds(8);

    private static final AtomicInteger NEXT = new AtomicInteger();

    final EmbeddedPlane plane;
    final Api owner;
    final String network;

    /// An agent with its key, and the API as that agent.
    record Agent(String id, Api api) {}

    Office(Path directory) {
        plane = EmbeddedPlane.start(directory, Map.of("nats.deliveries", "2", "nats.delivery_wait", "300ms"));
        owner = person("owner");
        network = owner.post("/networks", Map.of("name", "Office")).text("id");
        await().atMost(SOON)
                .until(() -> owner.get("/nats/health").text("status").equals("connected"));
    }

    /// The database, to look behind the API.
    Jdbi sql() {
        Map<String, String> settings = plane.servers().settings();
        return Jdbi.create(
                String.valueOf(settings.get("db.url")),
                String.valueOf(settings.get("db.user")),
                String.valueOf(settings.get("db.password")));
    }

    Api person(String name) {
        Api api = new Api(plane.http(), Map.of());
        String email = name + NEXT.incrementAndGet() + "@example.com";
        return api.as(
                api.post("/auth/register", Map.of("email", email, "password", "correct horse battery", "name", name))
                        .text("token"));
    }

    /// Somebody who is a member with this role.
    Api member(String role) {
        Api person = person(role);
        String email = person.get("/auth/me").text("email");
        assertThat(owner.post("/networks/" + network + "/members", Map.of("email", email, "role", role))
                        .status())
                .isEqualTo(201);
        return person;
    }

    Agent agent(String name, String role) {
        return agent(owner, network, name, role);
    }

    Agent agent(Api by, String of, String name, String role) {
        JsonNode made = by.post("/networks/" + of + "/agents", Map.of("name", name, "role", role))
                .json();
        Api itself = new Api(plane.http(), Map.of())
                .with("X-Agent-Key", made.path("api_key").asText());
        return new Agent(made.path("agent").path("id").asText(), itself);
    }

    /// Connects as the agent's SDK does.
    Connection connect(Agent agent) throws IOException, InterruptedException {
        JsonNode issued =
                agent.api().post("/agents/" + agent.id() + "/nats/credentials").json();
        return connect(issued);
    }

    static Connection connect(JsonNode issued) throws IOException, InterruptedException {
        return Nats.connect(Options.builder()
                .server(issued.path("servers").get(0).asText())
                .authHandler(
                        Nats.staticCredentials(issued.path("creds").asText().getBytes(StandardCharsets.UTF_8)))
                .inboxPrefix(Subjects.replyPrefix(issued.path("user_name").asText()))
                .errorListener(new io.nats.client.ErrorListener() {})
                .build());
    }

    /// What the agent's durable gives out, not answered yet.
    static List<Message> take(Connection connection, Agent agent, int most, Duration patience)
            throws IOException, JetStreamApiException {
        JetStreamSubscription inbox = connection
                .jetStream()
                .subscribe(null, PullSubscribeOptions.fastBind(Subjects.MESSAGES_STREAM, agent.id()));
        try {
            return inbox.fetch(most, patience);
        } finally {
            inbox.unsubscribe();
        }
    }

    /// Sends a task as the owner.
    Api.Answer send(Agent to, Object content) {
        return owner.post("/agents/" + to.id() + "/message", Map.of("a2a", content));
    }

    JsonNode inbox(Agent agent) {
        return owner.get("/agents/" + agent.id() + "/inbox").json();
    }

    JsonNode deadLetters() {
        return owner.get("/networks/" + network + "/dead-letters").json().path("items");
    }

    @Override
    public void close() {
        plane.close();
    }
}
