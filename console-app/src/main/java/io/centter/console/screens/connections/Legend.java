package io.centter.console.screens.connections;

import io.centter.console.screens.connections.Ego.Without;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.WhatIf;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What shapes and colours mean and how many there are of each; a click shows one transport alone, or thinks it away.
final class Legend {
    private static final PseudoClass OFF = PseudoClass.getPseudoClass("off");

    private final ConnectionsViewModel model;
    private final Function<AgentId, String> names;
    private final VBox rows = new VBox();
    private final Map<RouteTransport, ToggleButton> only = new EnumMap<>(RouteTransport.class);
    private final Map<RouteTransport, Label> counts = new EnumMap<>(RouteTransport.class);
    private final Map<RouteTransport, Button> without = new EnumMap<>(RouteTransport.class);
    private final HBox question = new HBox();
    private final Label answer = Labels.wrapped("", "what-if-text");

    Legend(ConnectionsViewModel model, Function<AgentId, String> names) {
        this.model = model;
        this.names = names;
        rows.getStyleClass().add("legend");
        rows.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        rows.setPickOnBounds(false);
        for (RouteTransport transport : RouteTransport.values()) {
            rows.getChildren().add(row(transport));
        }
        question.getStyleClass().add("what-if");
        question.setId("connections-what-if");
        question.setAlignment(Pos.CENTER_LEFT);
        Button all = Labels.button(Texts.of("connections.with-all"), null, model::withAll, "notice-button");
        all.setId("connections-with-all");
        HBox.setHgrow(answer, Priority.ALWAYS);
        question.getChildren().addAll(Labels.icon("fth-help-circle"), answer, all);
        model.pictureProperty().subscribe(_ -> count());
        model.isolatedProperty().subscribe(_ -> count());
        model.absentProperty().subscribe(_ -> say());
        model.forecast().valueProperty().subscribe(_ -> say());
        model.forecast().troubleProperty().subscribe(_ -> say());
    }

    Node node() {
        return rows;
    }

    /// What is thought away, and what that would do.
    Node question() {
        return question;
    }

    private HBox row(RouteTransport transport) {
        String word = Texts.word("route", transport);
        ToggleButton button = new ToggleButton(word, new RouteMark(transport));
        button.setId("only-" + RouteMark.word(transport));
        button.getStyleClass().add("legend-entry");
        button.setTooltip(Labels.tip(Texts.of("connections.only-tip", word)));
        button.setOnAction(_ -> model.isolate(transport));
        only.put(transport, button);
        Label count = Labels.styled("", "legend-count");
        counts.put(transport, count);
        HBox row = new HBox(button, count);
        row.setAlignment(Pos.CENTER_LEFT);
        switch (transport) {
            case NATS -> row.getChildren().add(away(transport, Transport.NATS));
            case VPC -> row.getChildren().add(away(transport, Transport.VPC));
            case TAILSCALE -> row.getChildren().add(away(transport, Transport.TAILSCALE));
            case HTTPS -> row.getChildren().add(away(transport, Transport.HTTPS));
            case RELAY, NONE -> {}
        }
        return row;
    }

    private Button away(RouteTransport shown, Transport transport) {
        Button button = Labels.iconButton(
                "fth-power",
                Texts.of("connections.without-tip", Texts.word("route", shown)),
                () -> model.without(transport));
        button.setId("without-" + RouteMark.word(shown));
        without.put(shown, button);
        return button;
    }

    private void count() {
        Picture picture = model.pictureProperty().get();
        counts.forEach((transport, label) -> {
            int count = picture.totals().getOrDefault(transport, 0);
            label.setText(Texts.of("number", count));
            ToggleButton button = only.get(transport);
            if (button != null) {
                button.setSelected(transport == model.isolatedProperty().get());
                button.pseudoClassStateChanged(OFF, count == 0);
            }
        });
    }

    private void say() {
        WhatIf asked = model.absentProperty().get();
        Labels.visible(question, asked != null);
        without.forEach((transport, button) -> button.pseudoClassStateChanged(
                OFF, asked != null && asked.transport() != null && RouteTransport.of(asked.transport()) == transport));
        if (asked != null) {
            answer.setText(Texts.of("connections.without", what(asked)) + " "
                    + outcome(model.forecast().get()));
        }
    }

    private String what(WhatIf asked) {
        AgentId agent = asked.agent();
        Transport transport = asked.transport();
        return agent != null ? names.apply(agent) : transport == null ? "" : Texts.word("transport", transport);
    }

    private String outcome(@Nullable Without found) {
        if (found == null) {
            var trouble = model.forecast().troubleProperty().get();
            return trouble == null ? Texts.of("state.loading") : trouble.what();
        }
        return Texts.of(
                "connections.outcome",
                names.apply(model.pictureProperty().get().center().orElseThrow()),
                found.ofEgo().lost(),
                found.ofEgo().rerouted(),
                found.ofAll().lost(),
                found.ofAll().rerouted(),
                found.ofAll().pairs());
    }
}
