package io.centter.console.screens.teams;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.api.UpdateTeam;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.sdk.rest.TeamsApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TeamsViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final TeamsApi teams = TeamsApi.of(sample.api);
    private final TeamsViewModel model = new TeamsViewModel(sample.site());
    private AgentId sol;

    @BeforeEach
    void makeSol() {
        sol = sample.agent("Sol", Role.DEVELOPER);
        model.attach();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void teamAppearsWhenTheHubTellsOfIt() {
        assertThat(model.rows().contentProperty().get()).isEqualTo(Content.EMPTY);
        model.create();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        model.nameProperty().set("Platform");
        model.edit().apply();
        assertThat(model.rows().items()).isEmpty();
        TeamView made = teams.allTeams(sample.network.get().id()).getFirst();
        sample.tell(new EventData.TeamCreated(made.id(), made.name(), made.slug()));
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(model.rows().items()).extracting(TeamView::name).containsExactly("Platform");
    }

    @Test
    void agentJoinsMovesAndLeavesWithWhatItGainsAndLoses() {
        TeamView platform = made("Platform");
        TeamView growth = made("Growth");
        model.rows().open(platform.id());
        model.add(platform);
        assertThat(model.outsiders()).hasSize(1);
        model.agentProperty().set(sample.fleet.row(sol).orElseThrow());
        model.roleProperty().set(Role.DEVELOPER);
        assertThat(lines(Kind.GAIN)).contains("infra:*");
        applied();
        assertThat(members(platform)).hasSize(1);

        model.move(platform, members(platform).getFirst());
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        assertThat(model.otherTeams()).extracting(TeamView::name).containsExactly("Growth");
        model.targetProperty().set(growth);
        model.roleProperty().set(Role.ANALYST);
        assertThat(lines(Kind.LOSE)).contains("infra:*");
        applied();
        assertThat(members(platform)).isEmpty();
        assertThat(members(growth)).extracting(TeamAgentView::role).containsExactly(Role.ANALYST);

        model.edit().undo();
        applied();
        assertThat(members(platform)).extracting(TeamAgentView::role).containsExactly(Role.DEVELOPER);
        model.remove(platform, members(platform).getFirst());
        applied();
        assertThat(members(platform)).isEmpty();
    }

    @Test
    void roleInATeamIsChangedOnlyToAnother() {
        TeamView platform = made("Platform");
        TeamAgentView place = teams.add(platform.id(), new AddTeamAgent(sol, Role.ANALYST));
        model.changeRole(platform, place);
        assertThat(model.edit().missingProperty().get()).contains("another role");
        model.roleProperty().set(Role.SUPPORT);
        applied();
        assertThat(members(platform)).extracting(TeamAgentView::role).containsExactly(Role.SUPPORT);
    }

    @Test
    void renamingOnAnOldVersionShowsBothNames() {
        TeamView platform = made("Platform");
        teams.update(platform.id(), platform.version(), new UpdateTeam("Runtime", null));
        model.rename(platform);
        model.nameProperty().set("Foundations");
        model.edit().apply();
        Plan.Conflict conflict = there(model.edit().conflictProperty().get());
        assertThat(conflict.sides().getFirst()).isEqualTo(new Plan.Side("Name", "Runtime", "Foundations"));
        conflict.again().run();
        model.edit().apply();
        assertThat(teams.team(platform.id()).name()).isEqualTo("Foundations");
    }

    @Test
    void teamWithAgentsIsDeletedOnlyAfterItsSlugWasTyped() {
        TeamView platform = made("Platform");
        teams.add(platform.id(), new AddTeamAgent(sol, Role.DEVELOPER));
        model.delete(platform);
        assertThat(lines(Kind.LOSE)).contains("infra:*");
        model.edit().apply();
        assertThat(teams.allTeams(sample.network.get().id())).hasSize(1);
        model.edit().confirmationProperty().set("platform");
        applied();
        assertThat(teams.allTeams(sample.network.get().id())).isEmpty();
    }

    private TeamView made(String name) {
        TeamView team = teams.create(sample.network.get().id(), new CreateTeam(name, null, null));
        sample.news.missed();
        return team;
    }

    private List<TeamAgentView> members(TeamView team) {
        return teams.allAgents(team.id());
    }

    private void applied() {
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
    }

    private String lines(Kind kind) {
        return there(model.edit().previewProperty().get()).lines().stream()
                .filter(line -> line.kind() == kind)
                .map(line -> line.detail())
                .findFirst()
                .orElse("");
    }
}
