package io.centter.console.screens.permissions;

import io.centter.console.desk.AgentList;
import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.Destination;
import io.centter.console.desk.EditView;
import io.centter.console.desk.Fields;
import io.centter.console.desk.Lasting;
import io.centter.console.desk.RowsTable;
import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.permission.Effect;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// Effective scopes: of one agent in full, or of all of them as a matrix.
public final class PermissionsScreen extends DeskScreen {
    private final PermissionsViewModel model;
    private final MatrixViewModel matrix;
    private final AgentList agents;
    private final RowsTable<ScopeRow> table;
    private final EditView editView;
    private final ScopePane pane;
    private final ToggleButton asMatrix = new ToggleButton(Texts.of("permissions.as-matrix"));

    public PermissionsScreen(Site site, PermissionsViewModel model, MatrixViewModel matrix) {
        super(site, "permissions", "fth-key");
        this.model = model;
        this.matrix = matrix;
        agents = new AgentList("permissions-agents", Texts.of("filter.agents"), model.agents(), model::show);
        table = new RowsTable<>("permissions-table", title(), model.scopes())
                .text(
                        Texts.of("permissions.column.scope"),
                        200,
                        row -> row.scope().toString(),
                        "cell-mono")
                .node(Texts.of("permissions.column.left"), 110, Comparator.comparing(LeftMark::word), LeftMark::chip)
                .text(Texts.of("permissions.column.from"), 240, ScopeRow::origins, "cell-muted")
                .growing()
                .text(Texts.of("permissions.column.ends"), 90, this::ends, "cell-muted")
                .needs(560);
        editView = new EditView(model.edit(), site);
        pane = new ScopePane(model, site);
    }

    @Override
    protected void build() {
        header(modes(), Labels.spring(), why(), grant(), filter(model.scopes(), Texts.of("filter.scopes"), table));
        StackPane place = new StackPane(
                table.control(),
                StateView.of(
                        site(),
                        "permissions",
                        model.scopes(),
                        () -> model.agents().isEmpty()
                                ? new StateView.Empty(
                                        "fth-cpu", Texts.of("agents.empty"), Texts.of("permissions.no-agents-detail"))
                                : new StateView.Empty(
                                        "fth-key",
                                        Texts.of("permissions.empty"),
                                        Texts.of("permissions.empty-detail"))));
        HBox.setHgrow(place, Priority.ALWAYS);
        HBox one = new HBox(agents.node(), place);
        Node all = new MatrixView(site(), matrix, this::openFromMatrix).node();
        all.visibleProperty().bind(asMatrix.selectedProperty());
        one.visibleProperty().bind(asMatrix.selectedProperty().not());
        body(one, all);
        matrix.filterProperty().bind(model.scopes().filterTextProperty());
        model.edit().titleProperty().subscribe(_ -> editView.form(fields()));
        model.edit().phaseProperty().subscribe(_ -> arrange());
        model.scopes().openedProperty().subscribe(_ -> arrange());
        model.agentProperty().subscribe(agents::select);
    }

    @Override
    protected void attach() {
        whileShown(model.attach());
        whileShown(matrix.attach());
        whileShown(asMatrix.selectedProperty().subscribe(matrix::wanted));
    }

    @Override
    protected boolean closeSide() {
        if (model.edit().isOpen()) {
            model.edit().close();
            return true;
        }
        if (model.scopes().openedProperty().get() != null) {
            model.scopes().closeDetail();
            return true;
        }
        return false;
    }

    private Node modes() {
        ToggleButton one = new ToggleButton(Texts.of("permissions.by-agent"));
        ToggleGroup group = new ToggleGroup();
        for (ToggleButton button : List.of(one, asMatrix)) {
            button.setToggleGroup(group);
            button.getStyleClass().add("mode");
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        asMatrix.setId("permissions-matrix-mode");
        one.setId("permissions-agent-mode");
        one.setSelected(true);
        group.selectedToggleProperty().subscribe(toggle -> {
            if (toggle == null) {
                one.setSelected(true);
            }
        });
        HBox box = new HBox(one, asMatrix);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("modes");
        return box;
    }

    private Button grant() {
        Button button = Labels.button(Texts.of("permissions.grant"), "fth-plus", () -> model.begin(Effect.GRANT, ""));
        button.setId("permissions-grant");
        button.disableProperty().bind(model.agentProperty().isNull().or(asMatrix.selectedProperty()));
        return button;
    }

    private Button why() {
        Button button = Labels.button(Texts.of("permissions.explain"), "fth-help-circle", () -> {
            AgentRow row = model.agentProperty().get();
            if (row != null) {
                site().hands().go(new Destination.Explain(row.id(), Optional.empty(), Optional.empty()));
            }
        });
        button.disableProperty().bind(model.agentProperty().isNull());
        return button;
    }

    private String ends(ScopeRow row) {
        return row.endsAt() == null
                ? ""
                : Texts.of("permissions.ends-in", Times.ago(site().ticker().now(), row.endsAt()));
    }

    private void openFromMatrix(AgentRow row) {
        model.show(row);
        asMatrix.setSelected(false);
    }

    private void arrange() {
        ScopeRow open = model.scopes().openedProperty().get();
        if (model.edit().isOpen()) {
            side(editView.node());
        } else if (open != null) {
            pane.show(open);
            side(pane.node());
        } else {
            side(null);
        }
    }

    private Node[] fields() {
        Node why = Fields.text(
                "edit-reason", Texts.of("form.reason"), Texts.of("form.reason-prompt"), model.reasonProperty());
        if (!model.isGiving()) {
            return new Node[] {why};
        }
        return new Node[] {
            Fields.choice(
                    "edit-effect",
                    Texts.of("permissions.effect"),
                    List.of(Effect.values()),
                    value -> Texts.word("effect", value),
                    model.effectProperty()),
            Fields.text("edit-scope", Texts.of("permissions.scope"), "skill:execute:crm/export", model.scopeProperty()),
            Fields.choice(
                    "edit-lasting",
                    Texts.of("permissions.lasting"),
                    List.of(Lasting.values()),
                    Lasting::words,
                    model.lastingProperty()),
            why
        };
    }
}
