package io.centter.console.screens.agent;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.console.desk.Reading.Phase;
import io.centter.console.desk.SampleSite;
import io.centter.console.desk.Trouble;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.LockAgent;
import io.centter.model.api.MemberRole;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.message.MessageType;
import io.centter.model.message.SendMessage;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.sdk.rest.LocksApi;
import io.centter.sdk.rest.MessagesApi;
import io.centter.sdk.rest.PermissionsApi;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AgentDossierTest {
    private final SampleSite sample = SampleSite.open();
    private final AgentDossier dossier = new AgentDossier(sample.site());
    private final AgentId sol = sample.agent("Sol", Role.DEVELOPER);
    private final AgentId nova = sample.agent("Nova", Role.ASSISTANT);

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void partIsReadWhenItIsFirstLookedAtAndStaysTheSameForTheNextAgent() {
        dossier.show(sol);
        assertThat(dossier.credentials().phaseProperty().get()).isEqualTo(Phase.IDLE);
        sample.api.issueCredentials(sol);
        dossier.facetProperty().set(Facet.CREDENTIALS);
        assertThat(there(dossier.credentials().get()).items()).hasSize(1);

        dossier.show(nova);
        assertThat(dossier.facetProperty().get()).isEqualTo(Facet.CREDENTIALS);
        assertThat(there(dossier.credentials().get()).items()).isEmpty();
    }

    @Test
    void everyPartTellsWhatTheControlPlaneKnows() {
        PermissionsApi.of(sample.api)
                .add(sol, new CreatePermission(Scope.parse("skill:read:crm"), Effect.GRANT, "the audit", null));
        dossier.show(sol);
        for (Facet facet : Facet.values()) {
            dossier.facetProperty().set(facet);
        }
        assertThat(there(dossier.record().get()).name()).isEqualTo("Sol");
        assertThat(there(dossier.skills().get()).tools()).isEmpty();
        assertThat(there(dossier.routes().get()).peers()).isEqualTo(1);
        assertThat(there(dossier.rights().get()).lines())
                .anyMatch(line -> line.scope().equals(Scope.parse("skill:read:crm"))
                        && line.origins().equals("By hand"));
        assertThat(there(dossier.mail().get()).state().depth()).isZero();
        assertThat(there(dossier.card().get()).name()).isEqualTo("Sol");
    }

    @Test
    void whatTheHubTellsOfItIsReadAnewAndWhatConcernsOthersIsNot() {
        dossier.show(sol);
        var listening = dossier.attach();
        LocksApi.of(sample.api).lock(sol, new LockAgent("it was stolen", null));
        sample.tell(new EventData.AgentLocked(nova, null, "another"));
        assertThat(there(dossier.record().get()).locked()).isNull();
        sample.tell(new EventData.AgentLocked(sol, null, "it was stolen"));
        assertThat(there(there(dossier.record().get()).locked()).reason()).isEqualTo("it was stolen");
        listening.unsubscribe();
        LocksApi.of(sample.api).unlock(sol, "found");
        sample.tell(new EventData.AgentUnlocked(sol, false, "found"));
        assertThat(there(dossier.record().get()).locked()).isNotNull();
    }

    @Test
    void viewerSeesHowFullTheInboxIsAndWhyNotWhatIsInIt() {
        MessagesApi.of(sample.api)
                .send(
                        sol,
                        new SendMessage(
                                null,
                                MessageType.TASK,
                                60_000L,
                                null,
                                null,
                                null,
                                List.of(),
                                JsonNodeFactory.instance.objectNode().put("text", "Do it")));
        dossier.facetProperty().set(Facet.INBOX);
        dossier.show(sol);
        assertThat(there(dossier.mail().get()).oldest()).hasSize(1);

        AgentDossier viewers = new AgentDossier(sample.seenBy(MemberRole.VIEWER));
        viewers.facetProperty().set(Facet.INBOX);
        viewers.show(sol);
        assertThat(there(viewers.mail().get()).state().depth()).isEqualTo(1);
        assertThat(there(viewers.mail().get()).oldest()).isEmpty();
        assertThat(there(there(viewers.mail().get()).trouble()).kind()).isEqualTo(Trouble.Kind.FORBIDDEN);
    }

    @Test
    void agentThatIsGoneIsSaidToBeGone() {
        sample.api.deleteAgent(sol, sample.api.agent(sol).version());
        dossier.facetProperty().set(Facet.CREDENTIALS);
        dossier.show(sol);
        assertThat(there(dossier.credentials().troubleProperty().get()).kind()).isEqualTo(Trouble.Kind.GONE);
        dossier.show(null);
        assertThat(dossier.credentials().phaseProperty().get()).isEqualTo(Phase.IDLE);
    }
}
