package io.centter.console.screens.permissions;

import io.centter.console.desk.Site;
import io.centter.console.desk.StateView;
import io.centter.console.fleet.AgentRow;
import io.centter.console.screens.permissions.MatrixViewModel.Line;
import io.centter.console.screens.permissions.MatrixViewModel.Matrix;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.permission.Scope;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.Pos;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// Agents by scopes: a mark says how much of a scope an agent holds.
final class MatrixView {
    private final TableView<Line> table = new TableView<>();
    private final Label note = Labels.wrapped("", "muted", "matrix-note");
    private final VBox root = new VBox();

    /// @param open called with the agent of a row that is opened
    MatrixView(Site site, MatrixViewModel model, Consumer<AgentRow> open) {
        table.setId("permissions-matrix");
        table.setAccessibleText(Texts.of("permissions.as-matrix"));
        table.getStyleClass().addAll("rows-table", "matrix");
        table.setFixedCellSize(30);
        table.setPlaceholder(new Region());
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                opened(open);
            }
        });
        table.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                opened(open);
            }
        });
        StackPane place = new StackPane(
                table,
                StateView.of(
                        site,
                        "matrix",
                        model.reading(),
                        new StateView.Empty("fth-grid", Texts.of("permissions.matrix-empty"), "")));
        VBox.setVgrow(place, Priority.ALWAYS);
        root.getStyleClass().add("matrix-box");
        root.getChildren().addAll(place, note);
        model.shownProperty().subscribe(this::show);
    }

    Node node() {
        return root;
    }

    private void opened(Consumer<AgentRow> open) {
        Line line = table.getSelectionModel().getSelectedItem();
        if (line != null) {
            open.accept(line.agent());
        }
    }

    private void show(@Nullable Matrix matrix) {
        Labels.visible(note, matrix != null);
        if (matrix == null) {
            return;
        }
        int selected = table.getSelectionModel().getSelectedIndex();
        TableColumn<Line, String> name = new TableColumn<>(Texts.of("permissions.agent"));
        name.setPrefWidth(150);
        name.setSortable(false);
        name.setReorderable(false);
        name.setCellValueFactory(
                line -> new ReadOnlyStringWrapper(line.getValue().agent().get().name()));
        table.getColumns().setAll(java.util.List.of(name));
        matrix.scopes().forEach(scope -> table.getColumns().add(column(scope)));
        table.getItems().setAll(matrix.lines());
        table.getSelectionModel().select(selected);
        note.setText(
                matrix.hidden() == 0
                        ? Texts.of("permissions.matrix-note", matrix.lines().size())
                        : Texts.of("permissions.matrix-cut", matrix.lines().size(), matrix.hidden()));
    }

    private static TableColumn<Line, Left> column(Scope scope) {
        TableColumn<Line, Left> column = new TableColumn<>();
        Label title = Labels.styled(scope.toString(), "mono", "matrix-title");
        title.setRotate(-90);
        title.setTooltip(Labels.tip(scope.toString()));
        Group upright = new Group(title);
        StackPane head = new StackPane(upright);
        head.setAlignment(Pos.BOTTOM_CENTER);
        column.setGraphic(head);
        column.setPrefWidth(32);
        column.setMinWidth(32);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(
                line -> new ReadOnlyObjectWrapper<>(line.getValue().held().get(scope)));
        column.setCellFactory(_ -> new HeldCell(scope));
        return column;
    }

    private static final class HeldCell extends TableCell<Line, Left> {
        private final FontIcon icon = new FontIcon("fth-circle");
        private final Scope scope;

        HeldCell(Scope scope) {
            this.scope = scope;
            getStyleClass().add("matrix-cell");
        }

        @Override
        protected void updateItem(@Nullable Left left, boolean empty) {
            super.updateItem(left, empty);
            setGraphic(null);
            setTooltip(null);
            setAccessibleText(null);
            if (empty || left == null) {
                return;
            }
            icon.setIconLiteral(
                    switch (left) {
                        case ALL -> "fth-check";
                        case PART -> "fth-pie-chart";
                        case NOTHING -> "fth-slash";
                    });
            icon.getStyleClass()
                    .setAll("ikonli-font-icon", "held-" + left.name().toLowerCase(java.util.Locale.ROOT));
            setGraphic(icon);
            String words = scope + ": " + Texts.word("left", left);
            setTooltip(Labels.tip(words));
            setAccessibleText(words);
        }
    }
}
