package io.centter.console.screens.agent;

import io.centter.console.desk.Destination;
import io.centter.console.desk.Modes;
import io.centter.console.desk.ShortId;
import io.centter.console.desk.Site;
import io.centter.console.fleet.AgentRow;
import io.centter.console.fx.Subscriptions;
import io.centter.console.fx.Ticker;
import io.centter.console.screens.agent.AgentViewModel.History;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Lock;
import io.centter.model.presence.AgentPresence;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.css.PseudoClass;
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
    private static final PseudoClass LOCKED = PseudoClass.getPseudoClass("locked");

    private final Site site;
    private final AgentViewModel model;
    private final AgentDossier dossier;
    private final AgentActs acts;
    private final Ticker ticker;
    private final VBox root = new VBox();
    private final PresenceMark mark = new PresenceMark();
    private final Label name = Labels.styled("", "pane-title");
    private final ShortId id;
    private final Label role = Labels.styled("", "chip", "chip-outline");
    private final Label status = Labels.styled("", "chip");
    private final Label lock = Labels.wrapped("", "banner", "banner-danger");
    private final Label trouble = Labels.styled("", "banner", "banner-warning");
    private final AgentFacts facts = new AgentFacts();
    private final PresenceTimeline timeline = new PresenceTimeline();
    private final Label share = Labels.styled("", "muted", "small");
    private final PresenceChanges changes = new PresenceChanges();
    private final FlowPane skills = chips();
    private final FlowPane capabilities = chips();
    private final Label noSkills = Labels.styled(Texts.of("agent.no-skills"), "muted");
    private final Node capabilitiesTitle = section("agent.capabilities");
    private final Map<Facet, Node> facets = new EnumMap<>(Facet.class);
    private final ScrollPane scroll = new ScrollPane();
    private final Subscriptions subscriptions = new Subscriptions();
    private List<List<String>> chipsShown = List.of();

    public AgentView(Site site, AgentViewModel model, AgentDossier dossier, AgentActs acts, Runnable close) {
        this.site = site;
        this.model = model;
        this.dossier = dossier;
        this.acts = acts;
        this.ticker = site.ticker();
        this.id = new ShortId(site.hands()::copy);
        root.setId("agent-pane");
        root.getStyleClass().add("side-pane");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        root.getChildren().addAll(header(close), scroll);
        fillFacets();
        dossier.facetProperty().subscribe(facet -> scroll.setContent(facets.get(facet)));
        dossier.record().valueProperty().subscribe(this::showLock);
    }

    public Region node() {
        return root;
    }

    public void attach() {
        subscriptions.add(model.agentProperty().subscribe(agent -> show(agent)));
        subscriptions.add(model.historyProperty().subscribe(this::showHistory));
        subscriptions.add(ticker.nowProperty().subscribe(this::tick));
        subscriptions.add(dossier.attach());
    }

    public void detach() {
        subscriptions.close();
    }

    private Node header(Runnable close) {
        HBox title = new HBox(mark, name, Labels.spring(), Labels.iconButton("fth-x", Texts.of("action.close"), close));
        title.getStyleClass().add("pane-header-row");
        title.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(name, Priority.SOMETIMES);
        HBox second = new HBox(id, Labels.spring(), role, status);
        second.getStyleClass().add("pane-header-row");
        second.setAlignment(Pos.CENTER_LEFT);
        VBox header = new VBox(title, second, lock, links(), tabs());
        header.getStyleClass().add("pane-header");
        Labels.visible(lock, false);
        return header;
    }

    /// What can be done with it, and what other screens know of it.
    private Node links() {
        HBox row = new HBox(
                4,
                ActMenu.of("agent-acts", site, acts, this::shown, false),
                Labels.spring(),
                link(
                        "agent.to-explain",
                        "fth-help-circle",
                        agent -> new Destination.Explain(agent, Optional.empty(), Optional.empty())),
                link("agent.to-audit", "fth-file-text", agent -> new Destination.Audit("agent:" + agent)));
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("agent-links");
        return row;
    }

    private Node tabs() {
        HBox tabs = Modes.of("agent-facet", List.of(Facet.values()), Facet::words, dossier.facetProperty());
        tabs.getStyleClass().add("agent-tabs");
        return tabs;
    }

    private Button link(String key, String icon, Function<AgentId, Destination> to) {
        Button button = Labels.button(
                Texts.of(key), icon, () -> site.hands().go(to.apply(new AgentId(id.whole()))), "agent-link");
        button.setId(key.replace('.', '-'));
        return button;
    }

    private List<AgentRow> shown() {
        return site.fleet().row(new AgentId(id.whole())).stream().toList();
    }

    private void fillFacets() {
        AgentFacets parts = new AgentFacets(site);
        ReachFacets reach = new ReachFacets(site, parts);
        facets.put(Facet.NOW, now());
        facets.put(Facet.SKILLS, FacetPane.of(site, "agent-skills", dossier.skills(), parts::skills));
        facets.put(
                Facet.ROUTES,
                FacetPane.of(site, "agent-routes", dossier.routes(), graph -> reach.routes(agent(), graph)));
        facets.put(
                Facet.RIGHTS,
                FacetPane.of(site, "agent-rights", dossier.rights(), held -> parts.rights(agent(), held)));
        facets.put(
                Facet.CREDENTIALS,
                FacetPane.of(
                        site,
                        "agent-credentials",
                        dossier.credentials(),
                        all -> reach.credentials(agent(), all, act -> acts.begin(act, shown()))));
        facets.put(
                Facet.INBOX,
                FacetPane.of(
                        site,
                        "agent-inbox",
                        dossier.mail(),
                        mail -> parts.inbox(agent(), mail, () -> site.hands().go(new Destination.Write(agent())))));
        facets.put(
                Facet.CARD, FacetPane.of(site, "agent-card-state", dossier.card(), card -> parts.card(agent(), card)));
    }

    private AgentId agent() {
        return new AgentId(id.whole());
    }

    private void showLock(io.centter.model.api.@Nullable AgentView record) {
        Lock shut = record == null ? null : record.locked();
        Labels.visible(lock, shut != null);
        root.pseudoClassStateChanged(LOCKED, shut != null);
        if (shut != null) {
            String since = Times.exact(shut.since(), ZoneId.systemDefault());
            String why = shut.reason() == null ? "" : shut.reason();
            lock.setText(
                    shut.until() == null
                            ? Texts.of("agent.locked", since, why)
                            : Texts.of(
                                    "agent.locked-until",
                                    since,
                                    why,
                                    Times.exact(shut.until(), ZoneId.systemDefault())));
        }
    }

    private Node now() {
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
        return body;
    }

    private void show(@Nullable AgentPresence agent) {
        if (agent == null) {
            return;
        }
        mark.show(agent.presence());
        boolean other = !agent.agent().value().equals(id.whole());
        name.setText(agent.name());
        id.show(agent.agent().value());
        if (other) {
            dossier.show(agent.agent());
            scroll.setVvalue(0);
        }
        role.setText(Texts.word("role", agent.role()));
        Labels.visible(status, agent.status() != null);
        if (agent.status() != null) {
            status.setText(Texts.word("status", agent.status()));
            status.getStyleClass()
                    .setAll("label", "chip", "status-" + agent.status().name().toLowerCase(Locale.ROOT));
        }
        Labels.visible(trouble, agent.stuck() || agent.duplicateInstance());
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
        Labels.visible(noSkills, agent.skills().isEmpty());
        fill(skills, agent.skills());
        Labels.visible(capabilitiesTitle, !agent.capabilities().isEmpty());
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
        share.setText(online.isEmpty() ? "" : share(periods, online.getAsDouble()));
        changes.show(history, ticker.now());
    }

    private static String share(PresencePeriods periods, double online) {
        return periods.isPart()
                ? Texts.of("agent.online-share-of", online, Times.span(periods.known()))
                : Texts.of("agent.online-share", online);
    }

    private void tick() {
        AgentPresence agent = model.agentProperty().get();
        if (agent != null) {
            facts.show(agent, ticker.now());
        }
    }

    private static void fill(FlowPane pane, List<String> texts) {
        Labels.visible(pane, !texts.isEmpty());
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
}
