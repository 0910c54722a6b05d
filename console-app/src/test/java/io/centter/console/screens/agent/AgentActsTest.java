package io.centter.console.screens.agent;

import static io.centter.console.desk.SampleSite.there;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Edit.Phase;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.Plan.Secret;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.SampleSite;
import io.centter.console.fleet.AgentRow;
import io.centter.model.api.AgentCreated;
import io.centter.model.api.AgentView;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.CreateTeam;
import io.centter.model.api.MemberRole;
import io.centter.model.api.PermissionView;
import io.centter.model.api.UpdateAgent;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Effect;
import io.centter.model.role.Role;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.HubApi;
import io.centter.sdk.rest.PermissionsApi;
import io.centter.sdk.rest.TeamsApi;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentActsTest {
    private final SampleSite sample = SampleSite.open();
    private final AgentActs acts = new AgentActs(sample.site());
    private final AgentCreated sol = sample.created("Sol", Role.DEVELOPER);
    private final AgentId nova = sample.agent("Nova", Role.ASSISTANT);

    @BeforeEach
    void allowChanges() {
        sample.allowChanges();
    }

    @AfterEach
    void close() {
        sample.close();
    }

    @Test
    void agentIsLockedForAWhileAndLetInAgainByUndo() {
        acts.begin(AgentAct.LOCK, rows(sol.agent().id()));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        acts.reasonProperty().set("it was stolen");
        acts.lastingProperty().set(Lasting.DAY);
        assertThat(texts()).contains("Sol").anyMatch(line -> line.contains("credentials end"));
        edit().apply();
        var locked = there(sample.api.agent(sol.agent().id()).locked());
        assertThat(locked.reason()).isEqualTo("it was stolen");
        assertThat(locked.until()).isAfter(locked.since());
        // Nothing is painted from the reply.
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.WAITING);
        sample.tell(new EventData.AgentLocked(nova, null, "another"));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.WAITING);
        sample.tell(new EventData.AgentLocked(sol.agent().id(), null, "it was stolen"));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.DONE);

        edit().undo();
        edit().apply();
        assertThat(sample.api.agent(sol.agent().id()).locked()).isNull();
    }

    @Test
    void manyAreLockedOneAfterTheOtherWithAResultOfEach() {
        sample.api.deleteAgent(nova, sample.api.agent(nova).version());
        AgentId mira = sample.agent("Mira", Role.ANALYST);
        acts.begin(AgentAct.LOCK, rows(sol.agent().id(), nova, mira));
        assertThat(edit().titleProperty().get()).isEqualTo("Lock 3 agents");
        acts.reasonProperty().set("the incident");
        assertThat(texts()).contains("Sol", "Nova", "Mira");
        edit().apply();
        assertThat(receipts(true)).contains("Sol", "Mira");
        assertThat(receipts(false)).anyMatch(line -> line.startsWith("Not done: Nova."));
        assertThat(sample.api.agent(mira).locked()).isNotNull();

        // Only what was done is taken back.
        sample.loseNoMoreTime();
        edit().undo();
        assertThat(texts()).contains("Sol", "Mira").doesNotContain("Nova");
    }

    @Test
    void agentIsMadeAndItsKeyShownOnce() {
        acts.create();
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        acts.nameProperty().set("x".repeat(129));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        acts.nameProperty().set("Mail Triage");
        acts.roleProperty().set(Role.SUPPORT);
        assertThat(texts()).anyMatch(line -> line.contains("mail-triage") && line.contains("Support"));
        edit().apply();
        Secret secret = there(edit().secretProperty().get());
        assertThat(secret.text()).startsWith("amk_");
        assertThat(secret.file()).isEqualTo("mail-triage.key");
        AgentView made = sample.api.allAgents(sample.site().id()).stream()
                .filter(agent -> agent.name().equals("Mail Triage"))
                .findFirst()
                .orElseThrow();
        assertThat(made.role()).isEqualTo(Role.SUPPORT);
        sample.tell(new EventData.AgentCreated(made.id(), made.name(), made.slug(), made.role()));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        acts.create();
        acts.nameProperty().set("Mail triage");
        edit().apply();
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        acts.begin(AgentAct.LOCK, rows(nova));
        assertThat(acts.creates()).isFalse();
        assertThat(edit().titleProperty().get()).isEqualTo("Lock Nova");
    }

    @Test
    void agentGetsAnotherNameAndRoleAndBothBackByUndo() {
        AgentId id = sol.agent().id();
        acts.begin(AgentAct.CHANGE, rows(id));
        assertThat(acts.nameProperty().get()).isEqualTo("Sol");
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        acts.nameProperty().set("Soleil");
        assertThat(texts()).anyMatch(line -> line.contains("Soleil") && line.contains("sol stay"));
        acts.roleProperty().set(Role.ANALYST);
        edit().apply();
        assertThat(sample.api.agent(id).name()).isEqualTo("Soleil");
        assertThat(sample.api.agent(id).role()).isEqualTo(Role.ANALYST);
        sample.tell(
                new EventData.AgentChanged(id, "Soleil", sample.api.agent(id).slug(), Role.ANALYST));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.DONE);
        edit().undo();
        edit().apply();
        assertThat(sample.api.agent(id).name()).isEqualTo("Sol");
        assertThat(sample.api.agent(id).role()).isEqualTo(Role.DEVELOPER);
    }

    @Test
    void changeOfAnAgentThatSomebodyElseChangedShowsBoth() {
        AgentId id = sol.agent().id();
        acts.begin(AgentAct.CHANGE, rows(id));
        acts.nameProperty().set("Soleil");
        sample.api.updateAgent(id, sample.api.agent(id).version(), new UpdateAgent("Sunny", null, null));
        edit().apply();
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.CONFLICT);
        assertThat(sample.api.agent(id).name()).isEqualTo("Sunny");
    }

    @Test
    void agentIsDeletedAfterItsSlugWasTyped() {
        acts.begin(AgentAct.DELETE, rows(sol.agent().id()));
        assertThat(there(edit().previewProperty().get()).weight()).isEqualTo(Preview.Weight.DESTRUCTIVE);
        edit().confirmationProperty().set("nova");
        edit().apply();
        assertThat(sample.api.agent(sol.agent().id()).name()).isEqualTo("Sol");
        edit().confirmationProperty().set("sol");
        edit().apply();
        assertThatThrownBy(() -> sample.api.agent(sol.agent().id())).isInstanceOf(ApiProblem.class);
        sample.tell(new EventData.AgentDeleted(sol.agent().id(), "Sol"));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.DONE);
    }

    @Test
    void newCredentialsAreShownOnceAndSaveTheirOwnerTheFile() {
        acts.begin(AgentAct.ISSUE_CREDENTIALS, rows(sol.agent().id()));
        edit().apply();
        Secret secret = there(edit().secretProperty().get());
        assertThat(secret.text()).contains("BEGIN NATS USER JWT");
        assertThat(secret.toString()).doesNotContain("NATS USER JWT");
        assertThat(secret.file()).isEqualTo("sol.creds");
        assertThat(credentials(sol.agent().id())).hasSize(1).allMatch(BrokerCredential::good);
        edit().close();
        assertThat(edit().secretProperty().get()).isNull();
    }

    @Test
    void leakedCredentialsAreNamedAndEndedWithAReceiptOfTheServer() {
        sample.api.issueCredentials(sol.agent().id());
        sample.api
                .asAgent(sol.agent().id(), there(sol.apiKey()))
                .issueCredentials(sol.agent().id());
        acts.begin(AgentAct.REVOKE_CREDENTIALS, rows(sol.agent().id()));
        acts.reasonProperty().set("it was in a log");
        assertThat(texts())
                .anyMatch(line -> line.contains("got by the agent itself"))
                .anyMatch(line -> line.contains("got by You"))
                .anyMatch(line -> line.contains("rotate it or lock the agent"));
        edit().apply();
        assertThat(receipts(true))
                .anyMatch(line -> line.contains("2 were ended"))
                .anyMatch(line -> line.contains("ms"));
        assertThat(credentials(sol.agent().id()))
                .hasSize(2)
                .allMatch(one -> !one.good() && "it was in a log".equals(one.revokeReason()));
    }

    @Test
    void credentialsOfManyEndAfterTheNetworksSlugWasTyped() {
        sample.api.issueCredentials(sol.agent().id());
        sample.api.issueCredentials(nova);
        acts.begin(AgentAct.REVOKE_CREDENTIALS, rows(sol.agent().id(), nova));
        acts.reasonProperty().set("the laptop is gone");
        assertThat(there(edit().previewProperty().get()).weight()).isEqualTo(Preview.Weight.DESTRUCTIVE);
        edit().apply();
        assertThat(credentials(nova)).allMatch(BrokerCredential::good);
        edit().confirmationProperty().set(sample.network.get().slug().value());
        edit().apply();
        assertThat(credentials(nova)).noneMatch(BrokerCredential::good);
        assertThat(credentials(sol.agent().id())).noneMatch(BrokerCredential::good);
    }

    @Test
    void apiKeyIsRotatedWithTheOldOneBesideItOrWithout() {
        String old = there(sol.apiKey());
        acts.begin(AgentAct.ROTATE_KEY, rows(sol.agent().id()));
        assertThat(texts()).anyMatch(line -> line.contains("stays good for 1 h"));
        edit().apply();
        String next = there(edit().secretProperty().get()).text();
        assertThat(next).startsWith("amk_").isNotEqualTo(old);
        assertThat(reaches(old)).isTrue();
        assertThat(reaches(next)).isTrue();

        acts.begin(AgentAct.ROTATE_KEY, rows(sol.agent().id()));
        acts.overlapProperty().set(Overlap.NONE);
        assertThat(there(edit().previewProperty().get()).lines()).anyMatch(line -> line.kind() == Kind.LOSE);
        edit().apply();
        assertThat(reaches(next)).isFalse();
    }

    @Test
    void bothAreGrantedAScopeWhichIsTakenBackFromBoth() {
        acts.begin(AgentAct.GRANT, rows(sol.agent().id(), nova));
        acts.reasonProperty().set("the campaign");
        assertThat(edit().missingProperty().get()).isNotEmpty();
        acts.scopeProperty().set("not a scope");
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        acts.scopeProperty().set("event:publish:billing");
        // Credentials outlive what is given beside them, and end where it is taken back: who that is is said by name.
        assertThat(there(edit().previewProperty().get()).lines()).noneMatch(line -> line.kind() == Kind.RECONNECT);
        edit().apply();
        assertThat(byHand(sol.agent().id())).hasSize(1).allMatch(one -> one.effect() == Effect.GRANT);
        assertThat(byHand(nova)).hasSize(1).allMatch(one -> one.expiresAt() != null);

        sample.loseNoMoreTime();
        edit().undo();
        assertThat(there(edit().previewProperty().get()).lines())
                .anyMatch(line -> line.kind() == Kind.RECONNECT
                        && line.detail().contains("Sol")
                        && line.detail().contains("Nova"));
        edit().apply();
        assertThat(byHand(sol.agent().id())).isEmpty();
        assertThat(byHand(nova)).isEmpty();
    }

    @Test
    void bothArePutInATeamInOneGo() {
        var team = TeamsApi.of(sample.api).create(sample.network.get().id(), new CreateTeam("Platform", null, null));
        acts.begin(AgentAct.JOIN_TEAM, rows(sol.agent().id(), nova));
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.INCOMPLETE);
        acts.teamProperty().set(there(acts.teams().get()).getFirst());
        acts.roleProperty().set(Role.SUPPORT);
        edit().apply();
        assertThat(TeamsApi.of(sample.api).allAgents(team.id())).hasSize(2);
        sample.loseNoMoreTime();
        edit().undo();
        edit().apply();
        assertThat(TeamsApi.of(sample.api).allAgents(team.id())).isEmpty();
    }

    @Test
    void whoIsAwayIsNotOrderedAndThatIsSaidBefore() {
        acts.begin(AgentAct.DRAIN, rows(nova));
        acts.reasonProperty().set("the release");
        assertThat(texts()).anyMatch(line -> line.contains("takes nothing new, then leaves"));
        assertThat(there(edit().previewProperty().get()).lines()).anyMatch(line -> line.kind() == Kind.WARNING);
        edit().apply();
        assertThat(edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        assertThat(there(edit().troubleProperty().get()).what()).contains("connected");
    }

    @Test
    void viewerIsRefusedAndNothingIsChanged() {
        AgentActs viewers = new AgentActs(sample.seenBy(MemberRole.VIEWER));
        viewers.begin(AgentAct.LOCK, rows(nova));
        viewers.reasonProperty().set("I may not");
        viewers.edit().apply();
        assertThat(viewers.edit().phaseProperty().get()).isEqualTo(Phase.TROUBLE);
        assertThat(there(viewers.edit().troubleProperty().get()).what()).contains("operator");
        assertThat(sample.api.agent(nova).locked()).isNull();
    }

    @Test
    void withNobodyThereIsNothingToDo() {
        acts.begin(AgentAct.LOCK, List.of());
        assertThat(edit().isOpen()).isFalse();
        assertThat(sample.said).isNotEmpty();
    }

    private Edit edit() {
        return acts.edit();
    }

    private List<AgentRow> rows(AgentId... agents) {
        return Arrays.stream(agents)
                .map(agent -> sample.site().fleet().row(agent).orElseThrow())
                .toList();
    }

    private List<String> texts() {
        return there(edit().previewProperty().get()).lines().stream()
                .map(Preview.Line::text)
                .toList();
    }

    private List<String> receipts(boolean done) {
        return edit().receipts().stream()
                .filter(one -> one.done() == done)
                .map(Edit.Receipt::text)
                .collect(Collectors.toList());
    }

    private List<BrokerCredential> credentials(AgentId agent) {
        return HubApi.of(sample.api).credentials(agent, null, 10).items();
    }

    private List<PermissionView> byHand(AgentId agent) {
        return PermissionsApi.of(sample.api).allPermissions(agent).stream()
                .filter(one -> one.id() != null)
                .toList();
    }

    private boolean reaches(String key) {
        try {
            return sample.api
                            .asAgent(sol.agent().id(), key)
                            .presence(sol.agent().id())
                    != null;
        } catch (ApiProblem e) {
            assertThat(e.status()).isEqualTo(401);
            return false;
        }
    }
}
