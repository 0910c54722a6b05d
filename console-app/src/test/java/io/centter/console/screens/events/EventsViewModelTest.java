package io.centter.console.screens.events;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.console.desk.Heard;
import io.centter.console.desk.SampleSite;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Ticker;
import io.centter.model.api.AgentCreated;
import io.centter.model.event.HubEvent;
import io.centter.model.event.ReplayQuery;
import io.centter.model.event.StoredEvent;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.MessagesApi;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import javafx.util.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventsViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final EventsViewModel model = new EventsViewModel(sample.site());
    private long heard;
    private Subscription shown = Subscription.EMPTY;

    @AfterEach
    void close() {
        shown.unsubscribe();
        sample.close();
    }

    @Test
    void whatHappensIsShownLatestFirstWithItsJsonAndEachOnce() {
        AgentId sol = sample.agent("Sol", Role.DEVELOPER);
        shown = model.attach();
        awaitType("agent.created");
        AgentId nova = sample.agent("Nova", Role.ANALYST);
        hear("hub.agent.created");
        assertThat(count("agent.created")).isEqualTo(2);
        // Read again, as after a gap, it is still there once.
        sample.site().news().missed();
        assertThat(count("agent.created")).isEqualTo(2);
        List<Happening> created = model.rows().items().stream()
                .filter(one -> one.type().equals("agent.created"))
                .toList();
        assertThat(created).extracting(one -> one.agent().orElseThrow()).containsExactly(nova, sol);
        assertThat(created.getFirst().pretty()).contains("\"name\" : \"Nova\"", "\n");
        assertThat(created.getFirst().sort()).isEqualTo(Happening.Sort.AGENTS);

        model.rows().filterTextProperty().set("nova");
        assertThat(count("agent.created")).isEqualTo(1);
        model.rows().clearFilter();
        model.toggle(Happening.Sort.MESSAGES);
        assertThat(model.rows().items()).isEmpty();
        model.toggle(Happening.Sort.MESSAGES);
        assertThat(count("agent.created")).isEqualTo(2);
    }

    @Test
    void nothingNewIsShownWhilePausedAndAllOfItAfterwards() {
        shown = model.attach();
        model.pause(true);
        sample.agent("Sol", Role.DEVELOPER);
        MessagesApi api = MessagesApi.of(sample.api);
        await().until(() -> api.events(sample.site().id(), new ReplayQuery(0L, null, "hub.agent.>", 10))
                        .items()
                        .size()
                == 1);
        hear("hub.agent.created");
        assertThat(count("agent.created")).isZero();
        model.pause(false);
        assertThat(count("agent.created")).isEqualTo(1);
    }

    @Test
    void wholePictureMovesToAMomentAndComesBackToNow() {
        AgentCreated sol = sample.created("Sol", Role.DEVELOPER);
        AgentId id = sol.agent().id();
        beat(sol);
        awaitOnline(id);
        Instant up = InstantSource.system().instant();
        AgentId late = sample.agent("Late", Role.ANALYST);
        AgentRow row = sample.fleet.row(id).orElseThrow();
        assertThat(row.get().presence()).isEqualTo(Presence.OFFLINE);

        sample.site().past().go(up);
        assertThat(sample.site().past().isPast()).isTrue();
        assertThat(row.get().presence()).isEqualTo(Presence.ONLINE);
        assertThat(sample.fleet.row(late)).isEmpty();
        assertThat(sample.fleet.countsProperty().get().total()).isEqualTo(1);
        // What is heard of the present does not mix with the past.
        sample.agent("Later", Role.ANALYST);
        assertThat(sample.fleet.rows()).hasSize(1);

        model.now();
        assertThat(sample.fleet.row(id)).containsSame(row);
        assertThat(sample.fleet.row(late)).isPresent();
        assertThat(sample.said).contains("now");
    }

    @Test
    void hourBeforeAMomentIsShownAndTwoMomentsAreCompared() {
        AgentCreated sol = sample.created("Sol", Role.DEVELOPER);
        Instant before = InstantSource.system().instant().minusSeconds(60);
        beat(sol);
        awaitOnline(sol.agent().id());
        shown = model.attach();
        awaitType("presence.changed");
        sample.site().past().go(before);
        assertThat(model.rows().items()).isEmpty();
        sample.site().past().go(InstantSource.system().instant());
        awaitType("presence.changed");

        EventsViewModel later = new EventsViewModel(aMomentLater(sample.site()));
        later.compare("1 h", "now");
        Comparison found = there(later.comparison().get());
        assertThat(found.came()).extracting(one -> one.agent().name()).containsExactly("Sol");
        assertThat(found.gone()).isEmpty();
        model.compare("soon", "now");
        assertThat(model.mistakeProperty().get()).contains("“soon” is no time");
    }

    /// The time of day of a sample stands still.
    private static Site aMomentLater(Site site) {
        return new Site(
                site.api(),
                site.user(),
                site.network(),
                site.fleet(),
                site.news(),
                site.background(),
                new Ticker(InstantSource.system()),
                site.past(),
                site.hands());
    }

    private void beat(AgentCreated agent) {
        List<String> none = List.of();
        sample.api
                .asAgent(agent.agent().id(), there(agent.apiKey()))
                .heartbeat(new Heartbeat(
                        1,
                        agent.agent().id(),
                        "boot",
                        0,
                        InstantSource.system().instant(),
                        HeartbeatStatus.OK,
                        null,
                        null,
                        List.of(),
                        none,
                        none,
                        none,
                        none,
                        null,
                        List.of(),
                        null));
    }

    /// The latest of this topic as it was published, heard as from the broker.
    private void hear(String topic) {
        MessagesApi api = MessagesApi.of(sample.api);
        await().until(() -> {
            List<StoredEvent> found = api.events(sample.site().id(), new ReplayQuery(0L, null, topic, 100))
                    .items();
            // The broker keeps what was said a moment after it is committed.
            return found.size() == sample.fleet.rows().size();
        });
        List<StoredEvent> all = api.events(sample.site().id(), new ReplayQuery(0L, null, topic, 100))
                .items();
        StoredEvent last = all.getLast();
        HubEvent event = Wire.tolerant().convertValue(last.event(), HubEvent.class);
        sample.site().news().told(List.of(new Heard(++heard, topic, last.storedAt(), last.event(), event)));
    }

    private void awaitOnline(AgentId agent) {
        await().until(() ->
                !sample.api.presenceHistory(agent, null, null, 5).items().isEmpty());
    }

    private void awaitType(String type) {
        await().until(() -> {
            model.pause(false);
            return count(type) > 0;
        });
    }

    private long count(String type) {
        return model.rows().items().stream()
                .filter(one -> one.type().equals(type))
                .count();
    }
}
