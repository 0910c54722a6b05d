package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.control.config.EmbeddedConfig;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.nats.NatsServer;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.Register;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.identity.Registration;
import io.centter.sdk.rest.CentterApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Agents that can only go out to 443: over the shipped nginx with TLS to the WebSocket ports of a cluster.
@Tag("proof")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BehindTlsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private final AtomicInteger names = new AtomicInteger();
    private final List<MeshAgent> agents = new ArrayList<>();
    private EmbeddedPlane plane;
    private TlsProxy proxy;
    private CentterApi person;
    private NetworkId network;

    @BeforeAll
    void start() throws Exception {
        int port = FreePorts.any();
        plane = EmbeddedPlane.start(
                EmbeddedConfig.in(directory).withNatsServers(3),
                Map.of("nats.websocket_url", "wss://localhost:" + port));
        List<URI> brokers = plane.servers().natsServers().stream()
                .map(server -> server.websocketUrl().orElseThrow())
                .toList();
        proxy = new TlsProxy(directory.resolve("nginx"), port, brokers);
        CentterApi api = CentterApi.at(plane.http());
        person = api.signedIn(api.register(new Register("linda@example.com", "correct horse battery", "Linda"))
                .token());
        network = person.createNetwork(new CreateNetwork("Acme", null)).id();
    }

    @AfterAll
    void stop() {
        person.close();
        proxy.close();
        plane.close();
    }

    @AfterEach
    void leave() {
        agents.forEach(MeshAgent::close);
        agents.clear();
    }

    @Test
    void agentJoinsIsSeenAndHeardAndComesBackWhenTheProxyOrItsBrokerGoes() throws Exception {
        List<UUID> taken = new CopyOnWriteArrayList<>();
        Identity identity = register();
        MeshAgent sol = joined(MeshAgent.of(identity.agentId())
                .api(identity.api())
                .webSocket(true)
                .tls(proxy.trusting())
                .onMessage(message -> {
                    taken.add(message.envelope().id());
                    return Outcome.DONE;
                }));
        Identity other = register();
        MeshAgent linda = joined(MeshAgent.of(other.agentId()).api(other.api()));
        assertThat(sol.whoami().agent()).isEqualTo(identity.agentId());
        await().atMost(SOON).until(() -> person.presence(sol.id()).presence() == Presence.ONLINE);
        List<UUID> sent = new ArrayList<>(List.of(send(linda, sol)));
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).isEqualTo(sent));

        proxy.stop();
        await().atMost(SOON).until(() -> !sol.state().isConnected());
        sent.add(send(linda, sol));
        proxy.startAgain();
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).isEqualTo(sent));

        brokerOf(identity).killForcibly();
        sent.add(send(linda, sol));
        await().atMost(SOON).untilAsserted(() -> assertThat(taken).isEqualTo(sent));
        await().atMost(SOON).until(() -> person.presence(sol.id()).presence() == Presence.ONLINE);
    }

    @Test
    void certificateThatNobodyVouchesForIsRefusedAgainAndAgain() {
        Identity identity = register();
        MeshAgent sol = MeshAgent.of(identity.agentId())
                .api(identity.api())
                .webSocket(true)
                .build()
                .start();
        agents.add(sol);
        await().atMost(SOON).until(() -> sol.count(Counter.CONNECTION_ERRORS) >= 3);
        assertThat(sol.state().phase()).isEqualTo(LinkState.Phase.CONNECTING);
        assertThat(sol.state().detail()).contains("wss://localhost");
    }

    /// The one that holds its connection, and says that it came as a WebSocket.
    private NatsServer brokerOf(Identity identity) throws Exception {
        for (NatsServer server : plane.servers().natsServers()) {
            URI connections = server.monitorUrl().orElseThrow().resolve("/connz");
            try (HttpClient http = HttpClient.newHttpClient()) {
                String list = http.send(
                                HttpRequest.newBuilder(connections).build(), HttpResponse.BodyHandlers.ofString())
                        .body();
                if (list.contains(identity.agentId().value())) {
                    assertThat(list).contains("\"type\": \"websocket\"");
                    return server;
                }
            }
        }
        throw new AssertionError("no broker holds " + identity.agentId());
    }

    private static UUID send(MeshAgent from, MeshAgent to) {
        return from.send(
                        to.id(),
                        Draft.task(JsonNodeFactory.instance.objectNode().put("text", "work")))
                .id();
    }

    private Identity register() {
        return new Registration(person)
                .create(
                        network,
                        new CreateAgent("agent " + names.incrementAndGet(), null, Role.COORDINATOR, null, null));
    }

    private MeshAgent joined(MeshAgentBuilder builder) throws InterruptedException {
        MeshAgent agent = builder.build().start();
        agents.add(agent);
        assertThat(agent.awaitConnected(SOON)).as("%s", agent.state()).isTrue();
        return agent;
    }
}
