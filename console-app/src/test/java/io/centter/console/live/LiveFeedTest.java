package io.centter.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.fleet.SampleFleet;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.nats.NatsBinary;
import io.centter.embedded.nats.NatsOptions;
import io.centter.embedded.nats.NatsServer;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.NKey;
import io.nats.client.Nats;
import io.nats.client.support.JwtUtils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The feed against a real broker; the control plane's two answers are given by the test.
class LiveFeedTest {
    @TempDir
    Path directory;

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    private final InstantSource clock = time::get;
    private final List<FleetChange> changes = new CopyOnWriteArrayList<>();
    private final List<Link> links = new CopyOnWriteArrayList<>();
    private final List<RuntimeException> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger issued = new AtomicInteger();
    private final AtomicInteger pictures = new AtomicInteger();
    private final List<HubEvent> news = new CopyOnWriteArrayList<>();
    private final AtomicInteger missed = new AtomicInteger();
    private volatile boolean controlPlaneAway;
    private NatsServer server;
    private Connection hub;
    private LiveFeed feed;
    private long seq = 40;

    @BeforeEach
    void begin() throws Exception {
        String config = "listen: \"127.0.0.1:" + FreePorts.any() + "\"\n";
        server = NatsServer.start(
                NatsOptions.of(NatsBinary.resolve(System.out::println).path(), directory, config));
        hub = Nats.connect(server.clientUrl().toString());
        feed = new LiveFeed(new TestSource(), new Recorder(), clock);
    }

    @AfterEach
    void end() throws InterruptedException {
        feed.close();
        hub.close();
        server.close();
    }

    @Test
    void firstThePictureThenWhatHappens() throws Exception {
        startAndAwaitPicture();
        publish(presence(3, Presence.DEGRADED));
        publish(new EventData.AgentCreated(SampleFleet.id(9), "Vega", new Slug("vega"), Role.SALES));
        publish(new EventData.AgentDeleted(SampleFleet.id(9), "Vega"));

        await().untilAsserted(() -> assertThat(
                        changes.stream().map(change -> change.getClass().getSimpleName()))
                .containsExactly("Snapshot", "PresenceMoved", "Named", "Removed"));
        assertThat(news.stream().map(event -> event.data().getClass().getSimpleName()))
                .containsExactly("AgentCreated", "AgentDeleted");
        assertThat(missed.get()).isEqualTo(1);
        assertThat(links.getLast().isUp()).isTrue();
        assertThat(links.getLast().roundTrip()).isNotNull().isPositive();
    }

    @Test
    void missingNumberLeadsToANewPicture() throws Exception {
        startAndAwaitPicture();
        publish(presence(3, Presence.DEGRADED));
        seq++;
        publish(presence(4, Presence.DEGRADED));

        await().untilAsserted(() -> assertThat(pictures.get()).isEqualTo(2));
        await().untilAsserted(() -> assertThat(missed.get()).isEqualTo(2));
        assertThat(changes)
                .filteredOn(FleetChange.PresenceMoved.class::isInstance)
                .hasSize(2);
    }

    @Test
    void whatIsUnreadableOrUnknownBreaksNothing() throws Exception {
        startAndAwaitPicture();
        publish(presence(1, Presence.OFFLINE));
        hub.publish("mesh.presence.x", new byte[] {'{', 0, 1});
        hub.publish("mesh.event.deploy.done", "{\"any\":1}".getBytes(StandardCharsets.UTF_8));
        hub.publish(
                "mesh.event.hub.moon.landed",
                ("{\"id\":\"" + new UUID(1, 2) + "\",\"seq\":" + ++seq + ",\"network_id\":\"" + SampleFleet.NETWORK
                                + "\",\"at\":\"2026-11-22T10:00:00Z\",\"type\":\"moon.landed\"}")
                        .getBytes(StandardCharsets.UTF_8));
        publish(presence(2, Presence.OFFLINE));

        await().untilAsserted(() -> assertThat(changes)
                .filteredOn(FleetChange.PresenceMoved.class::isInstance)
                .hasSize(2));
        assertThat(pictures.get()).isEqualTo(1);
    }

