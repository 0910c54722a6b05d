package io.centter.sdk.mesh;

import io.centter.embedded.host.FreePorts;
import io.centter.embedded.nats.NatsBinary;
import io.centter.embedded.nats.NatsOptions;
import io.centter.embedded.nats.NatsServer;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.centter.model.role.SubjectGrants;
import io.nats.client.Connection;
import io.nats.client.JetStreamManagement;
import io.nats.client.Nats;
import io.nats.client.Options;
import io.nats.client.api.AckPolicy;
import io.nats.client.api.ConsumerConfiguration;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A real broker on a fixed port with one account, whose users are agents with the exact grants of their roles, and
/// with the streams and durables that the control plane makes.
final class Village {
    private final NatsServer server;
    private final Connection hub;
    private final List<MeshAgent> agents = new ArrayList<>();
    private final List<Connection> plain = new ArrayList<>();
    private final MeshThreads threads = new MeshThreads();

    Village(Path directory, Map<AgentId, Role> roles) throws Exception {
        server = NatsServer.start(
                NatsOptions.of(NatsBinary.resolve(System.out::println).path(), directory, config(directory, roles)));
        hub = Nats.connect(Options.builder()
                .server(address("hub"))
                .inboxPrefix("_INBOX.hub.")
                .maxReconnects(-1)
                .reconnectWait(Duration.ofMillis(100))
                .build());
        JetStreamManagement management = hub.jetStreamManagement();
        management.addStream(StreamConfiguration.builder()
                .name(Subjects.MESSAGES_STREAM)
                .subjects("mesh.agent.*.inbox", "mesh.agent.*.inbox.*")
                .retentionPolicy(RetentionPolicy.WorkQueue)
                .duplicateWindow(Duration.ofMinutes(10))
                .build());
        management.addStream(StreamConfiguration.builder()
                .name(Subjects.EVENTS_STREAM)
                .subjects(Subjects.ALL_EVENTS)
                .build());
        for (AgentId agent : roles.keySet()) {
            management.addOrUpdateConsumer(
                    Subjects.MESSAGES_STREAM,
                    ConsumerConfiguration.builder()
                            .durable(agent.value())
                            .filterSubjects(Subjects.inboxFilters(agent))
                            .ackPolicy(AckPolicy.Explicit)
                            .ackWait(Duration.ofSeconds(2))
                            .maxDeliver(5)
                            .build());
        }
    }

    /// What the hub may: everything.
    Connection hub() {
        return hub;
    }

    /// An agent without the SDK.
    Connection plain(AgentId id) throws Exception {
        Connection connection = Nats.connect(Options.builder()
                .server(address(id.value()))
                .inboxPrefix(Subjects.replyPrefix(id.value()))
                .build());
        plain.add(connection);
        return connection;
    }

    MeshAgentBuilder agent(AgentId id) {
        return MeshAgent.of(id)
                .servers(List.of(address(id.value())))
                .threads(threads)
                .beatEvery(Duration.ofMinutes(5));
    }

    MeshAgent started(MeshAgentBuilder builder) throws InterruptedException {
        MeshAgent agent = builder.build().start();
        agents.add(agent);
        if (!agent.awaitConnected(Duration.ofSeconds(10))) {
            throw new AssertionError("not connected: " + agent.state());
        }
        return agent;
    }

    void killBroker() {
        server.killForcibly();
    }

    void restartBroker() {
        server.restart();
    }

    void close() throws InterruptedException {
        agents.forEach(MeshAgent::close);
        for (Connection connection : plain) {
            connection.close();
        }
        hub.close();
        server.close();
        threads.close();
    }

    String address(String user) {
        return "nats://" + user + ":secret@127.0.0.1:" + server.clientUrl().getPort();
    }

    private static String config(Path directory, Map<AgentId, Role> roles) {
        String users = roles.entrySet().stream()
                .map(entry ->
                        user(entry.getKey(), RoleTemplate.of(entry.getValue()).subjects()))
                .collect(Collectors.joining("\n"));
        return """
                listen: "127.0.0.1:%d"
                http: "127.0.0.1:-1"
                jetstream { store_dir: "%s", sync_interval: always }
                authorization { users: [
                  { user: hub, password: secret }
                  %s
                ] }
                """.formatted(FreePorts.any(), directory.resolve("jetstream"), users);
    }

    private static String user(AgentId agent, SubjectGrants grants) {
        return """
                { user: %1$s, password: secret, permissions: {
                    publish: { allow: [%2$s], deny: [%3$s] }, subscribe: { allow: [%4$s] } } }""".formatted(
                        agent,
                        quoted(agent, grants.publish()),
                        quoted(agent, grants.denyPublish()),
                        quoted(agent, grants.subscribe()));
    }

    private static String quoted(AgentId agent, List<String> subjects) {
        return subjects.stream()
                .map(subject -> '"' + subject.replace("{{name()}}", agent.value()) + '"')
                .collect(Collectors.joining(", "));
    }
}
