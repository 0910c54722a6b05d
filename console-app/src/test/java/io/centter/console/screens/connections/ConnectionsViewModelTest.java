package io.centter.console.screens.connections;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.SampleSite;
import io.centter.console.live.FleetChange;
import io.centter.console.screens.connections.Peer.Fate;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.CreateAgent;
import io.centter.model.event.EventData;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.heartbeat.Location;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.model.route.BestRoute;
import io.centter.model.route.RouteTransport;
import io.centter.sdk.rest.RoutesApi;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionsViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final ConnectionsViewModel model = new ConnectionsViewModel(sample.site());
    private final AgentId linda = sample.agent("Linda", Role.COORDINATOR);
    private final AgentId sol = sample.agent("Sol", Role.DEVELOPER);
    private final AgentId bridge = placed("Bridge", List.of(Transport.NATS, Transport.VPC), "10.0.0.1", null);
    private final AgentId vault = placed("Vault", List.of(Transport.VPC), "10.0.0.2", null);
    private final AgentId herald = placed("Herald", List.of(Transport.HTTPS), null, "https://herald.example.com/a2a");
    private final RoutesApi routes = RoutesApi.of(sample.api);
    private Subscription shown = Subscription.EMPTY;

    @BeforeEach
    void attach() {
        // The control plane hears of its own commits a moment later.
        await().until(() -> routes.best(sample.site().id(), linda, vault)
                                .route()
                                .transport()
                        == RouteTransport.RELAY
                && routes.graph(linda, RouteTransport.HTTPS, null, 10).edges().size() == 1);
        shown = model.attach();
        model.show(linda, Optional.empty());
    }

    @AfterEach
    void close() {
        shown.unsubscribe();
        sample.close();
    }

    @Test
    void everyPeerStandsByItsBestTransportInTheOrderOfTheTransports() {
        assertThat(model.pictureProperty().get().peers())
                .extracting(Peer::name, Peer::transport)
                .containsExactly(
                        tuple("Bridge", RouteTransport.NATS),
                        tuple("Sol", RouteTransport.NATS),
                        tuple("Herald", RouteTransport.HTTPS),
                        tuple("Vault", RouteTransport.RELAY));
        assertThat(peer("Vault").out().via()).containsExactly(bridge);
    }

    @Test
    void pathToOneIsShownHopByHopAndTheReasonSpeaksOfNames() {
        model.show(linda, Optional.of(vault));
        BestRoute best = there(model.path().get());
        assertThat(Paths.stops(best)).containsExactly(linda, bridge, vault);
        List<String> reasons = new ArrayList<>();
        model.reason(sol, reasons::add);
        assertThat(reasons).containsExactly("Both are on NATS.");
        assertThat(best.choices())
                .filteredOn(choice -> choice.transport() == Transport.VPC)
                .singleElement()
                .satisfies(choice -> assertThat(Paths.named(choice.reason(), best))
                        .contains("Linda")
                        .doesNotContain(linda.value()));
    }

    @Test
    void withoutATransportOrAnAgentThePictureShowsWhatRemains() {
        model.without(Transport.NATS);
        assertThat(peer("Sol").fate()).isEqualTo(Fate.LOST);
        assertThat(peer("Sol").blocked()).isTrue();
        assertThat(peer("Herald").fate()).isEqualTo(Fate.SAME);
        assertThat(there(model.forecast().get()).ofEgo().lost()).isEqualTo(3);
        model.without(Transport.NATS);
        assertThat(peer("Sol").fate()).isEqualTo(Fate.SAME);

        model.without(bridge);
        assertThat(peer("Vault").fate()).isEqualTo(Fate.LOST);
        assertThat(there(model.forecast().get()).ofAll().pairs()).isEqualTo(20);
        model.withAll();
        assertThat(peer("Vault").transport()).isEqualTo(RouteTransport.RELAY);
    }

    @Test
    void arrowsWalkAroundEnterGoesInAndEscapeComesBackTheWayOneWent() {
        model.step(1);
        assertThat(model.selectedProperty().get()).isEqualTo(bridge.value());
        model.step(-1);
        assertThat(model.selectedProperty().get()).isEqualTo(vault.value());
        model.enter();
        assertThat(there(model.centerProperty().get()).id()).isEqualTo(vault);
        assertThat(model.selectedProperty().get()).isNull();
        assertThat(peer("Bridge").transport()).isEqualTo(RouteTransport.VPC);
        model.isolate(RouteTransport.VPC);
        assertThat(model.pictureProperty().get().peers()).extracting(Peer::name).containsExactly("Bridge");
        model.stepTo(true);

        assertThat(model.back()).isTrue();
        assertThat(model.selectedProperty().get()).isNull();
        assertThat(model.back()).isTrue();
        assertThat(model.pictureProperty().get().peers()).hasSize(4);
        assertThat(model.back()).isTrue();
        assertThat(there(model.centerProperty().get()).id()).isEqualTo(linda);
    }

    @Test
    void newsRenewTheGraphAndWhoWasReachedOverOneThatIsGoneIsOutOfReach() {
        sample.api.deleteAgent(bridge, sample.api.agent(bridge).version());
        await().until(() -> routes.graph(linda, null, null, 10).peers() == 3);
        assertThat(model.pictureProperty().get().peers()).hasSize(4);
        sample.tell(new EventData.AgentDeleted(bridge, "Bridge"));
        assertThat(model.pictureProperty().get().peers()).hasSize(3);
        assertThat(peer("Vault").blocked()).isTrue();
    }

    @Test
    void listIsFilteredByNameWithoutTouchingTheGraph() {
        model.filterProperty().set("her");
        assertThat(model.listed()).extracting(Peer::id).containsExactly(herald);
        assertThat(model.pictureProperty().get().spokes()).hasSize(4);
    }

    private Peer peer(String name) {
        return model.pictureProperty().get().peers().stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private AgentId placed(String name, List<Transport> transports, @Nullable String ip, @Nullable String url) {
        AgentCreated made = sample.api.createAgent(
                sample.site().id(), new CreateAgent(name, null, null, null, transports.getFirst()));
        AgentId id = made.agent().id();
        Location where = new Location(ip, null, null, ip == null ? null : "vpc-1", null, null, null);
        Instant now = InstantSource.system().instant();
        List<String> none = List.of();
        sample.api
                .asAgent(id, there(made.apiKey()))
                .heartbeat(new Heartbeat(
                        1,
                        id,
                        "boot",
                        0,
                        now,
                        HeartbeatStatus.OK,
                        where,
                        url,
                        transports,
                        none,
                        none,
                        none,
                        none,
                        null,
                        List.of(),
                        null));
        sample.fleet.apply(
                List.of(new FleetChange.Named(now, id, name, made.agent().slug(), Role.ASSISTANT)));
        return id;
    }
}
