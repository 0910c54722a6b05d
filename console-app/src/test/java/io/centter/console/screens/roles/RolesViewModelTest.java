package io.centter.console.screens.roles;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Preview;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.AddTeamAgent;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.NetworkRole;
import io.centter.model.api.SetRole;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.TeamsApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RolesViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final RolesViewModel model = new RolesViewModel(sample.site());

    @BeforeEach
    void putNovaIntoATeam() {
        AgentId nova = sample.agent("Nova", Role.ANALYST);
        TeamsApi teams = TeamsApi.of(sample.api);
        teams.add(
                teams.create(sample.network.get().id(), new CreateTeam("Growth", null, null))
                        .id(),
                new AddTeamAgent(nova, Role.ANALYST));
        model.attach();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void sixRolesAreListedWithScopesAndSubjects() {
        assertThat(model.rows().items()).extracting(NetworkRole::role).containsExactlyInAnyOrder(Role.values());
        assertThat(role(Role.ANALYST).standard()).isTrue();
        assertThat(role(Role.ANALYST).subjects().subscribe()).contains("mesh.event.>");
    }

    @Test
    void changeSaysWhoGainsAndCanBeUndone() {
        model.begin(role(Role.ANALYST));
        assertThat(model.edit().missingProperty().get()).contains("Add or remove");
        model.scopesProperty().set("skill:read:*\nnewsletter:read");
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        model.reasonProperty().set("the campaign");
        assertThat(there(model.edit().previewProperty().get()).lines())
                .anyMatch(line -> line.kind() == Preview.Kind.GAIN
                        && line.text().equals("Nova gains")
                        && line.detail().equals("newsletter:read"));
        model.edit().apply();
        assertThat(role(Role.ANALYST).standard()).isTrue();
        sample.tell(new EventData.RoleChanged(Role.ANALYST, List.of(Scope.parse("newsletter:read")), List.of(), 2));
        assertThat(role(Role.ANALYST).standard()).isFalse();

        model.edit().undo();
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(role(Role.ANALYST).standard()).isTrue();
    }

    @Test
    void changeOnAnOldVersionIsRefusedWithBothSidesAndMadeOnTop() {
        model.begin(role(Role.ANALYST));
        model.scopesProperty().set("skill:read:*\nnewsletter:read");
        model.reasonProperty().set("the campaign");
        PermissionsApi.of(sample.api)
                .setRole(
                        sample.network.get().id(),
                        Role.ANALYST,
                        role(Role.ANALYST).version(),
                        new SetRole(List.of(Scope.parse("skill:read:crm")), "another person"));
        model.edit().apply();

        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.CONFLICT);
        Plan.Conflict conflict = there(model.edit().conflictProperty().get());
        assertThat(conflict.sides().getFirst().theirs()).isEqualTo("skill:read:crm");
        assertThat(conflict.sides().getFirst().yours()).isEqualTo("newsletter:read\nskill:read:*");
        conflict.again().run();
        model.edit().apply();
        assertThat(PermissionsApi.of(sample.api)
                        .role(sample.network.get().id(), Role.ANALYST)
                        .scopes())
                .containsExactly(Scope.parse("newsletter:read"), Scope.parse("skill:read:*"));
    }

    @Test
    void whatIsNoScopeIsSaid() {
        model.begin(role(Role.SALES));
        model.scopesProperty().set("skill execute");
        assertThat(model.edit().missingProperty().get()).contains("not a scope");
    }

    private NetworkRole role(Role role) {
        return model.rows().items().stream()
                .filter(one -> one.role() == role)
                .findFirst()
                .orElseThrow();
    }
}
