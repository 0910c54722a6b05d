package io.centter.console.fleet;

import static io.centter.console.fleet.SampleFleet.id;
import static io.centter.console.fleet.SampleFleet.moved;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.live.FleetChange;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.identity.Slug;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceSnapshot;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private final Fleet fleet = new Fleet();

    @Test
    void firstPictureMakesARowForEachAgent() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(25)));

        assertThat(fleet.rows()).hasSize(25);
        assertThat(fleet.countsProperty().get().total()).isEqualTo(25);
        assertThat(fleet.loadedProperty().get()).isTrue();
    }

    @Test
    void rowStaysTheSameObjectWhateverHappens() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(3)));
        AgentRow row = fleet.row(id(1)).orElseThrow();

        fleet.apply(List.of(moved(id(1), T0.plusSeconds(1), Presence.DEGRADED, HeartbeatStatus.OK)));
        fleet.apply(List.of(new SampleFleet(2, T0.plusSeconds(9)).snapshot(3)));

        assertThat(fleet.row(id(1))).containsSame(row);
        assertThat(fleet.rows()).hasSize(3);
    }

    @Test
    void olderChangeAfterANewerOneIsIgnored() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(3)));
        fleet.apply(List.of(moved(id(0), T0.plusSeconds(20), Presence.OFFLINE, null)));

        fleet.apply(List.of(moved(id(0), T0.plusSeconds(10), Presence.ONLINE, HeartbeatStatus.BUSY)));

        assertThat(agent(0).presence()).isEqualTo(Presence.OFFLINE);
        assertThat(agent(0).since()).isEqualTo(T0.plusSeconds(20));
    }

    @Test
    void pictureTakenBeforeAnEventDoesNotUndoIt() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(3)));
        fleet.apply(List.of(moved(id(2), T0.plusSeconds(20), Presence.OFFLINE, null)));

        fleet.apply(List.of(new SampleFleet(1, T0.plusSeconds(5)).snapshot(3)));

        assertThat(agent(2).presence()).isEqualTo(Presence.OFFLINE);
    }

    @Test
    void countsFollowEveryChange() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(50)));
        List<FleetChange> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(moved(id(i), T0.plusSeconds(60), i < 20 ? Presence.ONLINE : Presence.UNKNOWN, null));
        }
        fleet.apply(all);

        assertThat(fleet.countsProperty().get()).isEqualTo(new PresenceCounts(20, 0, 0, 30));
    }

    @Test
    void removedAgentGoesAndLateNewsOfItIsIgnored() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(3)));
        boolean complete = fleet.apply(List.of(new FleetChange.Removed(T0.plusSeconds(5), id(1))));
        complete &= fleet.apply(List.of(moved(id(1), T0.plusSeconds(4), Presence.ONLINE, null)));

        assertThat(complete).isTrue();
        assertThat(fleet.row(id(1))).isEmpty();
        assertThat(fleet.rows()).hasSize(2);
        assertThat(fleet.countsProperty().get().total()).isEqualTo(2);
    }

    @Test
    void pictureFromJustBeforeARemovalDoesNotBringTheAgentBack() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(3)));
        fleet.apply(List.of(new FleetChange.Removed(T0.plusSeconds(5), id(1))));
        fleet.apply(List.of(new SampleFleet(1, T0.plusSeconds(6)).snapshot(3)));

        assertThat(fleet.row(id(1))).isEmpty();
    }

    @Test
    void agentMissingFromALaterPictureIsGone() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(3)));
        fleet.apply(List.of(new SampleFleet(1, T0.plusSeconds(60)).snapshot(2)));

        assertThat(fleet.row(id(2))).isEmpty();
        assertThat(fleet.rows()).hasSize(2);
    }

    @Test
    void createdAgentAppearsAtOnceAndIsNotLostToAPictureThatDoesNotKnowItYet() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(2)));
        fleet.apply(List.of(new FleetChange.Named(T0.plusSeconds(3), id(9), "Vega", new Slug("vega"), Role.ANALYST)));
        fleet.apply(List.of(new SampleFleet(1, T0.plusSeconds(4)).snapshot(2)));

        assertThat(agent(9).name()).isEqualTo("Vega");
        assertThat(agent(9).presence()).isEqualTo(Presence.OFFLINE);
        assertThat(agent(9).lastHeartbeatAt()).isNull();
    }

    @Test
    void renamingKeepsPresence() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(2)));
        AgentPresence before = agent(1);
        fleet.apply(List.of(new FleetChange.Named(T0.plusSeconds(3), id(1), "Sol II", new Slug("sol-ii"), Role.SALES)));

        assertThat(agent(1).name()).isEqualTo("Sol II");
        assertThat(agent(1).role()).isEqualTo(Role.SALES);
        assertThat(agent(1).presence()).isEqualTo(before.presence());
        assertThat(fleet.row(id(1)).orElseThrow().searchText()).contains("sol ii");
    }

    @Test
    void changeOfAnUnknownAgentAsksForAPicture() {
        fleet.apply(List.of(new SampleFleet(1, T0).snapshot(2)));

        assertThat(fleet.apply(List.of(moved(id(77), T0.plusSeconds(1), Presence.ONLINE, null))))
                .isFalse();
    }

    @Test
    void hubThatHearsNothingIsSaid() {
        fleet.apply(List.of(new FleetChange.Snapshot(new PresenceSnapshot(SampleFleet.NETWORK, T0, false, List.of()))));

        assertThat(fleet.hubConnectedProperty().get()).isFalse();
    }

    /// Whatever the order in which batches arrive, the picture ends the same.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void orderOfArrivalDoesNotMatter(long seed) {
        SampleFleet sample = new SampleFleet(seed, T0);
        FleetChange.Snapshot first = sample.snapshot(20);
        List<FleetChange> changes = new ArrayList<>();
        for (int i = 1; i <= 200; i++) {
            changes.add(sample.change(20, T0.plusMillis(i * 50L)));
        }
        fleet.apply(List.of(first));
        changes.forEach(change -> fleet.apply(List.of(change)));

        Fleet shuffled = new Fleet();
        shuffled.apply(List.of(first));
        Collections.shuffle(changes, new Random(seed));
        for (int i = 0; i < changes.size(); i += 7) {
            shuffled.apply(changes.subList(i, Math.min(i + 7, changes.size())));
        }

        for (AgentRow row : fleet.rows()) {
            assertThat(shuffled.row(row.id()).orElseThrow().get()).isEqualTo(row.get());
        }
        assertThat(shuffled.countsProperty().get())
                .isEqualTo(fleet.countsProperty().get());
    }

    private AgentPresence agent(int number) {
        return fleet.row(id(number)).orElseThrow().get();
    }
}
