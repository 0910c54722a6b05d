package io.centter.console.shell;

import io.centter.console.live.Link;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/// Two small lights, one a way, with their round trips, and how old the picture is.
final class ConnectionLight {
    private static final PseudoClass STALE = PseudoClass.getPseudoClass("stale");

    private final HBox root = new HBox();
    private final InstantSource clock;

    ConnectionLight(ConnectionViewModel model, InstantSource clock, Runnable reconnect) {
        this.clock = clock;
        Label age = Labels.styled("", "light-age");
        age.setId("data-age");
        age.textProperty().bind(model.ageProperty());
        model.staleProperty().subscribe(stale -> age.pseudoClassStateChanged(STALE, stale));
        Node again = Labels.iconButton("fth-refresh-cw", Texts.of("action.reconnect"), reconnect);
        again.setId("reconnect");
        root.setId("connection-light");
        root.getStyleClass().add("light-box");
        root.setAlignment(Pos.CENTER_LEFT);
        root.getChildren()
                .addAll(
                        light("http", Texts.of("link.http"), model.httpProperty()),
                        light("nats", Texts.of("link.nats"), model.natsProperty()),
                        age,
                        again);
    }

    Node node() {
        return root;
    }

    private Node light(String id, String name, ReadOnlyObjectProperty<Link> link) {
        Region lamp = new Region();
        lamp.getStyleClass().add("lamp");
        Label label = Labels.styled(name, "light-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        Label trip = Labels.styled("", "light-trip");
        HBox box = new HBox(lamp, label, trip);
        box.setId("light-" + id);
        box.getStyleClass().add("light");
        box.setAlignment(Pos.CENTER_LEFT);
        Tooltip tip = Labels.tip("");
        Tooltip.install(box, tip);
        link.subscribe(now -> {
            lamp.getStyleClass().setAll("lamp", now.state().name().toLowerCase(Locale.ROOT));
            Duration roundTrip = now.roundTrip();
            trip.setText(
                    now.isUp() && roundTrip != null ? Times.latency(roundTrip) : Texts.word("link.state", now.state()));
            box.setAccessibleText(name + " " + Texts.word("link.state", now.state()));
            tip.setText(explain(name, now));
        });
        return box;
    }

    private String explain(String name, Link link) {
        Instant now = clock.instant();
        String state = Texts.of("link.tip", name, Texts.word("link.state", link.state()), Times.ago(link.since(), now));
        return link.cause() == null ? state : state + "\n" + link.cause();
    }
}
