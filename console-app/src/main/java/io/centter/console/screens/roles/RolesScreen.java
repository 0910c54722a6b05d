package io.centter.console.screens.roles;

import io.centter.console.desk.Fields;
import io.centter.console.desk.ListScreen;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.SidePane;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.api.NetworkRole;
import io.centter.model.role.SubjectGrants;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.util.Subscription;

/// Roles with their scopes and their subjects side by side.
public final class RolesScreen extends ListScreen<NetworkRole> {
    /// What the broker puts in the place of the agent's id, as people read it.
    private static final String SELF = "{{name()}}";

    private final RolesViewModel model;

    public RolesScreen(Site site, RolesViewModel model) {
        super(site, "roles", "fth-award", model.rows(), model.edit());
        this.model = model;
    }

    @Override
    protected RowsTable<NetworkRole> table() {
        return new RowsTable<>("roles-table", title(), model.rows())
                .text(Texts.of("roles.column.role"), 130, role -> Texts.word("role", role.role()), "cell-name")
                .text(
                        Texts.of("roles.column.scopes"),
                        320,
                        role -> role.scopes().isEmpty()
                                ? Texts.of("roles.no-scopes")
                                : RolesViewModel.lines(role.scopes()).replace("\n", "  ·  "),
                        "cell-mono")
                .growing()
                .number(
                        Texts.of("roles.column.publish"),
                        90,
                        role -> role.subjects().publish().size())
                .needs(620)
                .number(
                        Texts.of("roles.column.subscribe"),
                        90,
                        role -> role.subjects().subscribe().size())
                .needs(620)
                .text(
                        Texts.of("roles.column.standard"),
                        100,
                        role -> Texts.of(role.standard() ? "roles.standard" : "roles.changed"),
                        "cell-muted")
                .needs(780)
                .ago(Texts.of("roles.column.changed"), 90, NetworkRole::changedAt, site().ticker())
                .needs(900);
    }

    @Override
    protected StateView.Empty empty() {
        return new StateView.Empty("fth-award", Texts.of("roles.empty"), "");
    }

    @Override
    protected List<Node> actions() {
        return List.of();
    }

    @Override
    protected Region detail(NetworkRole role) {
        Button edit = Labels.button(Texts.of("roles.edit"), "fth-edit-2", () -> model.begin(role), "primary");
        edit.setId("roles-edit");
        Button reset = Labels.button(Texts.of("roles.reset"), "fth-rotate-ccw", () -> model.reset(role));
        Labels.visible(reset, !role.standard());
        SubjectGrants subjects = role.subjects();
        SidePane pane = new SidePane(
                        site(),
                        "role-pane",
                        Texts.word("role", role.role()),
                        () -> model.rows().closeDetail())
                .under(Labels.styled(
                        Texts.of(role.standard() ? "roles.standard-detail" : "roles.changed-detail"), "muted"))
                .actions(edit, reset)
                .section(Texts.of("roles.scopes"))
                .add(Labels.wrapped(
                        role.scopes().isEmpty()
                                ? Texts.of("roles.no-scopes-detail")
                                : RolesViewModel.lines(role.scopes()),
                        "mono"))
                .section(Texts.of("roles.may-publish"))
                .add(Labels.wrapped(subjects(subjects.publish()), "mono"));
        if (!subjects.denyPublish().isEmpty()) {
            pane.section(Texts.of("roles.may-not-publish"))
                    .add(Labels.wrapped(subjects(subjects.denyPublish()), "mono"));
        }
        pane.section(Texts.of("roles.may-hear")).add(Labels.wrapped(subjects(subjects.subscribe()), "mono"));
        pane.add(Labels.wrapped(Texts.of("roles.subjects-note"), "muted", "small"));
        if (role.changedAt() != null) {
            pane.section(Texts.of("roles.column.changed"))
                    .add(Labels.styled(
                            Texts.of(
                                    "time.ago",
                                    Times.ago(role.changedAt(), site().ticker().now())),
                            "muted"));
        }
        return pane.node();
    }

    @Override
    protected List<Node> fields() {
        return List.of(
                Fields.area(
                        "edit-scopes", Texts.of("roles.scopes-field"), "skill:execute:*", model.scopesProperty(), 8),
                Fields.text(
                        "edit-reason",
                        Texts.of("form.reason"),
                        Texts.of("form.reason-prompt"),
                        model.reasonProperty()));
    }

    @Override
    protected Subscription listen() {
        return model.attach();
    }

    private static String subjects(List<String> subjects) {
        return subjects.stream()
                .map(subject -> subject.replace(SELF, Texts.of("roles.own-id")))
                .collect(Collectors.joining("\n"));
    }
}
