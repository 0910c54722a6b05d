package io.centter.console.screens.networks;

import io.centter.console.desk.Fact;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.screens.networks.NetworksViewModel.Task;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.NetworkStats;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.NetworkView;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// The networks that a person is a member of.
public final class NetworksScreen extends ListScreen<NetworkView> {
    private final NetworksViewModel model;

    public NetworksScreen(Site site, NetworksViewModel model) {
        super(site, "networks", "fth-share-2", model.rows(), model.edit());
        this.model = model;
        model.stats().valueProperty().subscribe(_ -> arrange());
    }

    @Override
    protected RowsTable<NetworkView> table() {
        return new RowsTable<>("networks-table", title(), model.rows())
                .text(
                        Texts.of("networks.name"),
                        200,
                        network -> model.isCurrent(network)
                                ? Texts.of("networks.current", network.name())
                                : network.name(),
                        "cell-name")
                .growing()
                .text(Texts.of("networks.slug"), 150, network -> network.slug().value(), "cell-mono", "cell-muted")
                .needs(560)
                .text(Texts.of("networks.status"), 110, network -> Texts.word("network.status", network.status()))
                .text(Texts.of("networks.plan"), 110, network -> Texts.word("plan", network.plan()))
                .needs(640)
                .text(Texts.of("networks.your-role"), 110, network -> Texts.word("member", network.yourRole()))
                .number(Texts.of("networks.agents"), 80, NetworkView::agents);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-share-2", Texts.of("network.none"), Texts.of("network.none-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button create = Labels.button(Texts.of("networks.create"), "fth-plus", model::create);
        create.setId("networks-create");
        return List.of(create);
    }

    @Override
    protected Region detail(NetworkView network) {
        boolean open = network.status() == NetworkStatus.ACTIVE;
        SidePane pane = new SidePane(
                        site(),
                        "network-pane",
                        network.name(),
                        () -> model.rows().closeDetail())
                .under(
                        Labels.styled(network.slug().value(), "mono", "muted"),
                        Labels.spring(),
                        Labels.styled(
                                Texts.word("network.status", network.status()),
                                "chip",
                                open ? "chip-good" : "chip-danger"))
                .actions(buttons(network, open).toArray(Button[]::new));
        if (network.suspendReason() != null) {
            pane.add(Labels.wrapped(
                    Texts.of("networks.suspended-because", network.suspendReason()), "banner", "banner-warning"));
        }
        pane.facts(List.of(
                Fact.id(Texts.of("networks.id"), network.id()),
                Fact.of(Texts.of("networks.plan"), Texts.word("plan", network.plan())),
                Fact.of(Texts.of("networks.your-role"), Texts.word("member", network.yourRole())),
                Fact.at(Texts.of("networks.created"), network.createdAt())));
        figures(pane);
        if (model.isCurrent(network)) {
            pane.add(Labels.wrapped(Texts.of("networks.delete-elsewhere"), "muted", "small"));
        }
        return pane.node();
    }

    private void figures(SidePane pane) {
        NetworkStats stats = model.stats().get();
        if (stats != null) {
            NetworkStats.Recorded recorded = stats.recorded();
            pane.section(Texts.of("networks.figures"))
                    .facts(List.of(
                            Fact.of(
                                    Texts.of("networks.presence"),
                                    Texts.of(
                                            "networks.presence-figures",
                                            stats.presence().online(),
                                            stats.presence().degraded(),
                                            stats.presence().offline())),
                            Fact.of(Texts.of("networks.locked"), Texts.of("number", recorded.lockedAgents())),
                            Fact.of(Texts.of("screen.teams"), Texts.of("number", recorded.teams())),
                            Fact.of(Texts.of("screen.members"), Texts.of("number", recorded.members())),
                            Fact.of(Texts.of("networks.skills"), Texts.of("number", recorded.installedSkills())),
                            Fact.of(Texts.of("networks.by-hand"), Texts.of("number", recorded.manualPermissions())),
                            Fact.of(Texts.of("networks.deployed"), Texts.of("number", recorded.deployedAgents()))));
        }
    }

    private List<Button> buttons(NetworkView network, boolean open) {
        List<Button> buttons = new ArrayList<>();
        if (!model.isCurrent(network)) {
            buttons.add(Labels.button(
                    Texts.of("networks.look"), "fth-eye", () -> site().hands().look(network.id()), "primary"));
        }
        buttons.add(Labels.button(Texts.of("networks.rename"), "fth-edit-2", () -> model.rename(network)));
        buttons.add(Labels.button(
                Texts.of(open ? "networks.suspend" : "networks.resume"),
                open ? "fth-pause" : "fth-play",
                () -> model.turn(network)));
        if (!model.isCurrent(network)) {
            buttons.add(Labels.button(Texts.of("networks.delete"), "fth-trash-2", () -> model.delete(network)));
        }
        return buttons;
    }

    @Override
    protected List<Node> fields() {
        if (!model.edit().hasForm()) {
            return List.of();
        }
        boolean name = model.task() == Task.CREATE || model.task() == Task.RENAME;
        return List.of(Fields.text(
                "edit-text",
                Texts.of(name ? "networks.name" : "form.reason"),
                name ? "Acme Corp" : Texts.of("form.reason-prompt"),
                model.textProperty()));
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }
}
