package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.control.embedded.EmbeddedPlane;
import io.centter.embedded.nats.NatsServer;
import io.centter.model.api.CreateAgent;
import io.centter.model.api.CreateNetwork;
import io.centter.model.api.Register;
import io.centter.model.api.RevokeCredentials;
import io.centter.model.api.RotateApiKey;
import io.centter.model.api.UpdateAgent;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.discovery.WhoAmI;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.identity.Registration;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.CentterApi;
import java.nio.file.Files;
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

/// The SDK against a whole control plane with its own broker and database.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RealPlaneTest {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final AtomicInteger NAMES = new AtomicInteger();

    @TempDir
    static Path directory;

    private final List<MeshAgent> agents = new ArrayList<>();
    private EmbeddedPlane plane;
    private CentterApi person;
    private NetworkId network;

    @BeforeAll
    void start() {
        // Agents renew after about seven seconds: many renewals happen under these tests.
        plane = EmbeddedPlane.start(directory, Map.of("nats.user_lifetime", "10s"));
        person = person("linda@example.com");
        network = person.createNetwork(new CreateNetwork("Acme", null)).id();
    }

    @AfterAll
    void stop() {
        person.close();
        plane.close();
    }

    @AfterEach
    void leave() {
        agents.forEach(MeshAgent::close);
        agents.clear();
    }

    @Test
    void registeredAgentJoinsIsProvenAndIsSeenOnline() throws Exception {
        Identity identity = register(Role.ASSISTANT);
        MeshAgent sol = joined(MeshAgent.of(identity.agentId())
                .api(identity.api())
                .profile(AgentProfile.EMPTY.capableOf(List.of("deploy"))));

        WhoAmI me = sol.whoami();
        assertThat(me.agent()).isEqualTo(identity.agentId());
        assertThat(me.networkId()).isEqualTo(network);
        await().atMost(SOON).untilAsserted(() -> {
            AgentPresence presence = person.presence(identity.agentId());
            assertThat(presence.presence()).isEqualTo(Presence.ONLINE);
            assertThat(presence.capabilities()).containsExactly("deploy");
            assertThat(presence.connected()).isTrue();
        });
        assertThat(sol.count(Counter.DENIALS)).isZero();
    }

    @Test
    void sameQuestionHasTheSameAnswerOnTheMeshAndOverHttp() throws Exception {
        Identity identity = register(Role.DEVELOPER);
        MeshAgent atlas = joined(MeshAgent.of(identity.agentId())
                .api(identity.api())
                .profile(AgentProfile.EMPTY.capableOf(List.of("terraform"))));
        DiscoverQuery query = new DiscoverQuery("terraform", Presence.ONLINE, null, null, null, null, null, null);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(atlas.discover(query).agents())
                        .extracting(DiscoveredAgent::id)
                        .containsExactly(identity.agentId()));
        assertThat(atlas.discover(query)).isEqualTo(person.discover(network, query));
        assertThat(identity.api().discover(network, query).total()).isEqualTo(1);
        assertThat(atlas.get(identity.agentId()).name()).isEqualTo(identity.name());
    }

    @Test
    void messageToNobodyAndToAnotherNetworkIsRefusedBeforeItIsStored() throws Exception {
        MeshAgent sol = joined(Role.ASSISTANT);
        CentterApi other = person("rival@example.com");
        NetworkId rivals = other.createNetwork(new CreateNetwork("Beta", null)).id();
        Identity rival = new Registration(other).create(rivals, agent(Role.ASSISTANT));

        assertThat(problem(() -> sol.send(new AgentId("00000000dead"), Draft.task(text("hi"))))
                        .status())
                .isEqualTo(404);
        assertThat(problem(() -> sol.send(rival.agentId(), Draft.task(text("hi"))))
                        .status())
                .isEqualTo(404);
        assertThat(problem(() -> person.agent(rival.agentId())).status()).isEqualTo(404);
    }

    @Test
    void nothingIsLostOrDoubledWhileCredentialsAreRenewedUnderLoad() throws Exception {
        List<UUID> taken = new CopyOnWriteArrayList<>();
        Identity identity = register(Role.ASSISTANT);
        MeshAgent sol =
                joined(MeshAgent.of(identity.agentId()).api(identity.api()).onMessage(message -> {
                    taken.add(message.envelope().id());
                    return Outcome.DONE;
                }));
        MeshAgent linda = joined(Role.COORDINATOR);

        List<UUID> sent = new ArrayList<>();
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    sent.add(linda.send(sol.id(), Draft.task(text("work"))).id());
                    return sol.count(Counter.RENEWALS) >= 2 && linda.count(Counter.RENEWALS) >= 2;
                });

        await().atMost(SOON).untilAsserted(() -> assertThat(taken).containsExactlyInAnyOrderElementsOf(sent));
        assertThat(sent.size()).isGreaterThan(50);
    }

    @Test
    void killedBrokerComesBackAndWhatWasSentMeanwhileArrives() throws Exception {
        List<Received> taken = new CopyOnWriteArrayList<>();
        Identity identity = register(Role.ASSISTANT);
        MeshAgent sol =
                joined(MeshAgent.of(identity.agentId()).api(identity.api()).onMessage(message -> {
                    taken.add(message);
                    return Outcome.DONE;
                }));
        MeshAgent linda = joined(Role.COORDINATOR);
        linda.send(sol.id(), Draft.task(text("before")));

        NatsServer broker = plane.servers().nats().orElseThrow();
        broker.killForcibly();
        Thread sender = Thread.ofVirtual().start(() -> linda.send(sol.id(), Draft.task(text("meanwhile"))));
        if (!broker.isAlive()) {
            broker.restart();
        }
        sender.join(SOON);

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(taken).hasSize(2));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(person.presence(sol.id()).presence()).isEqualTo(Presence.ONLINE));
    }

    @Test
    void restartOfTheControlPlaneIsNotNoticedByMessages() throws Exception {
        List<Received> taken = new CopyOnWriteArrayList<>();
        Identity identity = register(Role.ASSISTANT);
        MeshAgent sol =
                joined(MeshAgent.of(identity.agentId()).api(identity.api()).onMessage(message -> {
                    taken.add(message);
                    return Outcome.DONE;
                }));
        MeshAgent linda = joined(Role.COORDINATOR);
        linda.send(sol.id(), Draft.task(text("before")));

        plane.restartControlPlane();
        linda.send(sol.id(), Draft.task(text("after")));

        await().atMost(SOON).untilAsserted(() -> assertThat(taken).hasSize(2));
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(linda.whoami().agent()).isEqualTo(linda.id());
            assertThat(person.presence(sol.id()).presence()).isEqualTo(Presence.ONLINE);
        });
    }

    @Test
    void revokedAgentWithItsKeyComesBackByItself() throws Exception {
        MeshAgent sol = joined(Role.ASSISTANT);

        assertThat(person.revokeCredentials(sol.id(), new RevokeCredentials("test"))
                        .revoked())
                .isPositive();

        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            assertThat(sol.state().isConnected()).isTrue();
            assertThat(sol.whoami().agent()).isEqualTo(sol.id());
        });
    }

    @Test
    @Tag("proof")
    void revokedAgentWithoutAKeyIsRefusedForGood() throws Exception {
        Identity identity = register(Role.ASSISTANT);
        var issued = person.issueCredentials(identity.agentId());
        MeshAgent sol = joined(
                MeshAgent.of(identity.agentId()).credentials(issued.creds()).servers(issued.servers()));

        person.revokeCredentials(identity.agentId(), new RevokeCredentials("test"));

        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(sol.state().phase()).isEqualTo(LinkState.Phase.REFUSED));
    }

    @Test
    void wrongKeyIsRefusedAtOnceAndSaidClearly() {
        Identity identity = register(Role.ASSISTANT);
        MeshAgent sol = MeshAgent.of(identity.agentId())
                .api(CentterApi.at(plane.http()).asAgent(identity.agentId(), "amk_wrong"))
                .build()
                .start();
        agents.add(sol);

        await().atMost(SOON).untilAsserted(() -> assertThat(sol.state().phase()).isEqualTo(LinkState.Phase.REFUSED));
        assertThat(sol.state().detail()).contains("No credentials");
    }

    @Test
    void keptCredentialsAreUsedAgainAndAreTheOwnersOnly() throws Exception {
        Identity identity = register(Role.ASSISTANT);
        Path file = directory.resolve("kept/" + identity.agentId() + ".creds");
        joined(MeshAgent.of(identity.agentId()).api(identity.api()).credentialsFile(file));
        String kept = Files.readString(file);

        joined(MeshAgent.of(identity.agentId()).api(identity.api()).credentialsFile(file));

        assertThat(kept).contains("# server nats://").contains("BEGIN USER NKEY SEED");
        assertThat(Files.getPosixFilePermissions(file)).hasSize(2);
    }

    @Test
    void agentJoinsByWebsocketToo() throws Exception {
        Identity identity = register(Role.ASSISTANT);

        MeshAgent sol =
                joined(MeshAgent.of(identity.agentId()).api(identity.api()).webSocket(true));

        assertThat(sol.whoami().agent()).isEqualTo(identity.agentId());
    }

    @Test
    void oldVersionIsRefusedAndTheOldKeyEndsWithItsOverlap() {
        Identity identity = register(Role.ASSISTANT);
        long version = person.agent(identity.agentId()).version();
        UpdateAgent rename = new UpdateAgent("Solveig", null, null);

        assertThat(person.updateAgent(identity.agentId(), version, rename).name())
                .isEqualTo("Solveig");
        assertThat(problem(() -> person.updateAgent(identity.agentId(), version, rename))
                        .status())
                .isEqualTo(412);
        person.rotateApiKey(identity.agentId(), new RotateApiKey(0));
        assertThat(problem(() -> identity.api().issueCredentials(identity.agentId()))
                        .status())
                .isEqualTo(401);
        assertThat(person.allAgents(network)).extracting(agent -> agent.id()).contains(identity.agentId());
        assertThat(person.allMembers(network)).hasSize(1);
        assertThat(person.isReady()).isTrue();
        assertThat(person.natsHealth().status()).isEqualTo("connected");
        assertThat(person.capabilities(network)).isNotNull();
    }

    private CentterApi person(String email) {
        CentterApi api = CentterApi.at(plane.http());
        return api.signedIn(api.register(new Register(email, "correct horse battery", "Somebody"))
                .token());
    }

    private Identity register(Role role) {
        return new Registration(person).create(network, agent(role));
    }

    private static CreateAgent agent(Role role) {
        return new CreateAgent("agent " + NAMES.incrementAndGet(), null, role, null, null);
    }

    private MeshAgent joined(Role role) throws InterruptedException {
        Identity identity = register(role);
        return joined(MeshAgent.of(identity.agentId()).api(identity.api()));
    }

    private MeshAgent joined(MeshAgentBuilder builder) throws InterruptedException {
        MeshAgent agent = builder.build().start();
        agents.add(agent);
        assertThat(agent.awaitConnected(SOON)).as("%s", agent.state()).isTrue();
        return agent;
    }

    private static ApiProblem problem(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return catchThrowableOfType(ApiProblem.class, call);
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }
}
