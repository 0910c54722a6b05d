package io.centter.console.screens.agents;

import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.presence.Presence;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// How many agents are in which presence; each figure filters by it.
final class PresenceCounters {
    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final HBox root = new HBox();

    /// @param roomy whether there is room for the sum of all
    PresenceCounters(AgentsViewModel model, ObservableBooleanValue roomy) {
        root.getStyleClass().add("counters");
        root.setAlignment(Pos.CENTER_LEFT);
        root.setMinWidth(Region.USE_PREF_SIZE);
        Label total = Labels.styled("", "counter-total");
        total.setId("agents-total");
        total.managedProperty().bind(roomy);
        total.visibleProperty().bind(roomy);
        total.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> total(
                                model.countsProperty().get().total(),
                                model.items().size()),
                        model.countsProperty(),
                        model.items()));
        root.getChildren().add(total);
        for (Presence presence : Presence.values()) {
            root.getChildren().add(counter(model, presence));
        }
    }

    Node node() {
        return root;
    }

    private static String total(int all, int shown) {
        return shown == all ? Texts.of("agents.total", all) : Texts.of("agents.total-shown", shown, all);
    }

    private static Button counter(AgentsViewModel model, Presence presence) {
        String key = presence.name().toLowerCase(Locale.ROOT);
        Button button = new Button();
        button.setId("count-" + key);
        button.getStyleClass().add("counter");
        button.setGraphic(new PresenceMark(presence));
        button.setMnemonicParsing(false);
        button.textProperty()
                .bind(model.countsProperty()
                        .map(counts ->
                                Texts.of("agents.count", counts.of(presence), Texts.word("presence", presence))));
        button.setTooltip(Labels.tip(Texts.of("agents.count-tip", Texts.word("presence", presence))));
        button.setOnAction(_ -> model.togglePresence(presence));
        model.filterTextProperty()
                .subscribe(text -> button.pseudoClassStateChanged(ACTIVE, text.contains("presence:" + key)));
        // Nobody needs to read that none is in a state that is rare; the four that matter stay in place.
        if (presence == Presence.UNKNOWN) {
            button.visibleProperty().bind(model.countsProperty().map(counts -> counts.unknown() > 0));
            button.managedProperty().bind(button.visibleProperty());
        }
        return button;
    }
}
