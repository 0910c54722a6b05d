package io.centter.console.screens.teams;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.screens.teams.TeamsViewModel.Task;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.api.TeamAgentView;
import io.centter.model.api.TeamView;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// Teams, and the agents in the one that is open.
public final class TeamsScreen extends ListScreen<TeamView> {
    private final TeamsViewModel model;

    public TeamsScreen(Site site, TeamsViewModel model) {
        super(site, "teams", "fth-users", model.rows(), model.edit());
        this.model = model;
        model.members().valueProperty().subscribe(_ -> arrange());
        model.members().phaseProperty().subscribe(_ -> arrange());
    }

    @Override
    protected RowsTable<TeamView> table() {
        return new RowsTable<>("teams-table", title(), model.rows())
                .text(Texts.of("teams.name"), 180, TeamView::name, "cell-name")
                .text(Texts.of("teams.slug"), 140, team -> team.slug().value(), "cell-mono", "cell-muted")
                .needs(800)
                .text(
                        Texts.of("teams.description"),
                        240,
                        team -> team.description() == null ? "" : team.description(),
                        "cell-muted")
                .growing()
                .number(Texts.of("teams.agents"), 80, TeamView::agents)
                .ago(Texts.of("column.changed"), 90, TeamView::updatedAt, site().ticker())
                .needs(640);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-users", Texts.of("teams.empty"), Texts.of("teams.empty-detail"));
    }

    @Override
    protected List<Node> actions() {
        Button create = Labels.button(Texts.of("teams.create"), "fth-plus", model::create);
        create.setId("teams-create");
        return List.of(create);
    }

    @Override
    protected Region detail(TeamView team) {
        Button add = Labels.button(Texts.of("teams.add"), "fth-user-plus", () -> model.add(team), "primary");
        add.setId("teams-add");
        SidePane pane = new SidePane(
                        site(), "team-pane", team.name(), () -> model.rows().closeDetail())
                .under(Labels.styled(team.slug().value(), "mono", "muted"));
        if (team.description() != null && !team.description().isBlank()) {
            pane.add(Labels.wrapped(team.description()));
        }
        pane.actions(
                add,
                Labels.button(Texts.of("teams.rename"), "fth-edit-2", () -> model.rename(team)),
                Labels.button(Texts.of("teams.delete"), "fth-trash-2", () -> model.delete(team)));
        pane.section(Texts.of("teams.agents-in", team.agents()));
        List<TeamAgentView> members = model.members().get();
        if (members == null) {
            pane.add(Labels.styled(Texts.of("state.loading"), "muted"));
        } else if (members.isEmpty()) {
            pane.add(Labels.wrapped(Texts.of("teams.nobody"), "muted"));
        } else {
            members.forEach(member -> pane.add(member(team, member)));
        }
        return pane.node();
    }

    private Node member(TeamView team, TeamAgentView member) {
        Presence presence = site().fleet()
                .row(member.agentId())
                .map(row -> row.get().presence())
                .orElse(Presence.UNKNOWN);
        Hyperlink name = new Hyperlink(member.name());
        name.setOnAction(_ -> site().hands().go(new Destination.Permissions(member.agentId())));
        MenuButton more = new MenuButton(null, Labels.icon("fth-more-horizontal"));
        more.setId("member-" + member.agentId());
        more.setAccessibleText(Texts.of("teams.member-actions", member.name()));
        more.getStyleClass().add("icon-menu");
        more.getItems()
                .addAll(
                        item("teams.change-role", () -> model.changeRole(team, member)),
                        item("teams.move", () -> model.move(team, member)),
                        item("teams.remove", () -> model.remove(team, member)));
        HBox row = new HBox(
                8,
                new PresenceMark(presence),
                name,
                Labels.spring(),
                Labels.styled(Texts.word("role", member.role()), "chip", "chip-outline"),
                more);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("line");
        return row;
    }

    private static MenuItem item(String key, Runnable action) {
        MenuItem item = new MenuItem(Texts.of(key));
        item.setOnAction(_ -> action.run());
        return item;
    }

    @Override
    protected List<Node> fields() {
        Task task = model.task();
        Node role = Fields.choice(
                "edit-role",
                Texts.of("teams.role"),
                List.of(Role.values()),
                value -> Texts.word("role", value),
                model.roleProperty());
        if (task == null || !model.edit().hasForm()) {
            return List.of();
        }
        return switch (task) {
            case Task.Create _, Task.Rename _ ->
                List.of(
                        Fields.text("edit-name", Texts.of("teams.name"), "Platform", model.nameProperty()),
                        Fields.area(
                                "edit-description", Texts.of("teams.description"), "", model.descriptionProperty(), 3));
            case Task.Add _ ->
                List.of(
                        Fields.choice(
                                "edit-agent",
                                Texts.of("teams.agent"),
                                model.outsiders(),
                                row -> row.get().name(),
                                model.agentProperty()),
                        role);
            case Task.ChangeRole _ -> List.of(role);
            case Task.Move _ ->
                List.of(
                        Fields.choice(
                                "edit-target",
                                Texts.of("teams.to-team"),
                                model.otherTeams(),
                                TeamView::name,
                                model.targetProperty()),
                        role);
        };
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }
}
