package io.centter.console.screens.agent;

import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.heartbeat.Location;
import io.centter.model.presence.AgentPresence;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;

/// What is known of an agent now, as pairs of name and value; what is not known is not shown.
final class AgentFacts extends GridPane {
    private final Map<String, Label> values = new LinkedHashMap<>();

    AgentFacts() {
        getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints(118);
        ColumnConstraints rest = new ColumnConstraints();
        rest.setHgrow(Priority.ALWAYS);
        getColumnConstraints().addAll(names, rest);
    }

    void show(AgentPresence agent, Instant now) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(
                "presence",
                Texts.of(
                        "agent.presence-for", Texts.word("presence", agent.presence()), Times.ago(agent.since(), now)));
        facts.put(
                "heartbeat",
                agent.lastHeartbeatAt() == null
                        ? Texts.of("time.never")
                        : Texts.of("time.ago", Times.ago(agent.lastHeartbeatAt(), now)));
        facts.put("connection", Texts.of(agent.connected() ? "agent.connected" : "agent.not-connected"));
        facts.put("work", Texts.of("agent.in-flight", agent.workInFlight()));
        facts.put("transport", agent.transport() == null ? "" : Texts.word("transport", agent.transport()));
        facts.put("version", text(agent.version()));
        Location at = agent.location();
        if (at != null) {
            facts.put("region", text(at.region()));
            facts.put("hostname", text(at.hostname()));
            facts.put("private-ip", text(at.privateIp()));
            facts.put("public-ip", text(at.publicIp()));
            facts.put("tailscale-ip", text(at.tailscaleIp()));
            facts.put("vpc", text(at.vpcId()));
            facts.put("tailnet", text(at.tailnet()));
        }
        facts.values().removeIf(String::isEmpty);
        arrange(facts);
        explain("presence", agent.since());
        explain("heartbeat", agent.lastHeartbeatAt());
    }

    /// Labels stay while their facts do: a person may be reading, or copying, one of them.
    private void arrange(Map<String, String> facts) {
        if (!facts.keySet().equals(values.keySet())) {
            getChildren().clear();
            values.clear();
            for (String fact : facts.keySet()) {
                Label value = Labels.styled("", "fact-value");
                value.setId("fact-" + fact);
                addRow(values.size(), Labels.styled(Texts.of("agent.fact." + fact), "fact-name"), value);
                values.put(fact, value);
            }
        }
        values.forEach((fact, label) -> label.setText(facts.get(fact)));
    }

    private void explain(String fact, @Nullable Instant exact) {
        Label label = values.get(fact);
        if (label != null && exact != null) {
            String text = Times.exact(exact, ZoneId.systemDefault());
            if (label.getTooltip() == null || !label.getTooltip().getText().equals(text)) {
                label.setTooltip(Labels.tip(text));
            }
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
