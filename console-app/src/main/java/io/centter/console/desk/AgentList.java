package io.centter.console.desk;

import io.centter.console.fleet.AgentRow;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.presence.AgentPresence;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/// The agents of the network in a narrow list, to choose one.
public final class AgentList {
    private final ListView<AgentRow> list = new ListView<>();
    private final VBox root = new VBox();

    /// @param chosen called with what a person selects
    public AgentList(String id, String name, ObservableList<AgentRow> agents, Consumer<AgentRow> chosen) {
        FilteredList<AgentRow> shown = new FilteredList<>(agents);
        TextField filter = new TextField();
        filter.setId(id + "-find");
        filter.setPromptText(name);
        filter.setAccessibleText(name);
        filter.textProperty().subscribe(text -> {
            String typed = text.strip().toLowerCase(Locale.ROOT);
            shown.setPredicate(row ->
                    (row.get().name() + " " + row.id()).toLowerCase(Locale.ROOT).contains(typed));
        });
        list.setId(id);
        list.setAccessibleText(name);
        list.setItems(shown);
        list.setFixedCellSize(32);
        list.setCellFactory(_ -> new AgentCell());
        list.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                chosen.accept(row);
            }
        });
        VBox.setVgrow(list, Priority.ALWAYS);
        root.getStyleClass().add("agent-list");
        root.getChildren().addAll(filter, list);
    }

    public Region node() {
        return root;
    }

    public void focus() {
        list.requestFocus();
    }

    /// Marks what is shown, whoever chose it.
    public void select(@Nullable AgentRow row) {
        if (row != null && list.getSelectionModel().getSelectedItem() != row) {
            list.getSelectionModel().select(row);
            list.scrollTo(row);
        }
    }

    private static final class AgentCell extends ListCell<AgentRow> {
        private final PresenceMark mark = new PresenceMark();
        private final Label name = new Label();
        private final HBox box = new HBox(8, mark, name);
        private Subscription following = Subscription.EMPTY;

        AgentCell() {
            box.setAlignment(Pos.CENTER_LEFT);
            getStyleClass().add("agent-cell");
            Labels.visible(box, true);
        }

        @Override
        protected void updateItem(@Nullable AgentRow row, boolean empty) {
            super.updateItem(row, empty);
            following.unsubscribe();
            following = Subscription.EMPTY;
            if (empty || row == null) {
                setGraphic(null);
            } else {
                following = row.nowProperty().subscribe(this::show);
                setGraphic(box);
            }
        }

        private void show(AgentPresence now) {
            mark.show(now.presence());
            name.setText(now.name());
        }
    }
}
