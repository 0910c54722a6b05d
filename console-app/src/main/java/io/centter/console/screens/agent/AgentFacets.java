package io.centter.console.screens.agent;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.console.desk.Destination;
import io.centter.console.desk.Fact;
import io.centter.console.desk.Facts;
import io.centter.console.desk.MessageWords;
import io.centter.console.desk.Site;
import io.centter.console.desk.Trouble;
import io.centter.console.screens.agent.AgentRecords.Held;
import io.centter.console.screens.agent.AgentRecords.Mail;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.model.a2a.AgentCard;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.identity.AgentId;
import io.centter.model.message.InboxState;
import io.centter.model.message.StoredMessage;
import io.centter.model.permission.Effect;
import io.centter.model.skill.AgentSkill;
import io.centter.model.skill.AgentSkills;
import io.centter.model.skill.ReportedSkill;
import io.centter.model.skill.SkillDrift;
import io.centter.model.wire.Wire;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// What is shown of an agent beside how it is now: its skills, what it holds, its inbox and its card.
final class AgentFacets {
    private static final int CARD_LINES = 24;

    private final Site site;

    AgentFacets(Site site) {
        this.site = site;
    }

    List<Node> skills(AgentSkills skills) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(section("agent.installed"));
        if (skills.installed().isEmpty()) {
            nodes.add(Labels.wrapped(Texts.of("agent.none-installed"), "muted"));
        }
        skills.installed().forEach(skill -> nodes.add(installed(skill)));
        nodes.add(section("agent.reported"));
        if (skills.heardAt() == null) {
            nodes.add(Labels.wrapped(Texts.of("agent.never-heard"), "muted"));
        } else if (skills.reported().isEmpty()) {
            nodes.add(Labels.wrapped(Texts.of("agent.no-skills"), "muted"));
        } else {
            FlowPane chips = chips();
            skills.reported().forEach(skill -> chips.getChildren().add(reported(skill)));
            nodes.add(chips);
        }
        nodes.add(section("agent.tools"));
        if (skills.tools().isEmpty()) {
            nodes.add(Labels.wrapped(Texts.of("agent.no-tools"), "muted"));
        } else {
            FlowPane chips = chips();
            skills.tools().forEach(tool -> chips.getChildren().add(Labels.styled(tool, "chip", "chip-outline")));
            nodes.add(chips);
        }
        return nodes;
    }

    private Node installed(AgentSkill skill) {
        String newest =
                skill.latestVersion() == null ? "" : skill.latestVersion().toString();
        String version = skill.version().toString();
        Button name = Labels.button(
                skill.name(),
                null,
                () -> site.hands().go(new Destination.Skill(skill.slug().value())),
                "link-button");
        HBox first = new HBox(8, name, Labels.styled(version, "mono", "muted"), Labels.spring());
        first.setAlignment(Pos.CENTER_LEFT);
        if (skill.yanked()) {
            first.getChildren().add(Labels.styled(Texts.of("agent.skill-yanked"), "chip", "chip-danger"));
        } else if (!newest.isEmpty() && !newest.equals(version)) {
            first.getChildren().add(Labels.styled(Texts.of("agent.skill-newer", newest), "chip", "chip-outline"));
        }
        if (skill.drift() != null) {
            first.getChildren().add(Labels.styled(Texts.word("agent.drift", skill.drift()), "chip", "chip-warning"));
        }
        VBox line = new VBox(2, first);
        if (!skill.scopes().isEmpty()) {
            line.getChildren()
                    .add(Labels.wrapped(
                            String.join(
                                    "  ",
                                    skill.scopes().stream()
                                            .map(Object::toString)
                                            .toList()),
                            "mono",
                            "muted",
                            "small"));
        }
        line.getStyleClass().add("facet-line");
        return line;
    }

    private static Node reported(ReportedSkill skill) {
        SkillDrift drift = skill.drift();
        var chip = Labels.styled(skill.name(), "chip", drift == null ? "chip-outline" : "chip-warning");
        chip.setTooltip(Labels.tip(
                drift == null ? Texts.word("agent.origin", skill.origin()) : Texts.word("agent.drift", drift)));
        return chip;
    }

    List<Node> rights(AgentId agent, Held held) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(link("agent.to-permissions", "fth-key", new Destination.Permissions(agent)));
        if (held.lines().isEmpty()) {
            nodes.add(Labels.wrapped(Texts.of("agent.no-rights"), "muted"));
        }
        for (AgentRecords.Line line : held.lines()) {
            boolean taken = line.effect() == Effect.REVOKE || line.left() == Left.NOTHING;
            HBox first = new HBox(
                    8,
                    Labels.icon(
                            line.effect() == Effect.REVOKE ? "fth-minus-circle" : "fth-check",
                            taken ? "receipt-open" : "receipt-done"),
                    Labels.wrapped(line.scope().toString(), "mono"),
                    Labels.spring());
            first.setAlignment(Pos.CENTER_LEFT);
            if (line.effect() == Effect.REVOKE || line.left() != Left.ALL) {
                first.getChildren()
                        .add(Labels.styled(
                                line.effect() == Effect.REVOKE
                                        ? Texts.word("effect", line.effect())
                                        : Texts.word("left", line.left()),
                                "chip",
                                "chip-warning"));
            }
            VBox both = new VBox(2, first, Labels.wrapped(line.origins(), "muted", "small", "facet-under"));
            both.getStyleClass().add("facet-line");
            nodes.add(both);
        }
        return nodes;
    }

    List<Node> inbox(AgentId agent, Mail mail, Runnable send) {
        InboxState state = mail.state();
        List<Node> nodes = new ArrayList<>();
        Button write = Labels.button(Texts.of("agent.send"), "fth-send", send);
        write.setId("agent-send");
        FlowPane actions =
                new FlowPane(8, 8, write, link("agent.to-messages", "fth-inbox", new Destination.Inbox(agent)));
        nodes.add(actions);
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of(Texts.of("agent.inbox-depth"), Texts.of("number", state.depth())));
        facts.add(Fact.of(
                Texts.of("agent.inbox-oldest"),
                state.oldestAt() == null
                        ? ""
                        : Texts.of(
                                "time.ago",
                                Times.ago(state.oldestAt(), site.ticker().now()))));
        facts.add(Fact.of(Texts.of("agent.inbox-waiting"), Texts.of("number", state.waiting())));
        facts.add(Fact.of(Texts.of("agent.inbox-pending"), Texts.of("number", state.pendingAcks())));
        facts.add(Fact.of(
                Texts.of("agent.inbox-again"),
                state.redelivered() == 0 ? "" : Texts.of("number", state.redelivered())));
        facts.add(Fact.of(
                Texts.of("agent.inbox-unproven"), state.unproven() == 0 ? "" : Texts.of("number", state.unproven())));
        nodes.add(Facts.grid(site, facts));
        if (!state.open()) {
            nodes.add(Labels.wrapped(Texts.of("agent.inbox-shut"), "banner", "banner-warning"));
        }
        if (state.depth() > 0) {
            nodes.add(section("agent.inbox-first"));
            mail.oldest().forEach(message -> nodes.add(message(message)));
        }
        Trouble trouble = mail.trouble();
        if (trouble != null) {
            nodes.add(Labels.wrapped(trouble.what() + " " + trouble.todo(), "banner", "banner-warning"));
        }
        return nodes;
    }

    private Node message(StoredMessage message) {
        HBox first = new HBox(
                8,
                Labels.styled(
                        Times.moment(message.storedAt(), site.ticker().now(), ZoneId.systemDefault()), "change-time"),
                Labels.styled(Texts.of(
                        "message.title",
                        MessageWords.type(message.envelope()),
                        MessageWords.from(site, message.envelope()))),
                Labels.spring(),
                MessageWords.proof(message.proof()));
        first.setAlignment(Pos.CENTER_LEFT);
        VBox line = new VBox(2, first, Labels.wrapped(MessageWords.line(message.envelope()), "muted", "small"));
        line.getStyleClass().add("facet-line");
        return line;
    }

    List<Node> card(AgentId agent, AgentCard card) {
        String json = json(card);
        String address = site.api().base() + "/a2a/" + agent + "/.well-known/agent-card.json";
        TextArea area = new TextArea(json);
        area.setId("agent-card");
        area.setEditable(false);
        area.setAccessibleText(Texts.of("agent.card"));
        area.setPrefRowCount(CARD_LINES);
        area.getStyleClass().addAll("mono-input", "json");
        VBox.setVgrow(area, Priority.ALWAYS);
        return List.of(
                Labels.wrapped(Texts.of("agent.card-what"), "muted"),
                Labels.wrapped(address, "mono", "small"),
                new FlowPane(
                        8,
                        8,
                        Labels.button(
                                Texts.of("agent.card-copy-link"),
                                "fth-link",
                                () -> site.hands().copy(address)),
                        Labels.button(
                                Texts.of("messages.copy-json"),
                                "fth-copy",
                                () -> site.hands().copy(json))),
                area);
    }

    Button link(String key, String icon, Destination to) {
        Button button = Labels.button(Texts.of(key), icon, () -> site.hands().go(to));
        button.setId(key.replace('.', '-'));
        return button;
    }

    private static String json(AgentCard card) {
        try {
            return Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(card);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static FlowPane chips() {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("chips");
        return pane;
    }

    static Node section(String key) {
        return Labels.styled(Texts.of(key), "section-title");
    }
}
