package io.centter.console.screens.agent;

import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.layout.Region;

/// What can be done with one agent, or with all that are marked. Who may not is told what it takes.
public final class ActMenu {
    private ActMenu() {}

    /// Everything that can be done.
    ///
    /// @param id of the button; that of an item is this with the act behind it
    /// @param targets with whom, asked when it is chosen
    public static MenuButton of(String id, Site site, AgentActs acts, Supplier<List<AgentRow>> targets, boolean many) {
        MenuButton menu = new MenuButton(Texts.of(many ? "act.with-marked" : "act.menu"), Labels.icon("fth-zap"));
        menu.setId(id);
        menu.setMinWidth(Region.USE_PREF_SIZE);
        menu.getStyleClass().add("word-button");
        boolean may = site.mayOperate();
        if (!may) {
            MenuItem needs = new MenuItem(Texts.of(
                    "act.takes-operator",
                    Texts.word("member", site.network().get().yourRole())));
            needs.setDisable(true);
            menu.getItems().addAll(needs, new SeparatorMenuItem());
        }
        for (AgentAct act : AgentAct.values()) {
            if (act.takesMany() || !many) {
                MenuItem item = new MenuItem(act.words(), Labels.icon(act.icon()));
                item.setId(id + "-" + act.name().toLowerCase(Locale.ROOT).replace('_', '-'));
                item.setDisable(!may);
                item.setOnAction(_ -> acts.begin(act, targets.get()));
                menu.getItems().add(item);
                if (act == AgentAct.RELOAD || act == AgentAct.REVOKE || act == AgentAct.UNLOCK) {
                    menu.getItems().add(new SeparatorMenuItem());
                }
            }
        }
        return menu;
    }
}
