package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.sdk.rest.Unreachable;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MeshNeighboursTest {
    private static final AgentId LINDA = new AgentId("0000000000a1");
    private static final AgentId SOL = new AgentId("0000000000b2");
    private static final AgentId NORA = new AgentId("0000000000c3");

    @TempDir
    Path directory;

    private Village village;

    @BeforeEach
    void build() throws Exception {
        village = new Village(directory, Map.of(LINDA, Role.COORDINATOR, SOL, Role.ASSISTANT, NORA, Role.ANALYST));
    }

    @AfterEach
    void end() throws Exception {
        village.close();
    }

    @Test
    void whatFailsAtANewConnectionClosesItAndItsLateCallbacksDoNotTouchTheNext() {
        MeshAgentBuilder settings = village.agent(SOL);
        FailingOnce listener = new FailingOnce();
        try (MeshThreads threads = new MeshThreads()) {
            Link link = new Link(settings, threads, new Access(settings), listener, new Tally(SOL));
            link.start();
            await().until(() -> listener.attached.size() == 2 && link.state().isConnected());
            Connection old = listener.attached.getFirst();
            assertThat(old.getStatus()).isEqualTo(Connection.Status.CLOSED);

            link.heard(old, new CountDownLatch(1), ConnectionListener.Events.DISCONNECTED);
            link.heard(old, new CountDownLatch(1), ConnectionListener.Events.RESUBSCRIBED);
            link.heard(old, new CountDownLatch(1), ConnectionListener.Events.CLOSED);

            assertThat(link.state().isConnected()).isTrue();
            assertThat(link.lostAt()).isEmpty();
            assertThat(listener.resumed).isEmpty();
            assertThat(link.connected()).contains(listener.attached.getLast());
            link.close(Duration.ZERO);
        }
    }

    private static final class FailingOnce implements LinkListener {
        final List<Connection> attached = new CopyOnWriteArrayList<>();
        final List<Connection> resumed = new CopyOnWriteArrayList<>();

        @Override
        public void attached(Connection fresh) {
            attached.add(fresh);
            if (attached.size() == 1) {
                throw new IllegalStateException("not yet");
            }
        }

        @Override
        public void resumed(Connection same) {
            resumed.add(same);
        }

        @Override
        public void exchanging() {}

        @Override
        public void error(String text) {}
    }

    @Test
    void agentsAreListedAsInstancesOfOneMicroService() throws Exception {
        village.started(village.agent(SOL));
        village.started(village.agent(LINDA));
        String replies = village.hub().createInbox();
        List<String> pongs = new CopyOnWriteArrayList<>();
        village.hub()
                .createDispatcher(message -> pongs.add(new String(message.getData(), StandardCharsets.UTF_8)))
                .subscribe(replies);

        await().untilAsserted(() -> {
            village.hub().publish("$SRV.PING.agents", replies, new byte[0]);
            assertThat(pongs)
                    .anyMatch(pong -> pong.contains(SOL.value()))
                    .anyMatch(pong -> pong.contains(LINDA.value()));
        });
    }

    @Test
    void eventsAreHeardWithTheirTopic() throws Exception {
        List<HeardEvent> heard = new CopyOnWriteArrayList<>();
        village.started(village.agent(NORA).onEvent("deploy.>", heard::add));
        MeshAgent linda = village.started(village.agent(LINDA));

        linda.publishEvent("deploy.finished", text("api"));
        linda.publishEvent("standup.begun", text("all"));

        await().untilAsserted(() -> assertThat(heard).hasSize(1));
        assertThat(heard.getFirst().topic()).isEqualTo("deploy.finished");
        assertThat(heard.getFirst().body().path("from").asText()).isEqualTo(LINDA.value());
    }

    @Test
    void askingWithNobodyThereFailsAtOnce() throws Exception {
        MeshAgent sol = village.started(village.agent(SOL));

        Unreachable failure = catchThrowableOfType(Unreachable.class, sol::whoami);

        assertThat(failure).hasMessageContaining("hub is away");
    }

    @Test
    void wrongPasswordEndsInRefusedAndNotInAnEndlessLoop() {
        MeshAgent stranger = MeshAgent.of(SOL)
                .servers(List.of(village.address(SOL.value()).replace("secret", "guess")))
                .build()
                .start();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(stranger.state().phase()).isEqualTo(LinkState.Phase.REFUSED));
        assertThat(stranger.state().detail()).contains("refuses the credentials");
        stranger.close();
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }
}
