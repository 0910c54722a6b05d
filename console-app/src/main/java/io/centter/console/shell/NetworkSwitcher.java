package io.centter.console.shell;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.api.NetworkView;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;

/// Which network of which control plane is looked at, and what a person has marked it as.
final class NetworkSwitcher {
    private static final List<String> ENVIRONMENTS = List.of("production", "staging", "development");

    private final MenuButton button = new MenuButton();
    private final FrameActions actions;
    private List<ServerItem> servers = List.of();

    NetworkSwitcher(FrameActions actions) {
        this.actions = actions;
        button.setId("network-switcher");
        button.getStyleClass().add("network-switcher");
        button.setMnemonicParsing(false);
        button.setGraphic(Labels.icon("fth-share-2"));
        button.setTooltip(Labels.tip(Texts.of("network.switch")));
    }

    Node node() {
        return button;
    }

    void servers(List<ServerItem> known) {
        servers = known;
    }

    void show(List<NetworkView> networks, NetworkView current, Optional<String> environment) {
        button.setText(current.name());
        button.getItems().clear();
        ToggleGroup group = new ToggleGroup();
        for (NetworkView network : networks) {
            RadioMenuItem item = new RadioMenuItem(Texts.of("network.item", network.name(), network.agents()));
            item.setMnemonicParsing(false);
            item.setToggleGroup(group);
            item.setSelected(network.id().equals(current.id()));
            item.setOnAction(_ -> actions.chooseNetwork(network.id()));
            button.getItems().add(item);
        }
        Menu marks = new Menu(Texts.of("network.mark-as"));
        for (String name : ENVIRONMENTS) {
            marks.getItems().add(markItem(current, Optional.of(name), environment));
        }
        marks.getItems().add(markItem(current, Optional.empty(), environment));
        button.getItems().addAll(new SeparatorMenuItem(), marks, serverMenu());
    }

    private Menu serverMenu() {
        Menu menu = new Menu(Texts.of("servers.switch"));
        menu.setId("server-menu");
        for (ServerItem server : servers) {
            RadioMenuItem item = new RadioMenuItem(server.title());
            item.setMnemonicParsing(false);
            item.setSelected(server.current());
            item.setOnAction(_ -> actions.chooseServer(Optional.of(server.address())));
            menu.getItems().add(item);
        }
        MenuItem another = new MenuItem(Texts.of("servers.add"));
        another.setOnAction(_ -> actions.chooseServer(Optional.empty()));
        menu.getItems().addAll(new SeparatorMenuItem(), another);
        return menu;
    }

    private MenuItem markItem(NetworkView network, Optional<String> name, Optional<String> environment) {
        RadioMenuItem item = new RadioMenuItem(Texts.of("environment." + name.orElse("none")));
        item.setSelected(name.equals(environment));
        item.setOnAction(_ -> actions.markNetwork(network.id(), name));
        return item;
    }
}
