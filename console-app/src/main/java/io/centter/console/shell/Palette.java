package io.centter.console.shell;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// The command palette: one field for everything.
final class Palette {
    private final PaletteViewModel model;
    private final Runnable close;
    private final TextField field = new TextField();
    private final ListView<Command> list = new ListView<>();
    private final StackPane root = new StackPane();

    Palette(PaletteViewModel model, Runnable close) {
        this.model = model;
        this.close = close;
        field.setId("palette-field");
        field.setPromptText(Texts.of("palette.prompt"));
        field.setAccessibleText(Texts.of("palette.prompt"));
        field.textProperty().bindBidirectional(model.textProperty());
        list.setId("palette-list");
        list.setItems(model.found());
        list.setFixedCellSize(40);
        list.setPlaceholder(Labels.styled(Texts.of("palette.nothing"), "muted"));
        list.setCellFactory(_ -> new CommandCell());
        list.setFocusTraversable(false);
        list.setOnMouseClicked(_ -> perform());
        model.found().subscribe(() -> list.getSelectionModel().selectFirst());
        VBox card = new VBox(field, list);
        card.getStyleClass().add("palette");
        card.setMaxSize(620, Region.USE_PREF_SIZE);
        StackPane.setAlignment(card, Pos.TOP_CENTER);
        root.getStyleClass().add("veil");
        root.getChildren().add(card);
        root.setOnMousePressed(event -> {
            if (root.equals(event.getTarget())) {
                close.run();
            }
        });
        root.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    Node node() {
        return root;
    }

    void open() {
        model.open();
        field.requestFocus();
    }

    private void key(KeyEvent event) {
        int at = list.getSelectionModel().getSelectedIndex();
        switch (event.getCode()) {
            case DOWN -> select(at + 1);
            case UP -> select(at - 1);
            case PAGE_DOWN -> select(at + 8);
            case PAGE_UP -> select(at - 8);
            case ENTER -> perform();
            case ESCAPE -> close.run();
            default -> {
                return;
            }
        }
        event.consume();
    }

    private void select(int index) {
        int wanted = Math.clamp(index, 0, Math.max(0, model.found().size() - 1));
        list.getSelectionModel().clearAndSelect(wanted);
        list.scrollTo(Math.max(0, wanted - 4));
    }

    private void perform() {
        Command command = list.getSelectionModel().getSelectedItem();
        if (command != null) {
            close.run();
            command.action().run();
        }
    }

    private static final class CommandCell extends ListCell<Command> {
        private final FontIcon icon = new FontIcon("fth-circle");
        private final Label title = Labels.styled("", "command-title");
        private final Label detail = Labels.styled("", "muted");
        private final Label kind = Labels.styled("", "muted", "small");
        private final Label keys = Labels.styled("", "keys");
        private final HBox box = new HBox(icon, title, detail, Labels.spring(), kind, keys);

        CommandCell() {
            box.getStyleClass().add("command");
            box.setAlignment(Pos.CENTER_LEFT);
            title.setMinWidth(Region.USE_PREF_SIZE);
        }

        @Override
        protected void updateItem(@Nullable Command command, boolean empty) {
            super.updateItem(command, empty);
            if (empty || command == null) {
                setGraphic(null);
                return;
            }
            icon.setIconLiteral(command.icon());
            title.setText(command.title());
            detail.setText(command.detail());
            kind.setText(command.kind());
            keys.setText(command.keys());
            keys.setVisible(!command.keys().isEmpty());
            keys.setManaged(!command.keys().isEmpty());
            setGraphic(box);
        }
    }
}
