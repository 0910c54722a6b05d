package io.centter.console.screens.agent;

import io.centter.console.screens.agent.PresencePeriods.Period;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// A bar of the last day: one segment a period, of its colour and, so that colour is not needed, of its height.
final class PresenceTimeline extends Pane {
    private static final double HEIGHT = 28;
    private @Nullable PresencePeriods shown;

    PresenceTimeline() {
        getStyleClass().add("timeline");
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setMaxHeight(HEIGHT);
    }

    void show(PresencePeriods periods) {
        shown = periods;
        getChildren().clear();
        for (Period period : periods.periods()) {
            Region segment = new Region();
            segment.getStyleClass().addAll("segment", period.presence().name().toLowerCase(Locale.ROOT));
            Tooltip.install(segment, Labels.tip(describe(period)));
            getChildren().add(segment);
        }
        requestLayout();
    }

    private static String describe(Period period) {
        return Texts.of(
                "agent.period",
                Texts.word("presence", period.presence()),
                Times.exact(period.from(), ZoneId.systemDefault()),
                Times.span(period.length()));
    }

    @Override
    protected void layoutChildren() {
        PresencePeriods periods = shown;
        if (periods == null) {
            return;
        }
        double whole = Duration.between(periods.from(), periods.to()).toMillis();
        for (int i = 0; i < periods.periods().size(); i++) {
            Period period = periods.periods().get(i);
            double left = Duration.between(periods.from(), period.from()).toMillis() / whole * getWidth();
            double right = Duration.between(periods.from(), period.to()).toMillis() / whole * getWidth();
            double height = switch (period.presence()) {
                case ONLINE -> HEIGHT;
                case DEGRADED -> HEIGHT * 0.62;
                case OFFLINE -> HEIGHT * 0.28;
                case UNKNOWN -> HEIGHT * 0.14;
            };
            getChildren().get(i).resizeRelocate(left, HEIGHT - height, Math.max(1.5, right - left), height);
        }
    }
}
