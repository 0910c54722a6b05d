package io.centter.console.screens.denied;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Rows.Content;
import io.centter.console.desk.SampleSite;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.DeniedView;
import io.centter.model.api.MemberRole;
import io.centter.model.api.PermissionView;
import io.centter.model.event.EventData;
import io.centter.model.heartbeat.Denial;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.sdk.mesh.MeshAgent;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.PermissionsApi;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeniedViewModelTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOPIC = "report.weekly";
    private static final Scope NARROWEST = Scope.parse("event:publish:report.weekly");

    private final SampleSite sample = SampleSite.open();
    private final AgentCreated nova = sample.created("Nova", Role.ANALYST);
    private final DeniedViewModel model = new DeniedViewModel(sample.site());
    private @Nullable MeshAgent agent;

    @BeforeEach
    void tryWhatIsNotAllowed() throws InterruptedException {
        MeshAgent here = MeshAgent.of(nova.agent().id())
                .api(sample.api.asAgent(nova.agent().id(), there(nova.apiKey())))
                .build()
                .start();
        agent = here;
        assertThat(here.awaitConnected(PATIENCE)).isTrue();
        model.attach();
        assertThat(model.rows().contentProperty().get()).isEqualTo(Content.EMPTY);
        assertThatThrownBy(() -> publish(here)).isInstanceOf(ApiProblem.class);
        await().atMost(PATIENCE).until(() -> {
            sample.tell(
                    new EventData.AgentDenied(nova.agent().id(), "mesh.event." + TOPIC, Denial.Operation.PUBLISH, 1));
            return model.rows().items().size() == 1;
        });
    }

    @AfterEach
    void close() {
        there(agent).close();
        sample.close();
    }

    @Test
    void refusalIsAllowedForAnHourAndThenTheAgentMay() {
        DeniedView denied = model.rows().items().getFirst();
        assertThat(denied.subject()).isEqualTo("mesh.event." + TOPIC);
        assertThat(denied.count()).isPositive();
        assertThat(DeniedViewModel.remedy(denied)).isEqualTo(NARROWEST.toString());

        model.allow(denied, Lasting.HOUR);
        assertThat(there(model.edit().previewProperty().get()).lines())
                .extracting(Line::text)
                .contains("Nova gains");
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        PermissionView made = permissions().getFirst();
        assertThat(made.scope()).isEqualTo(NARROWEST);
        assertThat(made.reason()).startsWith("It tried to publish mesh.event.report.weekly");
        assertThat(Duration.between(sample.site().ticker().now(), there(made.expiresAt())))
                .isBetween(Duration.ofMinutes(59), Duration.ofMinutes(60));
        await().atMost(PATIENCE).ignoreExceptions().until(() -> {
            publish(there(agent));
            return true;
        });

        model.edit().undo();
        model.edit().apply();
        sample.loseNoMoreTime();
        assertThat(permissions()).isEmpty();
    }

    @Test
    void grantWantsAReasonAndARoleThatMayGiveIt() {
        DeniedView denied = model.rows().items().getFirst();
        model.allow(denied, Lasting.EVER);
        model.reasonProperty().set(" ");
        assertThat(model.edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);

        DeniedViewModel theirs = new DeniedViewModel(sample.seenBy(MemberRole.VIEWER));
        theirs.attach();
        assertThat(theirs.rows().items()).hasSize(1);
        theirs.allow(denied, Lasting.HOUR);
        theirs.edit().apply();
        assertThat(theirs.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        assertThat(there(theirs.edit().troubleProperty().get()).what()).contains("operator");
        assertThat(there(theirs.edit().troubleProperty().get()).todo()).contains("owner or admin");
        assertThat(permissions()).isEmpty();
    }

    private List<PermissionView> permissions() {
        return PermissionsApi.of(sample.api).allPermissions(nova.agent().id()).stream()
                .filter(one -> one.effect() == Effect.GRANT)
                .filter(one -> Objects.requireNonNull(one.scope()).equals(NARROWEST))
                .toList();
    }

    private static void publish(MeshAgent here) {
        var _ = here.publishEvent(TOPIC, JsonNodeFactory.instance.objectNode());
    }
}
