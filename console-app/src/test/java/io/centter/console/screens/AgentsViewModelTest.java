package io.centter.console.screens;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.fleet.AgentRow;
import io.centter.console.fleet.Fleet;
import io.centter.console.fleet.SampleFleet;
import io.centter.console.live.FleetChange;
import io.centter.console.screens.agents.AgentColumn;
import io.centter.console.screens.agents.AgentsViewModel;
import io.centter.console.screens.agents.AgentsViewModel.Content;
import io.centter.console.screens.agents.AgentsViewModel.Order;
import io.centter.model.identity.Slug;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentsViewModelTest {
    private static final Instant T0 = Instant.parse("2026-11-22T10:00:00Z");

    private final Fleet fleet = new Fleet();
    private final SimpleObjectProperty<@Nullable String> failure = new SimpleObjectProperty<>();
    private final AgentsViewModel model = new AgentsViewModel(fleet, failure);

    @BeforeEach
    void attach() {
        model.attach();
    }

    private void fill(int agents) {
        fleet.apply(List.of(new SampleFleet(7, T0).snapshot(agents)));
    }

    @Test
    void saysLoadingThenEmptyThenRows() {
        assertThat(model.contentProperty().get()).isEqualTo(Content.LOADING);
        fill(0);
        assertThat(model.contentProperty().get()).isEqualTo(Content.EMPTY);
        fleet.apply(List.of(created(1)));
        assertThat(model.contentProperty().get()).isEqualTo(Content.ROWS);
    }

    @Test
    void failureBeforeTheFirstPictureIsSaid() {
        failure.set("The control plane cannot be reached.");
        assertThat(model.contentProperty().get()).isEqualTo(Content.FAILED);
        fill(2);
        assertThat(model.contentProperty().get()).isEqualTo(Content.ROWS);
    }

    @Test
    void filterAnswersAtOnceAndSaysWhenNothingMatches() {
        fill(100);
        model.filterTextProperty().set("presence:offline");
        assertThat(model.items()).isNotEmpty().allMatch(row -> row.get().presence() == Presence.OFFLINE);
        model.filterTextProperty().set("nobody");
        assertThat(model.contentProperty().get()).isEqualTo(Content.NO_MATCH);
        model.clearFilter();
        assertThat(model.items()).hasSize(100);
    }

    @Test
    void presenceCounterSwitchesItsFilterOnAndOff() {
        fill(50);
        model.filterTextProperty().set("role:sales");
        model.togglePresence(Presence.OFFLINE);
        assertThat(model.filterTextProperty().get()).isEqualTo("role:sales presence:offline");
        model.togglePresence(Presence.DEGRADED);
        assertThat(model.filterTextProperty().get()).isEqualTo("role:sales presence:degraded");
        model.togglePresence(Presence.DEGRADED);
        assertThat(model.filterTextProperty().get()).isEqualTo("role:sales");
    }

    @Test
    void orderIsRenewedOnceASecondAndNotUnderThePointer() {
        fill(40);
        model.sort(new Order(AgentColumn.PRESENCE, false));
        List<AgentRow> before = List.copyOf(model.items());
        AgentRow first = before.getFirst();
        fleet.apply(List.of(SampleFleet.moved(first.id(), T0.plusSeconds(9), Presence.OFFLINE, null)));

        assertThat(model.items()).isEqualTo(before);
        model.tick(true);
        assertThat(model.items()).isEqualTo(before);
        model.tick(false);
        assertThat(model.items())
                .isSortedAccordingTo(
                        Comparator.comparing((AgentRow row) -> row.get().presence()));
    }

    @Test
    void selectionIsTheAgentAndNotThePlace() {
        fill(40);
        AgentRow chosen = model.items().get(10);
        model.select(chosen);
        model.openSelected();
        model.sort(new Order(AgentColumn.ID, true));
        model.filterTextProperty().set("nobody");
        model.clearFilter();

        assertThat(model.selectedProperty().get()).isSameAs(chosen);
        assertThat(model.openedProperty().get()).isSameAs(chosen);
    }

    @Test
    void detailsOfARemovedAgentClose() {
        fill(4);
        AgentRow chosen = model.items().getFirst();
        model.open(chosen.id());
        fleet.apply(List.of(new FleetChange.Removed(T0.plusSeconds(1), chosen.id())));

        assertThat(model.openedProperty().get()).isNull();
        model.tick(false);
        assertThat(model.selectedProperty().get()).isNull();
    }

    @Test
    void openingAnAgentThatTheFilterHidesClearsTheFilter() {
        fill(40);
        model.filterTextProperty().set("presence:offline");
        AgentRow online = fleet.rows().stream()
                .filter(row -> row.get().presence() == Presence.ONLINE)
                .findFirst()
                .orElseThrow();
        model.open(online.id());

        assertThat(model.filterTextProperty().get()).isEmpty();
        assertThat(model.openedProperty().get()).isSameAs(online);
    }

    private static FleetChange created(int number) {
        return new FleetChange.Named(T0.plusSeconds(1), SampleFleet.id(number), "Vega", new Slug("vega"), Role.ANALYST);
    }
}
