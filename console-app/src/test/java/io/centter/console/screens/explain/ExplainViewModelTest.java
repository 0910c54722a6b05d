package io.centter.console.screens.explain;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Reading;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.PermissionView;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.ChainLink;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Explanation;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.sdk.rest.PermissionsApi;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExplainViewModelTest {
    private final SampleSite sample = SampleSite.open();
    private final ExplainViewModel model = new ExplainViewModel(sample.site());
    private AgentId sol;
    private AgentId nova;

    @BeforeEach
    void makeAgents() {
        sol = sample.agent("Sol", Role.DEVELOPER);
        nova = sample.agent("Nova", Role.ANALYST);
        model.attach();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void nothingIsAskedUntilTheQuestionIsComplete() {
        assertThat(model.agents()).extracting(row -> row.get().name()).containsExactly("Nova", "Sol");
        model.ask(sol, Optional.of(nova), Optional.empty());
        assertThat(model.reading().phaseProperty().get()).isEqualTo(Reading.Phase.IDLE);
        model.skillProperty().set("crm/export");
        assertThat(model.missingProperty().get()).contains("skill");
        model.ask(sol, Optional.of(sol), Optional.of("crm"));
        assertThat(model.missingProperty().get()).contains("same agent");
    }

    @Test
    void noIsExplainedAndExactlyWhatIsMissingIsAllowedForAnHour() {
        model.ask(sol, Optional.of(nova), Optional.of("crm"));
        Explanation before = there(model.reading().get());
        assertThat(before.allowed()).isFalse();
        assertThat(before.firstMissing()).isEqualTo(ChainLink.Kind.TEAM);
        assertThat(model.grantable()).contains(Scope.parse("skill:execute:crm"));

        model.allow(Lasting.HOUR);
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.READY);
        assertThat(model.reasonProperty().get()).isEqualTo("Sol is to call crm of Nova");
        model.edit().apply();
        sample.loseNoMoreTime();

        PermissionView made = PermissionsApi.of(sample.api).allPermissions(sol).getFirst();
        assertThat(made.scope()).isEqualTo(Scope.parse("skill:execute:crm"));
        Instant end = there(made.expiresAt());
        assertThat(end)
                .isBetween(
                        InstantSource.system().instant().plusSeconds(3000),
                        InstantSource.system().instant().plusSeconds(3700));
        sample.news.missed();
        assertThat(there(model.reading().get()).firstMissing()).isNotEqualTo(ChainLink.Kind.TEAM);
    }

    @Test
    void revokeThatStandsInTheWayIsEndedFromHere() {
        PermissionsApi permissions = PermissionsApi.of(sample.api);
        Scope crm = Scope.parse("skill:execute:crm");
        PermissionView grant = permissions.add(sol, new CreatePermission(crm, Effect.GRANT, "work", null));
        permissions.add(sol, new CreatePermission(crm, Effect.REVOKE, "under review", null));
        model.ask(sol, Optional.of(nova), Optional.of("crm"));
        assertThat(there(model.reading().get()).firstMissing()).isEqualTo(ChainLink.Kind.OVERRIDE);
        assertThat(model.grantable()).isEmpty();

        model.mend();
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(permissions.allPermissions(sol))
                .extracting(PermissionView::id)
                .containsExactly(grant.id());
    }

    @Test
    void questionIsTurnedAround() {
        model.ask(sol, Optional.of(nova), Optional.of("crm"));
        model.swap();
        assertThat(there(model.reading().get()).from()).isEqualTo(nova);
        assertThat(new Destination.Explain(sol, Optional.empty(), Optional.empty()).from())
                .isEqualTo(sol);
    }
}
