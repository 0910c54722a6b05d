package io.centter.console.screens.connections;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.model.identity.AgentId;
import io.centter.model.route.BestRoute;
import io.centter.model.route.Hop;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.TransportChoice;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The best path to the peer that is looked at, hop by hop, and what is to be said of each transport.
final class PathPane {
    private final Site site;
    private final ConnectionsViewModel model;
    private final VBox body = new VBox();
    private final ScrollPane scroll = new ScrollPane(body);

    PathPane(Site site, ConnectionsViewModel model) {
        this.site = site;
        this.model = model;
        body.getStyleClass().add("pane-body");
        scroll.setFitToWidth(true);
        scroll.setId("connections-path");
        scroll.getStyleClass().addAll("pane-scroll", "path-pane");
        model.path().valueProperty().subscribe(_ -> show());
        model.path().phaseProperty().subscribe(_ -> show());
    }

    Node node() {
        return scroll;
    }

    private void show() {
        body.getChildren().clear();
        Reading.Phase phase = model.path().phaseProperty().get();
        Labels.visible(scroll, phase != Reading.Phase.IDLE);
        BestRoute best = model.path().get();
        if (best != null) {
            fill(best);
        } else if (phase != Reading.Phase.IDLE) {
            var trouble = model.path().troubleProperty().get();
            body.getChildren()
                    .add(Labels.wrapped(trouble == null ? Texts.of("state.loading") : trouble.what(), "muted"));
        }
        scroll.setVvalue(0);
    }

    private void fill(BestRoute best) {
        AgentId to = best.route().to();
        body.getChildren()
                .addAll(
                        Labels.wrapped(
                                Texts.of(
                                        "connections.path",
                                        site.name(best.route().from()),
                                        site.name(to)),
                                "pane-title"),
                        verdict(best));
        int number = 1;
        for (Hop hop : best.route().hops()) {
            body.getChildren().add(hop(number++, hop));
        }
        back(best).ifPresent(words -> body.getChildren().add(words));
        body.getChildren().add(actions(best));
        body.getChildren().add(Labels.styled(Texts.of("connections.choices"), "section-title"));
        best.choices().forEach(choice -> body.getChildren().add(choice(choice, best)));
    }

    private static Node verdict(BestRoute best) {
        HBox row = new HBox(8, new RouteMark(best.route().transport()), Labels.wrapped(Paths.reason(best)));
        row.setAlignment(Pos.TOP_LEFT);
        HBox.setHgrow(row.getChildren().getLast(), Priority.ALWAYS);
        row.getStyleClass().add("path-verdict");
        return row;
    }

    private Node hop(int number, Hop hop) {
        Node badge = Labels.styled(Texts.of("number", number), "hop-badge");
        VBox words = new VBox(
                2,
                Labels.wrapped(Texts.of(
                        "connections.hop",
                        site.name(hop.from()),
                        site.name(hop.to()),
                        Texts.word("transport", hop.transport()))),
                Labels.wrapped(hop.address(), "mono", "muted"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(10, badge, words);
        row.getStyleClass().add("path-hop");
        return row;
    }

    private Optional<Node> back(BestRoute best) {
        return model.pictureProperty()
                .get()
                .peer(best.route().to().value())
                .filter(peer -> peer.back().transport() != best.route().transport())
                .map(peer ->
                        Labels.wrapped(Texts.of("connections.back", Paths.words(peer.back(), site::name)), "muted"));
    }

    private Node actions(BestRoute best) {
        AgentId from = best.route().from();
        AgentId to = best.route().to();
        FlowPane row = new FlowPane(
                8,
                8,
                Labels.button(Texts.of("connections.recentre"), "fth-crosshair", () -> model.recentre(to)),
                Labels.button(Texts.of("connections.without-agent"), "fth-power", () -> model.without(to)),
                Labels.button(
                        Texts.of("connections.open"),
                        "fth-cpu",
                        () -> site.hands().go(new Destination.Agent(to))),
                Labels.button(
                        Texts.of("connections.explain"),
                        "fth-help-circle",
                        () -> site.hands().go(new Destination.Explain(from, Optional.of(to), Optional.empty()))));
        row.getStyleClass().add("pane-actions");
        return row;
    }

    private static Node choice(TransportChoice choice, BestRoute best) {
        VBox words = new VBox(
                2,
                new HBox(
                        8,
                        new RouteMark(RouteTransport.of(choice.transport())),
                        Labels.styled(Texts.word("transport", choice.transport()))),
                Labels.wrapped(Paths.named(choice.reason(), best), "muted", "small"));
        if (words.getChildren().getFirst() instanceof HBox head) {
            head.setAlignment(Pos.CENTER_LEFT);
        }
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox row = new HBox(8, Labels.icon(choice.possible() ? "fth-check" : "fth-x"), words);
        row.setMinHeight(Region.USE_PREF_SIZE);
        row.getStyleClass().addAll("path-choice", choice.possible() ? "chain-ok" : "chain-broken");
        row.setAccessibleText(Texts.word("transport", choice.transport()) + ": " + choice.reason());
        return row;
    }
}
