package io.centter.console.screens.agent;

import io.centter.console.screens.agent.AgentViewModel.History;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.heartbeat.HeartbeatStatus;
import io.centter.model.presence.PresenceRecord;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The last changes of an agent's presence, latest first: when, what it became, why.
final class PresenceChanges extends VBox {
    private static final int SHOWN = 40;

    PresenceChanges() {
        getStyleClass().add("changes");
        setId("presence-changes");
    }

    void show(History history, Instant now) {
        if (history.loading()) {
            getChildren().setAll(Labels.styled(Texts.of("agent.history-loading"), "muted"));
            return;
        }
        List<Node> lines = history.changes().stream()
                .limit(SHOWN)
                .map(change -> line(change, now))
                .toList();
        getChildren().setAll(lines);
        if (history.failure() != null) {
            Label failure =
                    Labels.styled(Texts.of("agent.history-failed", history.failure()), "banner", "banner-danger");
            failure.setWrapText(true);
            failure.setMaxWidth(Double.MAX_VALUE);
            getChildren().addFirst(failure);
        } else if (lines.isEmpty()) {
            getChildren().add(Labels.styled(Texts.of("agent.history-none"), "muted"));
        } else if (history.changes().size() > SHOWN) {
            int more = history.changes().size() - SHOWN;
            getChildren().add(Labels.styled(Texts.of("agent.history-more", more), "muted", "small"));
        }
    }

    private static Node line(PresenceRecord change, Instant now) {
        Label at = Labels.styled(Times.moment(change.at(), now, ZoneId.systemDefault()), "change-time");
        at.setTooltip(Labels.tip(Times.exact(change.at(), ZoneId.systemDefault())));
        Label cause = Labels.styled(Texts.word("cause", change.cause()), "muted");
        HBox line = new HBox(at, new PresenceMark(change.to()), new Label(what(change)), Labels.spring(), cause);
        line.getStyleClass().add("change");
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    /// The presence where that changed, else the status it said.
    private static String what(PresenceRecord change) {
        HeartbeatStatus status = change.status();
        String presence = Texts.word("presence", change.to());
        if (change.stuck()) {
            return presence + ", " + Texts.of("agent.stuck");
        }
        return status == null || status == HeartbeatStatus.OK
                ? presence
                : presence + ", " + Texts.word("status", status);
    }
}
