package io.centter.console.screens.messages;

import io.centter.console.desk.Reading;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.text.Sizes;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.message.StreamState;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The streams of the network and how full they are, beside each other.
final class StreamCards {
    private static final PseudoClass FULL = PseudoClass.getPseudoClass("full");
    /// Whatever they say, they are as wide as each other.
    private static final double EQUAL = 200;
    private static final double NEARLY = 0.8;
    private static final Map<String, String> WORDS =
            Map.of("AGENT_MESSAGES", "messages.stream-messages", "AGENT_EVENTS", "messages.stream-events");

    private final Site site;
    private final Reading<List<StreamState>> reading;
    private final HBox row = new HBox(12);

    StreamCards(Site site, Reading<List<StreamState>> reading) {
        this.site = site;
        this.reading = reading;
        row.setId("messages-streams");
        row.getStyleClass().add("stream-cards");
        reading.valueProperty().subscribe(_ -> show());
        reading.troubleProperty().subscribe(_ -> show());
    }

    Node node() {
        return row;
    }

    private void show() {
        List<StreamState> streams = reading.get();
        Trouble trouble = reading.troubleProperty().get();
        row.getChildren().clear();
        if (streams == null) {
            row.getChildren()
                    .add(Labels.wrapped(trouble == null ? Texts.of("state.loading") : trouble.what(), "muted"));
            return;
        }
        streams.stream()
                .sorted(Comparator.comparing(StreamState::name).reversed())
                .forEach(stream -> row.getChildren().add(card(stream)));
    }

    private Node card(StreamState stream) {
        double used = stream.maxBytes() <= 0 ? 0 : (double) stream.bytes() / stream.maxBytes();
        ProgressBar bar = new ProgressBar(Math.clamp(used, 0, 1));
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(Texts.of("messages.used", Sizes.of(stream.bytes()), limit(stream)));
        bar.getStyleClass().add("fill");
        bar.pseudoClassStateChanged(FULL, used >= NEARLY);
        String words = WORDS.get(stream.name());
        VBox card = new VBox(
                4,
                Labels.styled(stream.name(), "mono", "card-title"),
                Labels.styled(words == null ? "" : Texts.of(words), "muted", "small"),
                Labels.styled(
                        Texts.of("messages.stream-holds", stream.messages(), Sizes.of(stream.bytes()), limit(stream))),
                bar,
                Labels.styled(
                        Texts.of(
                                "messages.stream-keeps",
                                age(stream.oldestAt()),
                                Times.span(Duration.ofSeconds(stream.maxAgeSeconds())),
                                Texts.of("messages.when-full." + stream.whenFull())),
                        "muted",
                        "small"));
        card.getStyleClass().add("card");
        card.setMinWidth(0);
        card.setPrefWidth(EQUAL);
        HBox.setHgrow(card, Priority.ALWAYS);
        return card;
    }

    private String age(@Nullable Instant oldest) {
        return oldest == null
                ? Texts.of("messages.no-oldest")
                : Texts.of("messages.oldest-is", Times.ago(oldest, site.ticker().now()));
    }

    private static String limit(StreamState stream) {
        return stream.maxBytes() <= 0 ? "∞" : Sizes.of(stream.maxBytes());
    }
}
