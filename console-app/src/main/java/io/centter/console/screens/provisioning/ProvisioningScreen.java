package io.centter.console.screens.provisioning;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.DeploymentView;
import io.centter.model.api.InstanceStatus;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// Agents on machines of ours.
public final class ProvisioningScreen extends ListScreen<DeploymentView> {
    private final ProvisioningViewModel model;

    public ProvisioningScreen(Site site, ProvisioningViewModel model) {
        super(site, "provisioning", "fth-server", model.rows(), model.edit());
        this.model = model;
    }

    @Override
    protected RowsTable<DeploymentView> table() {
        return new RowsTable<>("provisioning-table", title(), model.rows())
                .text(Texts.of("dns.agent"), 160, deployment -> site().name(deployment.agentId()), "cell-name")
                .growing()
                .text(Texts.of("provisioning.state"), 120, deployment -> Texts.word("instance", deployment.state()))
                .text(
                        Texts.of("provisioning.instance"),
                        190,
                        deployment -> Objects.requireNonNullElse(deployment.instanceId(), "–"),
                        "cell-mono")
                .text(
                        Texts.of("dns.address"),
                        130,
                        deployment -> Objects.requireNonNullElse(deployment.publicIp(), "–"),
                        "cell-mono")
                .needs(640)
                .ago(Texts.of("column.changed"), 90, DeploymentView::updatedAt, site().ticker());
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-server", Texts.of("provisioning.empty"), Texts.of("provisioning.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button deploy = Labels.button(Texts.of("provisioning.deploy"), "fth-plus", model::deploy);
        deploy.setId("provisioning-deploy");
        return List.of(deploy);
    }

    @Override
    protected Region detail(DeploymentView deployment) {
        List<Button> buttons = new ArrayList<>();
        if (ProvisioningViewModel.is(deployment, InstanceStatus.STOPPED)) {
            buttons.add(Labels.button(Texts.of("provisioning.start"), "fth-play", () -> model.start(deployment)));
        }
        if (ProvisioningViewModel.is(deployment, InstanceStatus.RUNNING)) {
            buttons.add(Labels.button(Texts.of("provisioning.stop"), "fth-square", () -> model.stop(deployment)));
        }
        if (deployment.endedAt() == null) {
            buttons.add(Labels.button(
                    Texts.of("provisioning.terminate"), "fth-trash-2", () -> model.terminate(deployment)));
        }
        SidePane pane = new SidePane(
                        site(),
                        "deployment-pane",
                        site().name(deployment.agentId()),
                        () -> model.rows().closeDetail())
                .under(Labels.styled(Texts.word("instance", deployment.state()), "chip", "chip-outline"));
        if (deployment.detail() != null) {
            pane.add(Labels.wrapped(deployment.detail(), "banner", "banner-warning"));
        }
        return pane.facts(List.of(
                        Fact.id(Texts.of("provisioning.instance"), deployment.instanceId()),
                        Fact.of(Texts.of("agent.fact.public-ip"), deployment.publicIp()),
                        Fact.of(Texts.of("agent.fact.private-ip"), deployment.privateIp())))
                .actions(buttons.toArray(Button[]::new))
                .node();
    }

    @Override
    protected List<Node> fields() {
        if (!model.edit().hasForm()) {
            return List.of();
        }
        ComboBox<TeamView> team = Fields.combo("edit-team", Texts.of("provisioning.team"), TeamView::name);
        team.setItems(model.teams());
        team.valueProperty().bindBidirectional(model.teamProperty());
        ComboBox<TeamAgentView> agent = Fields.combo("edit-agent", Texts.of("dns.agent"), TeamAgentView::name);
        model.members()
                .valueProperty()
                .subscribe(members -> agent.getItems().setAll(members == null ? List.of() : members));
        agent.valueProperty().bindBidirectional(model.agentProperty());
        return List.of(
                Fields.labelled(Texts.of("provisioning.team"), team), Fields.labelled(Texts.of("dns.agent"), agent));
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }
}
