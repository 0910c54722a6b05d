package io.centter.console.screens.provisioning;

import io.centter.console.desk.Edit;
import io.centter.console.desk.Plan;
import io.centter.console.desk.Plan.Applied;
import io.centter.console.desk.Preview;
import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Rows;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.model.api.DeploymentView;
import io.centter.model.api.InstanceStatus;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.event.EventData;
import io.centter.sdk.rest.DeploymentsApi;
import io.centter.sdk.rest.TeamsApi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The deployments of all teams, and the machines that agents run on.
public final class ProvisioningViewModel {
    private final Site site;
    private final DeploymentsApi deployments;
    private final TeamsApi teams;
    private final Reading<List<DeploymentView>> reading;
    private final Reading<List<TeamAgentView>> members;
    private final Rows<DeploymentView> rows;
    private final Edit edit;
    private final ObservableList<TeamView> choices = FXCollections.observableArrayList();
    private final ObjectProperty<@Nullable TeamView> team = new SimpleObjectProperty<>();
    private final ObjectProperty<@Nullable TeamAgentView> agent = new SimpleObjectProperty<>();

    public ProvisioningViewModel(Site site) {
        this.site = site;
        deployments = DeploymentsApi.of(site.api());
        teams = TeamsApi.of(site.api());
        reading = new Reading<>(site.background());
        members = new Reading<>(site.background());
        rows = new Rows<>(
                reading,
                DeploymentView::id,
                deployment -> site.name(deployment.agentId()) + " " + Texts.word("instance", deployment.state()));
        edit = new Edit(site);
        team.subscribe(chosen -> {
            agent.set(null);
            if (chosen != null) {
                members.read(() -> teams.allAgents(chosen.id()));
            }
        });
        agent.subscribe(_ -> propose());
    }

    public Rows<DeploymentView> rows() {
        return rows;
    }

    public Edit edit() {
        return edit;
    }

    /// The teams that an agent can be deployed from.
    public ObservableList<TeamView> teams() {
        return choices;
    }

    /// Who is in the chosen team.
    public Reading<List<TeamAgentView>> members() {
        return members;
    }

    public ObjectProperty<@Nullable TeamView> teamProperty() {
        return team;
    }

    public ObjectProperty<@Nullable TeamAgentView> agentProperty() {
        return agent;
    }

    public Subscription attach() {
        reading.renew(this::all);
        return site.news().listen(data -> data instanceof EventData.InstanceChanged, reading::reload);
    }

    public void deploy() {
        edit.close();
        team.set(null);
        edit.open(Texts.of("provisioning.deploy-title"));
        site.background().run(() -> teams.allTeams(site.id()), choices::setAll, _ -> choices.clear());
        propose();
    }

    public void start(DeploymentView deployment) {
        order(
                deployment,
                "provisioning.start-title",
                Preview.safe(note("provisioning.start-preview", deployment)),
                () -> deployments.start(deployment.agentId(), deployment.version()));
    }

    public void stop(DeploymentView deployment) {
        order(
                deployment,
                "provisioning.stop-title",
                Preview.careful(lose("provisioning.stop-preview", deployment)),
                () -> deployments.stop(deployment.agentId(), deployment.version()));
    }

    public void terminate(DeploymentView deployment) {
        order(
                deployment,
                "provisioning.terminate-title",
                Preview.destructive(
                        site.name(deployment.agentId()), lose("provisioning.terminate-preview", deployment)),
                () -> deployments.terminate(deployment.agentId(), deployment.version()));
    }

    private interface Order {
        DeploymentView send();
    }

    private void order(DeploymentView deployment, String title, Preview preview, Order order) {
        edit.open(
                Texts.of(title, site.name(deployment.agentId())), Plan.heardBy(heard(deployment), () -> preview, () -> {
                    DeploymentView now = order.send();
                    return Applied.done(Texts.word("instance", now.state()));
                }));
    }

    private void propose() {
        if (!edit.isOpen() || !edit.hasForm()) {
            return;
        }
        TeamView from = team.get();
        TeamAgentView who = agent.get();
        if (from == null || who == null) {
            edit.incomplete(Texts.of("provisioning.incomplete"));
            return;
        }
        edit.propose(Plan.heardBy(
                data -> data instanceof EventData.InstanceChanged changed
                        && changed.agent().equals(who.agentId()),
                () -> Preview.careful(new Line(
                        Kind.GAIN,
                        Texts.of("provisioning.deploy-preview", who.name()),
                        Texts.of("provisioning.deploy-detail"))),
                () -> {
                    DeploymentView made = deployments.deploy(from.id(), who.agentId());
                    return Applied.done(Texts.word("instance", made.state()));
                }));
    }

    private List<DeploymentView> all() {
        List<DeploymentView> found = new ArrayList<>();
        teams.allTeams(site.id()).forEach(each -> found.addAll(deployments.allDeployments(each.id())));
        return found;
    }

    /// Whether something can be ordered for it now.
    static boolean is(DeploymentView deployment, InstanceStatus state) {
        return deployment.endedAt() == null && deployment.state() == state;
    }

    private Line note(String key, DeploymentView deployment) {
        return Line.note(Texts.of(key, site.name(deployment.agentId())));
    }

    private Line lose(String key, DeploymentView deployment) {
        return new Line(Kind.LOSE, Texts.of(key, site.name(deployment.agentId())), "");
    }

    private static Predicate<EventData> heard(DeploymentView deployment) {
        return data -> data instanceof EventData.InstanceChanged changed
                && changed.deployment().equals(deployment.id());
    }
}
