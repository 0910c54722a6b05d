package io.centter.console.screens.events;

import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/// Seven days, of which one moment is chosen; its right end is now.
final class TimeBar {
    private static final double HOURS = EventsViewModel.REACH.toHours();

    private final Site site;
    private final EventsViewModel model;
    private final Slider slider = new Slider(-HOURS, 0, 0);
    private final TextField typed = new TextField();
    private final Label said = Labels.styled("", "filter-hint");
    private final HBox root = new HBox();
    private boolean following;

    TimeBar(Site site, EventsViewModel model) {
        this.site = site;
        this.model = model;
        slider.setId("events-slider");
        slider.setAccessibleText(Texts.of("events.slider"));
        slider.setMajorTickUnit(24);
        slider.setMinorTickCount(3);
        slider.setShowTickMarks(true);
        slider.setShowTickLabels(true);
        slider.setBlockIncrement(1);
        slider.setLabelFormatter(new Days());
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().subscribe((_, value) -> {
            if (!following) {
                moved(value.doubleValue());
            }
        });
        typed.setId("events-moment");
        typed.setPromptText(Texts.of("events.moment-prompt"));
        typed.setAccessibleText(Texts.of("events.moment"));
        typed.setOnAction(_ -> model.go(typed.getText()));
        typed.setPrefWidth(190);
        typed.setMinWidth(110);
        Button now = Labels.button(Texts.of("events.now"), "fth-skip-forward", model::now);
        now.setId("events-now");
        now.disableProperty().bind(model.past().atProperty().isNull());
        said.setMinWidth(Region.USE_PREF_SIZE);
        root.getStyleClass().add("time-bar");
        root.setAlignment(Pos.CENTER_LEFT);
        root.getChildren().addAll(slider, typed, now, said);
        model.mistakeProperty().subscribe(_ -> say());
        model.past().troubleProperty().subscribe(_ -> say());
        model.past().atProperty().subscribe(this::follow);
    }

    Node node() {
        return root;
    }

    private void moved(double hours) {
        if (hours > -0.05) {
            model.now();
        } else {
            Instant moment = site.ticker().now().plusSeconds(Math.round(hours * 3600));
            typed.setText(Moments.text(moment, ZoneId.systemDefault()));
            model.move(moment);
        }
    }

    private void follow(@Nullable Instant at) {
        following = true;
        if (at == null) {
            slider.setValue(0);
            typed.clear();
        } else {
            slider.setValue(-Duration.between(at, site.ticker().now()).toSeconds() / 3600.0);
            typed.setText(Moments.text(at, ZoneId.systemDefault()));
        }
        following = false;
    }

    private void say() {
        Trouble trouble = model.past().troubleProperty().get();
        said.setText(trouble == null ? model.mistakeProperty().get() : trouble.what());
        Labels.visible(said, !said.getText().isEmpty());
    }

    private static final class Days extends StringConverter<Double> {
        @Override
        public String toString(Double hours) {
            return hours > -1 ? Texts.of("events.now") : "-" + Times.span(Duration.ofHours(Math.round(-hours)));
        }

        @Override
        public Double fromString(String text) {
            return 0.0;
        }
    }
}
