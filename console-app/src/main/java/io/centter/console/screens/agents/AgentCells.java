package io.centter.console.screens.agents;

import io.centter.console.desk.Marks;
import io.centter.console.desk.ShortId;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Ticker;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.presence.AgentPresence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/// How each column paints one agent. Cells exist for visible rows only and are reused; each sets only what changed.
final class AgentCells {
    private AgentCells() {}

    /// A cell that paints from the agent and never from anything else.
    abstract static class AgentCell extends TableCell<AgentRow, AgentPresence> {
        @Override
        protected final void updateItem(@Nullable AgentPresence agent, boolean empty) {
            super.updateItem(agent, empty);
            if (empty || agent == null) {
                setText(null);
                setGraphic(null);
            } else {
                paint(agent);
            }
        }

        abstract void paint(AgentPresence agent);
    }

    /// Whether the agent is marked, which a click changes.
    static final class MarkCell extends AgentCell {
        private final Marks<AgentRow> marks;
        private final CheckBox box = new CheckBox();

        MarkCell(Marks<AgentRow> marks) {
            this.marks = marks;
            box.setFocusTraversable(false);
            box.setOnAction(_ -> {
                AgentRow row = getTableRow().getItem();
                if (row != null) {
                    marks.toggle(row);
                }
            });
            getStyleClass().add("cell-mark");
        }

        @Override
        void paint(AgentPresence agent) {
            AgentRow row = getTableRow().getItem();
            box.setSelected(row != null && marks.has(row));
            box.setAccessibleText(Texts.of("agents.mark-one", agent.name()));
            setGraphic(box);
        }
    }

    static final class PresenceCell extends AgentCell {
        private final PresenceMark mark = new PresenceMark();

        @Override
        void paint(AgentPresence agent) {
            mark.show(agent.presence());
            setGraphic(mark);
            setText(Texts.word("presence", agent.presence()));
        }
    }

    /// Plain text; absent values show nothing.
    static final class TextCell extends AgentCell {
        private final Function<AgentPresence, String> text;

        TextCell(Function<AgentPresence, String> text, String styleClass) {
            this.text = text;
            getStyleClass().add(styleClass);
        }

        @Override
        void paint(AgentPresence agent) {
            setText(text.apply(agent));
        }
    }

    /// The name, and beside it what is wrong with the agent.
    static final class NameCell extends AgentCell {
        private final FontIcon warning = Labels.icon("fth-alert-triangle", "cell-warning");

        NameCell() {
            getStyleClass().add("cell-name");
            setContentDisplay(ContentDisplay.RIGHT);
        }

        @Override
        void paint(AgentPresence agent) {
            setText(agent.name());
            boolean wrong = agent.stuck() || agent.duplicateInstance();
            setGraphic(wrong ? warning : null);
            setAccessibleText(
                    wrong
                            ? agent.name() + ", " + Texts.of(agent.stuck() ? "agent.stuck" : "agent.duplicate")
                            : agent.name());
        }
    }

    static final class IdCell extends AgentCell {
        private final ShortId id;

        IdCell(Consumer<String> copy) {
            id = new ShortId(copy).inCell();
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        void paint(AgentPresence agent) {
            id.show(agent.agent().value());
            setGraphic(id);
        }
    }

    static final class StatusCell extends AgentCell {
        private final Label chip = Labels.styled("", "chip");
        private String style = "";

        StatusCell() {
            chip.setMinWidth(Region.USE_PREF_SIZE);
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        void paint(AgentPresence agent) {
            HeartbeatStatus status = agent.status();
            if (status == null) {
                setGraphic(null);
                return;
            }
            String next = "status-" + status.name().toLowerCase(Locale.ROOT);
            if (!next.equals(style)) {
                chip.getStyleClass().remove(style);
                chip.getStyleClass().add(next);
                chip.setText(Texts.word("status", status));
                style = next;
            }
            setGraphic(chip);
        }
    }

    /// How long ago something was; it moves with the ticker.
    static final class AgoCell extends AgentCell {
        private final Function<AgentPresence, @Nullable Instant> time;
        private final Ticker ticker;

        AgoCell(Function<AgentPresence, @Nullable Instant> time, Ticker ticker) {
            this.time = time;
            this.ticker = ticker;
            getStyleClass().add("cell-number");
            ticker.nowProperty().when(visibleProperty()).subscribe(() -> {
                AgentPresence agent = getItem();
                if (agent != null && !isEmpty()) {
                    paint(agent);
                }
            });
            hoverProperty().subscribe(this::explain);
        }

        @Override
        void paint(AgentPresence agent) {
            Instant at = time.apply(agent);
            setText(at == null ? Texts.of("time.never") : Times.told(at, ticker.now()));
        }

        /// The exact time is formatted only for whom it is shown.
        private void explain(boolean hovered) {
            AgentPresence agent = getItem();
            Instant at = hovered && agent != null ? time.apply(agent) : null;
            setTooltip(at == null ? null : Labels.tip(Times.exact(at, ZoneId.systemDefault())));
        }
    }
}
