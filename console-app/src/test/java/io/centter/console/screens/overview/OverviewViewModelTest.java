package io.centter.console.screens.overview;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Destination;
import io.centter.console.desk.SampleSite;
import io.centter.console.fleet.SampleFleet;
import io.centter.console.screens.overview.OverviewViewModel.Matter;
import io.centter.console.session.SavedView;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.AuditLineView;
import io.centter.model.api.MemberRole;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.sdk.rest.NetworksApi;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OverviewViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final OverviewViewModel model = new OverviewViewModel(sample.site());

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void figuresAndTheLastChangesAreRead() {
        sample.agent("Sol", Role.DEVELOPER);
        model.attach();
        assertThat(there(model.stats().get()).recorded().agents()).isEqualTo(1);
        assertThat(there(model.changes().get()).getFirst().action()).isEqualTo("agent.create");
    }

    @Test
    void whatNeedsAPersonComesAndGoesWithThePicture() {
        model.attach();
        assertThat(model.matters()).isEmpty();
        AgentId sol = sample.agent("Sol", Role.DEVELOPER);
        assertThat(model.matters()).extracting(Matter::text).containsExactly("One agent has never been heard");
        Instant now = InstantSource.system().instant();
        sample.fleet.apply(List.of(SampleFleet.moved(sol, now.plusSeconds(5), Presence.OFFLINE, null)));
        assertThat(model.matters()).anySatisfy(matter -> {
            assertThat(matter.text()).isEqualTo("One agent is offline");
            assertThat(matter.detail()).isEqualTo("Sol");
            assertThat(matter.destination()).isEqualTo(new Destination.Agent(sol));
        });
        sample.fleet.apply(List.of(SampleFleet.moved(sol, now.plusSeconds(9), Presence.ONLINE, null)));
        assertThat(model.matters()).isEmpty();
    }

    @Test
    void severalLeadToTheListThatShowsExactlyThem() {
        sample.agent("Sol", Role.DEVELOPER);
        sample.agent("Nova", Role.DEVELOPER);
        model.attach();
        assertThat(model.matters()).hasSize(1);
        assertThat(model.matters().getFirst().destination())
                .isEqualTo(new Destination.View(new SavedView("agents", "", "-is:heard", List.of(), null, false)));
    }

    @Test
    void whatAgentsDoForThemselvesIsNoChangeThatOneLooksFor() {
        AgentCreated sol = sample.created("Sol", Role.DEVELOPER);
        sample.api
                .asAgent(sol.agent().id(), there(sol.apiKey()))
                .issueCredentials(sol.agent().id());
        sample.api.issueCredentials(sol.agent().id());
        model.attach();
        assertThat(there(model.changes().get()))
                .extracting(AuditLineView::action)
                .containsOnlyOnce("credentials.issue")
                .contains("agent.create");
    }

    @Test
    void whoMayNotReadDeadLettersIsNotToldThatAllIsWell() {
        OverviewViewModel theirs = new OverviewViewModel(sample.seenBy(MemberRole.VIEWER));
        assertThat(theirs.isAllRead()).isFalse();
        theirs.attach();
        assertThat(theirs.isAllRead()).isFalse();
        assertThat(theirs.matters())
                .singleElement()
                .satisfies(matter ->
                        assertThat(matter.detail()).startsWith("Dead letters: ").contains("operator"));
        model.attach();
        assertThat(model.isAllRead()).isTrue();
    }

    @Test
    void suspendedNetworkIsTheFirstMatter() {
        NetworksApi.of(sample.api).suspend(sample.network.get().id(), "an incident");
        sample.network.set(sample.api.network(sample.network.get().id()));
        model.attach();
        assertThat(model.matters().getFirst().detail()).isEqualTo("an incident");
    }
}
