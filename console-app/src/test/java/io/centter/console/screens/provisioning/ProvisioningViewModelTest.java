package io.centter.console.screens.provisioning;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.console.desk.Trouble;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreateTeam;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.sdk.rest.TeamsApi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProvisioningViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final ProvisioningViewModel model = new ProvisioningViewModel(sample.site());

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void withoutAProviderNothingIsOrderedAndThatIsSaid() {
        AgentId sol = sample.agent("Sol", Role.DEVELOPER);
        TeamsApi teams = TeamsApi.of(sample.api);
        teams.add(
                teams.create(sample.network.get().id(), new CreateTeam("Platform", null, null))
                        .id(),
                new AddTeamAgent(sol, Role.DEVELOPER));
        model.attach();
        assertThat(model.rows().contentProperty().get()).isEqualTo(Content.EMPTY);
        model.deploy();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        model.teamProperty().set(model.teams().getFirst());
        model.agentProperty().set(there(model.members().get()).getFirst());
        model.edit().apply();

        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        Trouble trouble = there(model.edit().troubleProperty().get());
        assertThat(trouble.kind()).isEqualTo(Trouble.Kind.NOT_CONFIGURED);
        assertThat(model.rows().items()).isEmpty();
    }
}
