package io.centter.console.screens.hub;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.api.NatsHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// How the control plane and the broker hear each other, in a few figures.
final class HealthCards {
    /// Whatever they say, they are as wide as each other.
    private static final double EQUAL = 160;

    private final Site site;
    private final Reading<NatsHealth> reading;
    private final HBox row = new HBox(12);

    HealthCards(Site site, Reading<NatsHealth> reading) {
        this.site = site;
        this.reading = reading;
        row.setId("hub-health");
        row.getStyleClass().add("stream-cards");
        reading.valueProperty().subscribe(_ -> show());
        reading.troubleProperty().subscribe(_ -> show());
    }

    Node node() {
        return row;
    }

    private void show() {
        NatsHealth health = reading.get();
        Trouble trouble = reading.troubleProperty().get();
        row.getChildren().clear();
        if (health == null) {
            row.getChildren()
                    .add(Labels.wrapped(trouble == null ? Texts.of("state.loading") : trouble.what(), "muted"));
            return;
        }
        String since =
                Texts.of("hub.since", Times.ago(health.since(), site.ticker().now()));
        row.getChildren()
                .setAll(
                        card("hub.link", Texts.of("hub.link." + health.status()), since, health.detail()),
                        card(
                                "hub.round-trip",
                                health.rttMicros() == null
                                        ? "–"
                                        : Times.latency(Duration.ofNanos(health.rttMicros() * 1_000)),
                                Texts.of("hub.round-trip-of"),
                                null),
                        card(
                                "hub.servers",
                                Texts.of("number", health.servers().size()),
                                health.serverVersion() == null
                                        ? ""
                                        : Texts.of("hub.server-version", health.serverVersion()),
                                String.join("\n", health.servers())),
                        card(
                                "hub.heartbeats",
                                Texts.of("number", health.heartbeatsReceived()),
                                Texts.of("hub.heartbeats-dropped", health.heartbeatsDropped()),
                                null));
    }

    private static Node card(String title, String figure, String under, @Nullable String more) {
        List<Node> parts = new ArrayList<>();
        parts.add(Labels.styled(Texts.of(title), "card-title"));
        parts.add(Labels.styled(figure, "figure"));
        parts.add(Labels.styled(under, "muted", "small"));
        if (more != null && !more.isEmpty()) {
            parts.add(Labels.wrapped(more, "muted", "small"));
        }
        VBox card = new VBox(4);
        card.getChildren().addAll(parts);
        card.getStyleClass().add("card");
        card.setMinWidth(0);
        card.setPrefWidth(EQUAL);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }
}
