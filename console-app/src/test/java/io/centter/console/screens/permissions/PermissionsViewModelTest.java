package io.centter.console.screens.permissions;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.api.PermissionView;
import io.centter.model.api.TeamView;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.TeamsApi;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PermissionsViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final PermissionsViewModel model = new PermissionsViewModel(sample.site());
    private AgentId sol;

    @BeforeEach
    void putSolIntoATeam() {
        sol = sample.agent("Sol", Role.DEVELOPER);
        TeamView team =
                TeamsApi.of(sample.api).create(sample.network.get().id(), new CreateTeam("Platform", null, null));
        TeamsApi.of(sample.api).add(team.id(), new AddTeamAgent(sol, Role.ANALYST));
        model.attach();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void firstAgentIsShownWithWhereEachScopeIsFrom() {
        assertThat(model.agentProperty().get()).isNotNull();
        assertThat(model.scopes().items()).hasSize(1);
        ScopeRow row = model.scopes().items().getFirst();
        assertThat(row.scope()).isEqualTo(Scope.parse("skill:read:*"));
        assertThat(row.left()).isEqualTo(Left.ALL);
        assertThat(row.origins()).isEqualTo("Platform, as Analyst");
        assertThat(row.endsAt()).isNull();
    }

    @Test
    void grantNeedsAScopeAndAReasonAndSaysWhatItWillBring() {
        model.begin(Effect.GRANT, "");
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        model.scopeProperty().set("skill execute");
        assertThat(model.edit().missingProperty().get()).contains("not a scope");
        model.scopeProperty().set("skill:execute:crm");
        assertThat(model.edit().missingProperty().get()).contains("why");
        model.reasonProperty().set("the campaign");
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        assertThat(preview().lines())
                .anyMatch(line -> line.kind() == Kind.GAIN
                        && line.text().equals("Sol gains")
                        && line.detail().equals("skill:execute:crm"));
    }

    @Test
    void grantIsPaintedWhenTheHubTellsOfItAndNotBefore() {
        model.lastingProperty().set(Lasting.HOUR);
        grant("skill:execute:crm");
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.WAITING);
        assertThat(model.scopes().items()).hasSize(1);

        PermissionView made = byHand().orElseThrow();
        sample.tell(new EventData.PermissionGranted(
                sol, SampleSite.there(made.id()), made.scope(), "the campaign", made.expiresAt()));
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        assertThat(model.scopes().items()).hasSize(2);

        model.edit().undo();
        assertThat(preview().lines()).anyMatch(line -> line.kind() == Kind.LOSE);
        model.edit().apply();
        assertThat(byHand()).isEmpty();
    }

    @Test
    void revokeLeavesTheScopeInSightWithWhatCutsIt() {
        model.begin(Effect.REVOKE, "skill:read:crm");
        model.reasonProperty().set("under review");
        assertThat(preview().weight()).isEqualTo(Preview.Weight.CAREFUL);
        model.edit().apply();
        sample.loseNoMoreTime();

        ScopeRow cut = model.scopes().items().getFirst();
        assertThat(cut.left()).isEqualTo(Left.PART);
        assertThat(cut.cutBy()).containsExactly(Scope.parse("skill:read:crm"));
        ScopeRow taken = model.scopes().items().getLast();
        assertThat(taken.effect()).isEqualTo(Effect.REVOKE);
        assertThat(taken.sources().getFirst().by()).isEqualTo("Linda");

        model.end(taken.sources().getFirst());
        model.reasonProperty().set("the review is over");
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(model.scopes().items()).hasSize(1);
    }

    @Test
    void sameGrantTwiceIsRefusedAndSaid() {
        grant("skill:execute:crm");
        sample.loseNoMoreTime();
        grant("skill:execute:crm");
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        assertThat(model.scopes().items()).hasSize(2);
    }

    @Test
    void agentWithoutAnythingIsEmptyAndOneIsShownByItsId() {
        AgentId nova = sample.agent("Nova", Role.ANALYST);
        model.show(nova);
        assertThat(model.scopes().contentProperty().get()).isEqualTo(Content.EMPTY);
    }

    @Test
    void matrixComparesAllAgents() {
        AgentId nova = sample.agent("Nova", Role.ANALYST);
        MatrixViewModel matrix = new MatrixViewModel(sample.site());
        matrix.wanted(true);
        MatrixViewModel.Matrix all = SampleSite.there(matrix.shownProperty().get());
        assertThat(all.scopes()).containsExactly(Scope.parse("skill:read:*"));
        assertThat(all.lines()).extracting(line -> line.agent().id()).containsExactly(nova, sol);
        assertThat(all.lines().getFirst().held()).isEmpty();
        assertThat(all.lines().getLast().held()).containsEntry(Scope.parse("skill:read:*"), Left.ALL);
        matrix.filterProperty().set("nov");
        assertThat(shown(matrix)).containsExactly(nova);
        matrix.filterProperty().set("read");
        assertThat(shown(matrix)).containsExactly(sol);
        matrix.filterProperty().set("nobody");
        assertThat(shown(matrix)).isEmpty();
    }

    @Test
    void matrixHasRoomForManyAgentsAndSaysHowManyScopesItLeavesOut() {
        for (int i = 0; i < MatrixViewModel.MOST_SCOPES + 2; i++) {
            PermissionsApi.of(sample.api)
                    .add(sol, new CreatePermission(Scope.parse("infra:s" + i), Effect.GRANT, "many", null));
        }
        for (int i = 0; i < 100; i++) {
            sample.agent("Many" + i, Role.ANALYST);
        }
        MatrixViewModel matrix = new MatrixViewModel(sample.site());
        matrix.wanted(true);

        MatrixViewModel.Matrix all = SampleSite.there(matrix.shownProperty().get());
        assertThat(all.lines()).hasSize(101);
        assertThat(all.hidden()).isEqualTo(3);
        matrix.filterProperty().set("s27");
        assertThat(SampleSite.there(matrix.shownProperty().get()).scopes()).containsExactly(Scope.parse("infra:s27"));
    }

    private static List<AgentId> shown(MatrixViewModel matrix) {
        return SampleSite.there(matrix.shownProperty().get()).lines().stream()
                .map(line -> line.agent().id())
                .toList();
    }

    private void grant(String scope) {
        model.begin(Effect.GRANT, scope);
        model.reasonProperty().set("the campaign");
        model.edit().apply();
    }

    private Preview preview() {
        return SampleSite.there(model.edit().previewProperty().get());
    }

    private Optional<PermissionView> byHand() {
        return PermissionsApi.of(sample.api).allPermissions(sol).stream()
                .filter(permission -> permission.id() != null)
                .findFirst();
    }
}
