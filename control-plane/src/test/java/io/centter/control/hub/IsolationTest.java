package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.control.nats.ClaimsSigner;
import io.centter.control.nats.CredsFile;
import io.centter.control.nats.NatsKey;
import io.centter.control.nats.UserClaims;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.centter.model.role.SubjectGrants;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What an agent tries that it may not, and what it gets. `V` is the victim, an agent of network A.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(400);

    private HubFixture at;
    private NetworkId networkA;
    private NetworkId networkB;
    private AgentId victim;
    private AgentId peer;
    private AgentId stranger;
    private HubFixture.Client victimClient;
    private final Queue<String> victimHeard = new ConcurrentLinkedQueue<>();

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        at = new HubFixture(directory);
        at.start(SOON);
        networkA = at.network("net-a");
        networkB = at.network("net-b");
        victim = at.agent(networkA, "victim", Role.COORDINATOR);
        peer = at.agent(networkA, "peer", Role.ASSISTANT);
        stranger = at.agent(networkB, "stranger", Role.COORDINATOR);
        victimClient = at.connect(at.issue(networkA, victim));
        Dispatcher dispatcher =
                victimClient.connection.createDispatcher(message -> victimHeard.add(message.getSubject()));
        dispatcher
                .subscribe("mesh.event.infra.>")
                .subscribe("mesh.rpc." + victim)
                .subscribe("mesh.control." + victim);
        victimClient.connection.flush(SOON);
        await().atMost(SOON)
                .until(() -> at.plane.board.find(networkA, victim).orElseThrow().connected());
    }

    @AfterAll
    void end() {
        victimClient.close();
        at.close();
    }

    static Stream<String> forbiddenSubscriptions() {
        return Stream.of(
                ">",
                "*.>",
                "mesh.>",
                "mesh.agent.*.inbox",
                "mesh.agent.*.inbox.*",
                "mesh.agent.V.inbox",
                "mesh.agent.V.inbox.*",
                "_INBOX.>",
                "_INBOX.V.>",
                "mesh.registry.discover",
                "mesh.registry.>",
                "mesh.rpc.V",
                "mesh.control.V",
                "mesh.control.*",
                "mesh.heartbeat.*",
                "mesh.presence.*",
                "mesh.event.>",
                "relayack.*",
                "relay.>",
                "$SYS.>",
                "$JS.>",
                "$JS.EVENT.>");
    }

    @ParameterizedTest
    @MethodSource("forbiddenSubscriptions")
    void assistantMayNotSubscribe(String pattern) throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(networkA, peer))) {
            String subject = pattern.replace("V", victim.value());
            client.connection.subscribe(subject);
            client.connection.flush(SOON);
            await().atMost(SOON).until(() -> !client.errors.isEmpty());
            assertThat(client.errors).anyMatch(error -> error.contains("Permissions Violation for Subscription"));
        }
    }

    static Stream<String> forbiddenPublishes() {
        return Stream.of(
                "mesh.heartbeat.V",
                "mesh.agent.V.inbox.V",
                "mesh.control.V",
                "mesh.presence.V",
                "mesh.rpc.V",
                "mesh.event.infra.x",
                "mesh.event.hub.agent.created",
                "_INBOX.V.x",
                "relayack.x",
                "relay.x",
                "$JS.API.INFO",
                "$JS.API.STREAM.LIST",
                "$JS.API.STREAM.DELETE.AGENT_MESSAGES",
                "$JS.API.STREAM.PURGE.AGENT_MESSAGES",
                "$JS.API.STREAM.MSG.GET.AGENT_MESSAGES",
                "$JS.API.DIRECT.GET.AGENT_MESSAGES",
                "$JS.API.CONSUMER.CREATE.AGENT_MESSAGES",
                "$JS.API.CONSUMER.DURABLE.CREATE.AGENT_MESSAGES.x",
                "$JS.API.CONSUMER.DELETE.AGENT_MESSAGES.V",
                "$JS.API.CONSUMER.MSG.NEXT.AGENT_MESSAGES.V",
                "$JS.ACK.AGENT_MESSAGES.V.1.1.1.1.0",
                "$SYS.REQ.CLAIMS.UPDATE",
                "$SYS.REQ.SERVER.PING",
                "$SYS.REQ.ACCOUNT.PING.CONNZ",
                "$SYS.REQ.USER.INFO");
    }

    @ParameterizedTest
    @MethodSource("forbiddenPublishes")
    void assistantMayNotPublish(String pattern) throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(networkA, peer))) {
            String subject = pattern.replace("V", victim.value());
            Message reply = client.connection.request(subject, new byte[0], SHORT);
            assertThat(reply).as("answer to %s", subject).isNull();
            assertThat(client.errors).anyMatch(error -> error.contains("Permissions Violation for Publish"));
        }
    }

    static Stream<String> consolePublishes() {
        return Stream.of(
                "mesh.heartbeat.V",
                "mesh.agent.V.inbox",
                "mesh.agent.V.inbox.V",
                "mesh.rpc.V",
                "mesh.control.V",
                "mesh.event.x",
                "$JS.API.STREAM.INFO.AGENT_MESSAGES",
                "$JS.API.CONSUMER.CREATE.AGENT_EVENTS");
    }

    @ParameterizedTest
    @MethodSource("consolePublishes")
    void consoleMayNotPublish(String pattern) throws Exception {
        try (HubFixture.Client client = at.connect(at.issueConsole(networkA))) {
            assertThat(client.connection.request(pattern.replace("V", victim.value()), new byte[0], SHORT))
                    .isNull();
            assertThat(client.errors).anyMatch(error -> error.contains("Permissions Violation for Publish"));
        }
    }

    @Test
    void agentOfAnotherNetworkReachesNothing() throws Exception {
        try (HubFixture.Client client = at.connect(at.issue(networkB, stranger))) {
            await().atMost(SOON)
                    .until(() -> at.plane
                            .board
                            .find(networkB, stranger)
                            .orElseThrow()
                            .connected());
            victimHeard.clear();
            long before = at.plane.hub.health().heartbeatsReceived();
            byte[] forged = HubTest.beat(victim, 999, HeartbeatStatus.BUSY);
            client.connection.publish(Subjects.rpc(victim), forged);
            client.connection.publish("mesh.event.infra.x", forged);
            client.connection.publish(Subjects.inbox(victim, stranger), forged);
            // The account token is the broker's to put: another one leads nowhere.
            String accountA = at.plane.hub.accounts().keys(networkA).account();
            client.connection.publish(accountA + ".mesh.heartbeat." + victim, forged);
            client.connection.publish("relay." + accountA + ".mesh.event.infra.x", forged);
            client.connection.publish(Subjects.heartbeat(victim), forged);
            client.connection.publish(Subjects.heartbeat(stranger), forged);
            client.connection.flush(SOON);
            await().atMost(SOON).until(() -> at.plane.hub.health().heartbeatsReceived() > before);

            assertThat(ask(client, Subjects.DISCOVER, ""))
                    .contains(stranger.value())
                    .doesNotContain(victim.value());
            assertThat(ask(client, Subjects.GET, "{\"agent\":\"" + victim + "\"}"))
                    .contains("not-found");

            assertThat(victimHeard).isEmpty();
            assertThat(at.plane.board.find(networkA, victim).orElseThrow().status())
                    .isNotEqualTo(HeartbeatStatus.BUSY);
            assertThat(at.plane.hub.health().heartbeatsReceived()).isEqualTo(before + 1);
        }
    }

    @Test
    void everythingOfAnotherNetworkIsSilent() throws Exception {
        // Even a coordinator that hears all its own network has nothing of the other.
        try (HubFixture.Client client = at.connect(at.issue(networkB, stranger))) {
            await().atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            client.connection
                    .createDispatcher(message -> heard.add(
                            message.getSubject() + " " + new String(message.getData(), StandardCharsets.UTF_8)))
                    .subscribe(Subjects.ALL_EVENTS)
                    .subscribe(Subjects.ALL_PRESENCE)
                    .subscribe(Subjects.ALL_HEARTBEATS);
            client.connection.flush(SOON);
            victimClient.connection.publish(
                    Subjects.heartbeat(victim), HubTest.beat(victim, 1_000, HeartbeatStatus.OK));
            victimClient.connection.publish("mesh.event.infra.x", new byte[] {1});
            at.agent(networkA, "noise", Role.ASSISTANT);
            at.agent(networkB, "signal", Role.ASSISTANT);
            await().atMost(SOON).until(() -> heard.stream().anyMatch(one -> one.contains("signal")));
            assertThat(heard).noneMatch(one -> one.contains(networkA.toString()) || one.contains(victim.value()));
        }
    }

    @Test
    void forgedUsersAreRefused() {
        AccountKeys keysA = at.plane.hub.accounts().keys(networkA);
        AccountKeys keysB = at.plane.hub.accounts().keys(networkB);
        NatsKey user = NatsKey.newUser(HubFixture.RANDOM);
        UserClaims plain = UserClaims.scoped(user.publicKey(), victim.value(), keysA.account());
        SubjectGrants all = new SubjectGrants(List.of(">"), List.of(), List.of(">"));
        Instant now = Instant.now();
        String good = new ClaimsSigner(keysA.roleSigner("assistant")).sign(plain, now, now.plusSeconds(60));
        String[] parts = good.split("\\.", -1);
        String unknown = NatsKey.newAccount(HubFixture.RANDOM).publicKey();

        refused("no algorithm", header("none") + "." + parts[1] + ".", user);
        refused("HS256", header("HS256") + "." + parts[1] + "." + parts[2], user);
        refused("zero signature", parts[0] + "." + parts[1] + "." + "A".repeat(86), user);
        refused(
                "signed by B for A",
                new ClaimsSigner(keysB.roleSigner("coordinator")).sign(plain, now, now.plusSeconds(60)),
                user);
        refused(
                "unknown account",
                new ClaimsSigner(keysA.roleSigner("assistant"))
                        .sign(UserClaims.scoped(user.publicKey(), "x", unknown), now, now.plusSeconds(60)),
                user);
        refused("another's seed", good, NatsKey.newUser(HubFixture.RANDOM));
        refused(
                "own rights under a scoped key",
                new ClaimsSigner(keysA.roleSigner("assistant"))
                        .sign(UserClaims.ofHub(user.publicKey(), "x", keysA.account(), all), now, now.plusSeconds(60)),
                user);
        refused(
                "expired",
                new ClaimsSigner(keysA.roleSigner("assistant")).sign(plain, now.minusSeconds(60), now.minusSeconds(5)),
                user);
    }

    @Test
    void revokedCredentialsAreRefused() {
        AgentId gone = at.agent(networkA, "gone", Role.ASSISTANT);
        IssuedCredentials old = at.issue(networkA, gone);
        at.plane.hub.credentials().revoke(networkA, gone, null, at.caller());
        assertThatThrownBy(() -> at.connect(old)).isInstanceOf(IOException.class);
    }

    private void refused(String what, String jwt, NatsKey user) {
        IssuedCredentials forged = new IssuedCredentials(
                CredsFile.text(jwt, user), user.publicKey(), "x", Instant.now(), List.of(), List.of());
        assertThatThrownBy(() -> at.connect(forged)).as(what).isInstanceOf(IOException.class);
    }

    private static String ask(HubFixture.Client client, String subject, String text) throws InterruptedException {
        Message reply = client.connection.request(subject, text.getBytes(StandardCharsets.UTF_8), SOON);
        return new String(Objects.requireNonNull(reply, subject).getData(), StandardCharsets.UTF_8);
    }

    private static String header(String algorithm) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"typ\":\"JWT\",\"alg\":\"" + algorithm + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
