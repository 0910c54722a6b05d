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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What an agent of another network tries, with forged credentials too, and what it gets. What the agents of one
/// network
/// may among themselves is tried by [SubjectsTest] and [HostileAgentTest].
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    private HubFixture at;
    private NetworkId networkA;
    private NetworkId networkB;
    private AgentId victim;
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

            assertThat(ask(client, Subjects.ROUTES, "{\"from\":\"" + stranger + "\",\"to\":\"" + victim + "\"}"))
                    .contains("not-found");
            assertThat(ask(client, Subjects.ROUTES, "{\"from\":\"" + victim + "\",\"to\":\"" + stranger + "\"}"))
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
