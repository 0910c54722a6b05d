package io.centter.console.screens.discovery;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.console.desk.DeskScreen;
import io.centter.console.desk.Fields;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.heartbeat.Transport;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The discovery playground.
public final class DiscoveryScreen extends DeskScreen {
    private static final int DIFFERENCES = 6;

    private final DiscoveryViewModel model;
    private final VBox http = new VBox(8);
    private final VBox nats = new VBox(8);
    private final VBox verdict = new VBox(4);

    public DiscoveryScreen(Site site, DiscoveryViewModel model) {
        super(site, "discovery", "fth-search");
        this.model = model;
    }

    @Override
    protected void build() {
        header(Labels.spring(), recent());
        HBox both = new HBox(16, http, nats);
        for (VBox side : List.of(http, nats)) {
            HBox.setHgrow(side, Priority.ALWAYS);
            side.setMinWidth(0);
            side.setPrefWidth(300);
        }
        both.getStyleClass().add("answers");
        VBox.setVgrow(both, Priority.ALWAYS);
        verdict.setId("discovery-verdict");
        verdict.getStyleClass().add("question-hint");
        body(new VBox(question(), verdict, both));
        model.httpProperty().subscribe(_ -> show());
        model.natsProperty().subscribe(_ -> show());
        model.wrongProperty().subscribe(_ -> show());
    }

    @Override
    protected void attach() {
        if (model.recent().isEmpty()) {
            model.ask();
        }
    }

    @Override
    protected boolean closeSide() {
        return false;
    }

    private Node question() {
        Button ask = Labels.button(Texts.of("discovery.ask"), "fth-play", model::ask, "primary");
        ask.setId("discovery-ask");
        FlowPane fields = new FlowPane(
                12,
                8,
                Fields.text("discovery-skill", Texts.of("discovery.skill"), "git", model.skillProperty()),
                Fields.text(
                        "discovery-capability", Texts.of("discovery.capability"), "deploy", model.capabilityProperty()),
                Fields.text("discovery-words", Texts.of("discovery.words"), "", model.wordsProperty()),
                Fields.choice(
                        "discovery-status",
                        Texts.of("discovery.status"),
                        List.of(Presence.values()),
                        value -> Texts.word("presence", value),
                        model.statusProperty()),
                Fields.choice(
                        "discovery-role",
                        Texts.of("discovery.role"),
                        List.of(Role.values()),
                        value -> Texts.word("role", value),
                        model.roleProperty()),
                Fields.choice(
                        "discovery-transport",
                        Texts.of("discovery.transport"),
                        List.of(Transport.values()),
                        value -> Texts.word("transport", value),
                        model.transportProperty()),
                Fields.text("discovery-limit", Texts.of("discovery.limit"), "100", model.limitProperty()));
        fields.setPrefWrapLength(600);
        HBox buttons = new HBox(8, ask, Labels.button(Texts.of("discovery.clear"), null, model::clear));
        buttons.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(12, fields, buttons);
        box.getStyleClass().addAll("question", "discovery-question");
        box.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER && !(event.getTarget() instanceof Button)) {
                model.ask();
                event.consume();
            }
        });
        return box;
    }

    private Node recent() {
        ComboBox<DiscoverQuery> box =
                Fields.combo("discovery-recent", Texts.of("discovery.recent"), DiscoveryViewModel::words);
        box.setPromptText(Texts.of("discovery.recent"));
        box.setItems(model.recent());
        box.setMaxWidth(280);
        box.setOnAction(_ -> {
            DiscoverQuery chosen = box.getValue();
            if (chosen != null) {
                box.setValue(null);
                model.again(chosen);
            }
        });
        return box;
    }

    private void show() {
        fill(http, "HTTP", model.httpProperty().get(), "discovery.copy-curl", model::curl);
        fill(nats, "NATS", model.natsProperty().get(), "discovery.copy-nats", model::natsLine);
        verdict.getChildren().clear();
        if (!model.wrongProperty().get().isEmpty()) {
            verdict.getChildren().add(Labels.wrapped(model.wrongProperty().get(), "filter-hint"));
            return;
        }
        Answer one = model.httpProperty().get();
        Answer other = model.natsProperty().get();
        if (one == null || other == null || one.answer() == null || other.answer() == null) {
            return;
        }
        List<String> differences = model.differences();
        verdict.getChildren()
                .add(Labels.styled(
                        Texts.of(differences.isEmpty() ? "discovery.same" : "discovery.differ", differences.size()),
                        "chip",
                        differences.isEmpty() ? "chip-good" : "chip-warning"));
        differences.stream()
                .limit(DIFFERENCES)
                .forEach(line -> verdict.getChildren().add(Labels.wrapped(line, "muted", "small")));
    }

    private void fill(VBox side, String way, @Nullable Answer answer, String copy, Supplier<String> line) {
        Label title = Labels.styled(way, "pane-title");
        Label facts = Labels.styled(answer == null ? Texts.of("state.loading") : facts(answer), "muted");
        Button button =
                Labels.button(Texts.of(copy), "fth-copy", () -> site().hands().copy(line.get()));
        HBox head = new HBox(10, title, facts, Labels.spring(), button);
        head.setAlignment(Pos.CENTER_LEFT);
        side.getChildren().setAll(head);
        Trouble trouble = answer == null ? null : answer.trouble();
        if (trouble != null) {
            VBox banner = new VBox(Labels.wrapped(trouble.what(), "error-what"));
            if (!trouble.todo().isEmpty()) {
                banner.getChildren().add(Labels.wrapped(trouble.todo(), "error-todo"));
            }
            banner.getStyleClass().addAll("banner", "banner-danger");
            side.getChildren().add(banner);
        } else if (answer != null && answer.answer() != null) {
            TextArea text = MessageWords.text("discovery-" + way.toLowerCase(Locale.ROOT), pretty(answer.answer()));
            text.setAccessibleText(Texts.of("discovery.answer", way));
            VBox.setVgrow(text, Priority.ALWAYS);
            side.getChildren().add(text);
        }
    }

    private static String facts(Answer answer) {
        DiscoverAnswer found = answer.answer();
        String took = Times.latency(answer.took());
        return found == null
                ? took
                : Texts.of("discovery.facts", took, found.agents().size(), found.total());
    }

    private static String pretty(DiscoverAnswer answer) {
        try {
            return Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
