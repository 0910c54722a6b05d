package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Clients that knock in the very moment in which what they may changes. The server lets some of them in by the old
/// rules: of 200 that knock during a change, about one in three changes; `racing.rounds` and `racing.servers` try more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RacingChangeTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String NEWS = "mesh.event.newsletter.sent";
    private static final String NEVER = "never.allowed";
    private static final int ROUNDS = Integer.getInteger("racing.rounds", 12);
    private static final int CLIENTS = 200;
    private static final Duration GAP = Duration.ofNanos(50_000);

    private final ExecutorService knocking = Executors.newSingleThreadExecutor();
    private HubFixture at;
    private NetworkId network;
    private AgentId agent;
    private int version;

    @BeforeAll
    void begin(@TempDir Path directory) {
        at = new HubFixture(directory, Integer.getInteger("racing.servers", 1));
        at.start(Duration.ofSeconds(60));
        network = at.network("racing");
        agent = at.agent(network, "quick", Role.ASSISTANT);
        applied();
    }

    @AfterAll
    void end() {
        knocking.shutdownNow();
        at.close();
    }

    @Test
    void nobodyKeepsWhatItsRoleNoLongerBrings() throws Exception {
        LightClient.Identity who = LightClient.Identity.of(at.issue(network, agent));
        for (int round = 0; round < ROUNDS; round++) {
            setNews(true);
            List<LightClient> all = during(who, () -> setNews(false));
            for (LightClient client : all) {
                try (client) {
                    assertThat(isOut(client) || !mayPublishNews(client) || isOutSoon(client))
                            .as("client in round %d is out, or may no more", round)
                            .isTrue();
                }
            }
        }
        try (LightClient client = LightClient.connect(at.broker.port(), who)) {
            assertThat(mayPublishNews(client)).isFalse();
            assertThat(client.isOpen()).isTrue();
        }
    }

    @Test
    void nobodyStaysWhoseCredentialsEnded() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            LightClient.Identity who = LightClient.Identity.of(at.issue(network, agent));
            List<LightClient> all =
                    during(who, () -> at.plane.hub.credentials().revoke(network, agent, null, at.caller()));
            for (LightClient client : all) {
                try (client) {
                    assertThat(isOut(client) || isOutSoon(client))
                            .as("client in round %d is out", round)
                            .isTrue();
                }
            }
        }
    }

    /// Clients that have knocked, one after the other, while something changed.
    private List<LightClient> during(LightClient.Identity who, Runnable change) throws Exception {
        List<LightClient> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(LightClient.atTheDoor(at.broker.port(i % at.broker.urls().size()), who));
        }
        Future<?> knocked = knocking.submit(() -> {
            for (LightClient client : all) {
                client.knock();
                LockSupport.parkNanos(GAP.toNanos());
            }
            return true;
        });
        change.run();
        knocked.get();
        return all;
    }

    private static boolean isOut(LightClient client) {
        try {
            client.awaitEntry();
            return false;
        } catch (IOException _) {
            return true;
        }
    }

    private static boolean isOutSoon(LightClient client) throws InterruptedException {
        return client.endsWithin(SOON);
    }

    /// Whether the server takes it, by its own word; what it does not say any more to one that it sent away is a yes.
    private static boolean mayPublishNews(LightClient client) {
        try {
            client.publish(NEWS, new byte[0]);
            client.publish(NEVER, new byte[0]);
        } catch (IOException _) {
            return false;
        }
        await().pollInterval(Duration.ofMillis(2))
                .atMost(SOON)
                .until(() -> !client.isOpen() || complains(client, NEVER));
        return !complains(client, NEWS);
    }

    private static boolean complains(LightClient client, String subject) {
        return client.errors().stream().anyMatch(error -> error.contains(subject));
    }

    /// Whether the role brings the right to send news.
    private void setNews(boolean allowed) {
        List<Scope> scopes = List.of(Scope.parse("newsletter:send"));
        at.transactions.inNetwork(network, handle -> {
            handle.execute(
                    allowed
                            ? """
                            INSERT INTO role_scopes (network_id, role, scope, changed_at)
                            VALUES (?, 'assistant', 'newsletter:send', now())
                            """
                            : "DELETE FROM role_scopes WHERE network_id = ? AND scope = 'newsletter:send' AND role = 'assistant'",
                    network.value());
            List<Scope> none = List.of();
            version++;
            return at.plane.outbox.event(
                    handle,
                    network,
                    new EventData.RoleChanged(
                            Role.ASSISTANT, allowed ? scopes : none, allowed ? none : scopes, version + 1));
        });
        applied();
    }

    private void applied() {
        await().pollInterval(Duration.ofMillis(5)).atMost(SOON).until(() -> at.plane.relay.waiting() == 0);
    }
}
