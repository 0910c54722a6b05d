package io.centter.console.screens.agent;

import io.centter.console.desk.Destination;
import io.centter.console.fx.Subscriptions;
import io.centter.console.fx.Ticker;
import io.centter.console.screens.agent.AgentViewModel.History;
import io.centter.console.text.Texts;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.identity.AgentId;
import io.centter.model.presence.AgentPresence;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The side pane of one agent.
public final class AgentView {
    private final AgentViewModel model;
    private final Ticker ticker;
    private final Consumer<String> copy;
    private final Consumer<Destination> go;
    private final VBox root = new VBox();
    private final PresenceMark mark = new PresenceMark();
    private final Label name = Labels.styled("", "pane-title");
    private final Label id = Labels.styled("", "mono", "muted");
    private final Label role = Labels.styled("", "chip", "chip-outline");
    private final Label status = Labels.styled("", "chip");
    private final Label trouble = Labels.styled("", "banner", "banner-warning");
    private final AgentFacts facts = new AgentFacts();
    private final PresenceTimeline timeline = new PresenceTimeline();
    private final Label share = Labels.styled("", "muted", "small");
    private final PresenceChanges changes = new PresenceChanges();
    private final FlowPane skills = chips();
    private final FlowPane capabilities = chips();
    private final Label noSkills = Labels.styled(Texts.of("agent.no-skills"), "muted");
    private final Node capabilitiesTitle = section("agent.capabilities");
    private final Subscriptions subscriptions = new Subscriptions();
    private List<List<String>> chipsShown = List.of();

    /// @param go leads to other screens
    public AgentView(
            AgentViewModel model, Ticker ticker, Consumer<String> copy, Consumer<Destination> go, Runnable close) {
        this.model = model;
        this.ticker = ticker;
        this.copy = copy;
        this.go = go;
        root.setId("agent-pane");
        root.getStyleClass().add("side-pane");
        root.getChildren().addAll(header(close), scroll());
    }

    public Region node() {
        return root;
    }

    public void attach() {
        subscriptions.add(model.agentProperty().subscribe(agent -> show(agent)));
        subscriptions.add(model.historyProperty().subscribe(this::showHistory));
        subscriptions.add(ticker.nowProperty().subscribe(this::tick));
    }

    public void detach() {
        subscriptions.close();
    }

    private Node header(Runnable close) {
        HBox title = new HBox(mark, name, Labels.spring(), Labels.iconButton("fth-x", Texts.of("action.close"), close));
        title.getStyleClass().add("pane-header-row");
        title.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(name, Priority.SOMETIMES);
        HBox second = new HBox(
                id,
                Labels.iconButton("fth-copy", Texts.of("agent.copy-id"), () -> copy.accept(id.getText())),
                Labels.spring(),
                role,
                status);
        second.getStyleClass().add("pane-header-row");
        second.setAlignment(Pos.CENTER_LEFT);
        VBox header = new VBox(title, second, links());
        header.getStyleClass().add("pane-header");
        return header;
    }

    /// To what other screens know of this agent.
    private Node links() {
        FlowPane row = new FlowPane(
                link(
                        "agent.to-connections",
                        "fth-crosshair",
                        agent -> new Destination.Connections(agent, Optional.empty())),
                link("agent.to-messages", "fth-inbox", Destination.Inbox::new),
                link("agent.to-permissions", "fth-key", Destination.Permissions::new),
                link(
                        "agent.to-explain",
                        "fth-help-circle",
                        agent -> new Destination.Explain(agent, Optional.empty(), Optional.empty())),
                link("agent.to-audit", "fth-file-text", agent -> new Destination.Audit("agent:" + agent)));
        row.getStyleClass().add("agent-links");
        return row;
    }

    private Button link(String key, String icon, Function<AgentId, Destination> to) {
        Button button =
                Labels.button(Texts.of(key), icon, () -> go.accept(to.apply(new AgentId(id.getText()))), "agent-link");
        button.setId(key.replace('.', '-'));
        return button;
    }

    private Node scroll() {
        HBox axis = new HBox(
                Labels.styled(Texts.of("agent.timeline-start"), "muted", "small"),
                Labels.spring(),
                share,
                Labels.spring(),
                Labels.styled(Texts.of("agent.timeline-end"), "muted", "small"));
        trouble.setWrapText(true);
        trouble.setMaxWidth(Double.MAX_VALUE);
        VBox body = new VBox(
                trouble,
                facts,
                section("agent.history"),
                timeline,
                axis,
                changes,
                section("agent.skills"),
                noSkills,
                skills,
                capabilitiesTitle,
                capabilities);
        body.getStyleClass().add("pane-body");
        ScrollPane scroll = new ScrollPane(body);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        return scroll;
    }

    private void show(@Nullable AgentPresence agent) {
        if (agent == null) {
            return;
        }
        mark.show(agent.presence());
        name.setText(agent.name());
        id.setText(agent.agent().value());
        role.setText(Texts.word("role", agent.role()));
        visible(status, agent.status() != null);
        if (agent.status() != null) {
            status.setText(Texts.word("status", agent.status()));
            status.getStyleClass()
                    .setAll("label", "chip", "status-" + agent.status().name().toLowerCase(Locale.ROOT));
        }
        visible(trouble, agent.stuck() || agent.duplicateInstance());
        trouble.setText(Texts.of(agent.stuck() ? "agent.stuck-detail" : "agent.duplicate-detail"));
        facts.show(agent, ticker.now());
        showChips(agent);
        timeline.show(model.periods(agent));
    }

    private void showChips(AgentPresence agent) {
        List<List<String>> wanted = List.of(agent.skills(), agent.capabilities());
        if (wanted.equals(chipsShown) && !wanted.getFirst().isEmpty()) {
            return;
        }
        chipsShown = wanted;
        visible(noSkills, agent.skills().isEmpty());
        fill(skills, agent.skills());
        visible(capabilitiesTitle, !agent.capabilities().isEmpty());
        fill(capabilities, agent.capabilities());
    }

    private void showHistory(History history) {
        AgentPresence agent = model.agentProperty().get();
        if (agent == null) {
            return;
        }
        PresencePeriods periods = model.periods(agent);
        timeline.show(periods);
        OptionalDouble online = periods.online();
        share.setText(online.isPresent() ? Texts.of("agent.online-share", online.getAsDouble()) : "");
        changes.show(history, ticker.now());
    }

    private void tick() {
        AgentPresence agent = model.agentProperty().get();
        if (agent != null) {
            facts.show(agent, ticker.now());
        }
    }

    private static void fill(FlowPane pane, List<String> texts) {
        visible(pane, !texts.isEmpty());
        pane.getChildren()
                .setAll(texts.stream()
                        .map(text -> Labels.styled(text, "chip", "chip-outline"))
                        .toList());
    }

    private static FlowPane chips() {
        FlowPane pane = new FlowPane();
        pane.getStyleClass().add("chips");
        return pane;
    }

    private static Node section(String key) {
        return Labels.styled(Texts.of(key), "section-title");
    }

    private static void visible(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
