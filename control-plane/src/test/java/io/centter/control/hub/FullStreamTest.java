package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.control.refusal.Refused;
import io.centter.model.api.Plan;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.Subjects;
import io.centter.model.role.Role;
import io.nats.client.JetStreamApiException;
import io.nats.client.PublishOptions;
import io.nats.client.api.StreamConfiguration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// An agent that handles nothing, and inboxes that are full.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FullStreamTest {
    private static final Duration SOON = Duration.ofSeconds(8);

    private HubFixture at;

    @BeforeAll
    void begin(@TempDir Path directory) throws Exception {
        at = new HubFixture(directory);
        at.start(SOON);
    }

    @AfterAll
    void end() {
        at.close();
    }

    @Test
    void fullInboxesRefuseClearlyAndTheHubIsStillHeard() throws Exception {
        NetworkId network = at.network("full");
        AgentId slow = at.agent(network, "slow", Role.ASSISTANT);
        AgentId other = at.agent(network, "other", Role.ASSISTANT);
        Mesh mesh = at.plane.hub.mesh();
        String inbox = Subjects.inbox(slow, other);
        byte[] content = new byte[60_000];
        try (HubFixture.Client sender = at.connect(at.issue(network, other))) {
            limit(network, 1 << 20);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 100; i++) {
                            mesh.store(network, inbox, "m" + i, content);
                        }
                    })
                    .isInstanceOfSatisfying(
                            Refused.Limit.class, full -> assertThat(full.code()).isEqualTo("stream-full"));
            assertThatThrownBy(() -> sender.connection
                            .jetStream()
                            .publish(
                                    inbox,
                                    content,
                                    PublishOptions.builder().messageId("x").build()))
                    .isInstanceOfSatisfying(
                            JetStreamApiException.class,
                            full -> assertThat(full.getApiErrorCode()).isEqualTo(10_077));
        }
        long before = events(network);
        at.transactions.inNetwork(
                network, handle -> at.plane.outbox.event(handle, network, new EventData.NetworkResumed("a test")));
        await().atMost(SOON).until(() -> events(network) == before + 1);
    }

    @Test
    void planDecidesWhatFitsAndAnotherPlanChangesTheStreams() throws Exception {
        NetworkId network = at.network("grown");
        Mesh mesh = at.plane.hub.mesh();
        assertThatThrownBy(() -> mesh.store(network, "mesh.event.hub.test", "big", new byte[70_000]))
                .isInstanceOfSatisfying(
                        Refused.Unreadable.class,
                        big -> assertThat(big.status()).isEqualTo(413));
        at.transactions.inNetwork(network, handle -> {
            handle.execute(
                    "UPDATE networks SET plan = 'team', authz_version = authz_version + 1 WHERE id = ?", network);
            at.plane.outbox.work(handle, network, MeshCarrier.SYNC_ACCOUNT, Map.of());
            return true;
        });
        await().atMost(SOON)
                .until(() -> stream(network, Subjects.MESSAGES_STREAM).getMaxBytes()
                        == new StreamPlan(Plan.TEAM, 1).storage() / 10 * 6);
        assertThat(mesh.store(network, "mesh.event.hub.test", "big", new byte[70_000])
                        .seq())
                .isPositive();
    }

    private void limit(NetworkId network, long bytes) throws Exception {
        StreamConfiguration smaller = StreamConfiguration.builder(stream(network, Subjects.MESSAGES_STREAM))
                .maxBytes(bytes)
                .build();
        at.plane
                .hub
                .mesh()
                .visit(network, connection -> connection.jetStreamManagement().updateStream(smaller));
    }

    private StreamConfiguration stream(NetworkId network, String name) throws Exception {
        return at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        connection -> connection
                                .jetStreamManagement()
                                .getStreamInfo(name)
                                .getConfiguration());
    }

    private long events(NetworkId network) throws Exception {
        return at.plane
                .hub
                .mesh()
                .visit(
                        network,
                        connection -> connection
                                .jetStreamManagement()
                                .getStreamInfo(Subjects.EVENTS_STREAM)
                                .getStreamState()
                                .getMsgCount());
    }
}
