package io.centter.console.desk;

import io.centter.console.desk.Rows.Content;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// What is said in the place of something while it is not there: loading, forbidden, failed, empty, hidden by a filter.
public final class StateView {
    /// What to say where there is nothing yet.
    public record Empty(String icon, String title, String detail) {}

    private final VBox root = new VBox();
    private final Empty empty;
    private final Runnable again;
    private final Runnable clearFilter;

    private StateView(String id, Empty empty, Runnable again, Runnable clearFilter) {
        this.empty = empty;
        this.again = again;
        this.clearFilter = clearFilter;
        root.setId(id + "-state");
        root.getStyleClass().add("state");
        root.setAlignment(Pos.CENTER);
        root.setPickOnBounds(false);
    }

    /// Over a table.
    public static Node of(String id, Rows<?> rows, Empty empty) {
        StateView view = new StateView(id, empty, rows::reload, rows::clearFilter);
        Runnable update = () ->
                view.show(rows.contentProperty().get(), rows.troubleProperty().get());
        rows.contentProperty().subscribe(_ -> update.run());
        rows.troubleProperty().subscribe(_ -> update.run());
        return view.root;
    }

    /// Over one thing; where nothing was asked for, the empty words say what to do.
    public static Node of(String id, Reading<?> reading, Empty empty) {
        StateView view = new StateView(id, empty, reading::reload, () -> {});
        ReadOnlyObjectProperty<Reading.Phase> phase = reading.phaseProperty();
        Runnable update = () -> view.show(
                switch (phase.get()) {
                    case IDLE -> Content.EMPTY;
                    case LOADING -> Content.LOADING;
                    case READY -> Content.ROWS;
                    case FORBIDDEN -> Content.FORBIDDEN;
                    case FAILED -> Content.FAILED;
                },
                reading.troubleProperty().get());
        phase.subscribe(_ -> update.run());
        reading.troubleProperty().subscribe(_ -> update.run());
        return view.root;
    }

    private void show(Content content, @Nullable Trouble trouble) {
        root.setVisible(content != Content.ROWS);
        switch (content) {
            case ROWS -> root.getChildren().clear();
            case LOADING -> {
                ProgressIndicator progress = new ProgressIndicator();
                progress.getStyleClass().add("state-progress");
                root.getChildren().setAll(progress, text(Texts.of("state.loading")));
            }
            case FORBIDDEN -> trouble("fth-lock", Texts.of("state.forbidden"), trouble);
            case FAILED -> failed(trouble);
            case EMPTY -> say(empty.icon(), empty.title(), empty.detail());
            case NO_MATCH -> {
                say("fth-filter", Texts.of("state.no-match"), Texts.of("state.no-match-detail"));
                root.getChildren().add(Labels.button(Texts.of("state.clear-filter"), null, clearFilter));
            }
        }
    }

    private void failed(@Nullable Trouble trouble) {
        boolean gone = trouble != null && trouble.kind() == Trouble.Kind.GONE;
        boolean off = trouble != null && trouble.kind() == Trouble.Kind.NOT_CONFIGURED;
        trouble(
                off ? "fth-power" : gone ? "fth-slash" : "fth-cloud-off",
                Texts.of(off ? "state.not-configured" : gone ? "state.gone" : "state.failed"),
                trouble);
        Button retry = Labels.button(Texts.of("action.again"), "fth-refresh-cw", again);
        root.getChildren().add(retry);
    }

    private void trouble(String icon, String title, @Nullable Trouble trouble) {
        say(icon, title, trouble == null ? "" : trouble.what());
        if (trouble != null && !trouble.todo().isEmpty()) {
            root.getChildren().add(text(trouble.todo()));
        }
        if (trouble != null && trouble.traceId() != null) {
            root.getChildren().add(Labels.styled(Texts.of("trouble.trace", trouble.traceId()), "mono", "muted"));
        }
    }

    private void say(String icon, String title, String detail) {
        root.getChildren().setAll(Labels.icon(icon), Labels.styled(title, "state-title"));
        if (!detail.isEmpty()) {
            root.getChildren().add(text(detail));
        }
    }

    private static Label text(String text) {
        Label label = Labels.wrapped(text, "muted", "state-text");
        label.setMaxWidth(460);
        return label;
    }
}
