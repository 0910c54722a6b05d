package io.centter.console.screens.connections;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.identity.AgentId;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// The same as the graph in words, for who reads rather than looks.
final class PeerList {
    private final ConnectionsViewModel model;
    private final ListView<Peer> list = new ListView<>();
    private boolean following;

    PeerList(ConnectionsViewModel model, Function<AgentId, String> names) {
        this.model = model;
        list.setId("connections-list");
        list.getStyleClass().add("peer-list");
        list.setAccessibleText(Texts.of("connections.list"));
        list.setItems(model.listed());
        list.setFixedCellSize(32);
        list.setCellFactory(_ -> new PeerCell(names));
        list.getSelectionModel().selectedItemProperty().subscribe(peer -> {
            if (peer != null && !following) {
                model.select(peer.id().value());
            }
        });
        list.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                model.enter();
                event.consume();
            }
        });
        list.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                model.enter();
            }
        });
        model.selectedProperty().subscribe(_ -> follow());
        ListChangeListener<Peer> moved = _ -> follow();
        model.listed().addListener(moved);
    }

    Region node() {
        return list;
    }

    private void follow() {
        String key = model.selectedProperty().get();
        Peer has = list.getSelectionModel().getSelectedItem();
        if (Objects.equals(key, has == null ? null : has.id().value())) {
            return;
        }
        following = true;
        list.getSelectionModel().clearSelection();
        for (int i = 0; i < model.listed().size(); i++) {
            if (model.listed().get(i).id().value().equals(key)) {
                list.getSelectionModel().select(i);
                list.scrollTo(Math.max(0, i - 3));
            }
        }
        following = false;
    }

    private static final class PeerCell extends ListCell<Peer> {
        private final Function<AgentId, String> names;
        private final RouteMark route = new RouteMark();
        private final PresenceMark presence = new PresenceMark();
        private final Label name = Labels.styled("", "peer-name");
        private final Label how = Labels.styled("", "muted", "small");
        private final Label fate = Labels.styled("", "chip", "chip-warning");
        private final HBox box = new HBox(8, route, presence, name, Labels.spring(), how, fate);

        PeerCell(Function<AgentId, String> names) {
            this.names = names;
            box.setAlignment(Pos.CENTER_LEFT);
            fate.setMinWidth(Region.USE_PREF_SIZE);
            name.setMinWidth(64);
        }

        @Override
        protected void updateItem(@Nullable Peer peer, boolean empty) {
            super.updateItem(peer, empty);
            if (empty || peer == null) {
                setGraphic(null);
                return;
            }
            route.show(peer.transport());
            presence.show(peer.presence());
            name.setText(peer.name());
            how.setText(Paths.words(peer.out(), names));
            Labels.visible(fate, peer.fate() != Peer.Fate.SAME);
            if (peer.fate() != Peer.Fate.SAME) {
                fate.setText(Texts.of("connections.fate." + peer.fate().name().toLowerCase(Locale.ROOT)));
            }
            setAccessibleText(peer.name() + ", " + how.getText() + ", " + Texts.word("presence", peer.presence()));
            setGraphic(box);
        }
    }
}