    @Test
    void brokerThatDiesIsSaidAndFoundAgain() throws Exception {
        startAndAwaitPicture();
        server.killForcibly();
        await().untilAsserted(() -> assertThat(links.getLast().state()).isIn(Link.State.DOWN, Link.State.CONNECTING));
        int before = pictures.get();
        time.updateAndGet(now -> now.plusSeconds(5));
        server.restart();

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            time.updateAndGet(now -> now.plusSeconds(1));
            assertThat(links.getLast().isUp()).isTrue();
            assertThat(pictures.get()).isGreaterThan(before);
        });
        hub.close();
        hub = Nats.connect(server.clientUrl().toString());
        publish(presence(5, Presence.OFFLINE));
        await().untilAsserted(() -> assertThat(changes)
                .filteredOn(FleetChange.PresenceMoved.class::isInstance)
                .hasSize(1));
    }

    @Test
    void credentialsAreRenewedBeforeTheyEndAndNothingIsMissed() throws Exception {
        startAndAwaitPicture();
        assertThat(issued.get()).isEqualTo(1);
        for (int step = 0; step < 8; step++) {
            time.updateAndGet(now -> now.plusSeconds(10));
            int events = changes.size();
            publish(presence(step, Presence.ONLINE));
            await().until(() -> changes.size() > events);
            await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        }
        await().untilAsserted(() -> assertThat(issued.get()).isEqualTo(2));
        assertThat(changes)
                .filteredOn(FleetChange.PresenceMoved.class::isInstance)
                .hasSize(8);
        assertThat(links).noneMatch(link -> link.state() == Link.State.DOWN);
    }

    @Test
    void afterSleepItConnectsAnewAndTakesAPicture() throws Exception {
        startAndAwaitPicture();
        time.updateAndGet(now -> now.plus(Duration.ofHours(7)));

        await().untilAsserted(() -> {
            assertThat(pictures.get()).isGreaterThanOrEqualTo(2);
            assertThat(links.getLast().isUp()).isTrue();
        });
        assertThat(issued.get()).isEqualTo(2);
    }

    @Test
    void controlPlaneThatIsAwayIsAskedUntilItAnswers() {
        controlPlaneAway = true;
        feed.start();
        await().until(() -> failures.size() >= 2);
        assertThat(links.getLast().state()).isIn(Link.State.DOWN, Link.State.CONNECTING);
        controlPlaneAway = false;

        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            time.updateAndGet(now -> now.plusSeconds(1));
            assertThat(pictures.get()).isPositive();
            assertThat(links.getLast().isUp()).isTrue();
        });
    }

    private void startAndAwaitPicture() {
        feed.start();
        await().untilAsserted(() -> {
            assertThat(pictures.get()).isEqualTo(1);
            assertThat(changes).hasSize(1);
        });
    }

    private EventData presence(int agent, Presence to) {
        return SampleFleet.moved(SampleFleet.id(agent), clock.instant(), to, null)
                .change();
    }

    private void publish(EventData data) throws Exception {
        HubEvent event = new HubEvent(UUID.randomUUID(), ++seq, SampleFleet.NETWORK, clock.instant(), data);
        hub.publish(event.subject(), Wire.strict().writeValueAsBytes(event));
    }

    private final class TestSource implements FeedSource {
        @Override
        public IssuedCredentials credentials() {
            requireControlPlane();
            try {
                issued.incrementAndGet();
                NKey account = NKey.createAccount(null);
                NKey user = NKey.createUser(null);
                String name = "console-0123456789ab";
                String jwt = JwtUtils.issueUserJWT(
                        account, new String(account.getPublicKey()), new String(user.getPublicKey()), name, null);
                String creds = String.format(JwtUtils.NATS_USER_JWT_FORMAT, jwt, new String(user.getSeed()));
                return new IssuedCredentials(
                        creds,
                        new String(user.getPublicKey()),
                        name,
                        clock.instant().plusSeconds(100),
                        List.of(server.clientUrl().toString()),
                        List.of());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public PresenceSnapshot snapshot() {
            requireControlPlane();
            pictures.incrementAndGet();
            return new SampleFleet(1, clock.instant()).snapshot(10).picture();
        }

        private void requireControlPlane() {
            if (controlPlaneAway) {
                throw new IllegalStateException("The control plane is away.");
            }
        }
    }

    private final class Recorder implements FeedListener {
        @Override
        public void changed(FleetChange change) {
            changes.add(change);
        }

        @Override
        public void heard(HubEvent event) {
            news.add(event);
        }

        @Override
        public void missed() {
            missed.incrementAndGet();
        }

        @Override
        public void link(Link nats) {
            links.add(nats);
        }

        @Override
        public void current(Instant at) {
            assertThat(at).isBeforeOrEqualTo(clock.instant());
        }

        @Override
        public void failed(RuntimeException why) {
            failures.add(why);
        }
    }
}
