package io.centter.console.screens.agent;

import io.centter.console.desk.Destination;
import io.centter.console.desk.ShortId;
import io.centter.console.desk.Site;
import io.centter.console.text.Texts;
import io.centter.console.text.Times;
import io.centter.console.theme.Labels;
import io.centter.console.theme.PresenceMark;
import io.centter.model.api.BrokerCredential;
import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.RouteAgent;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.Way;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// How an agent is reached, and with what it reaches the broker.
final class ReachFacets {
    private static final int PEERS = 12;

    private final Site site;
    private final AgentFacets facets;

    ReachFacets(Site site, AgentFacets facets) {
        this.site = site;
        this.facets = facets;
    }

    /// How many are reached by what, and those that are reached worst by name: they are what one looks for.
    List<Node> routes(AgentId agent, EgoGraph graph) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(facets.link(
                "agent.to-connections", "fth-crosshair", new Destination.Connections(agent, Optional.empty())));
        if (graph.peers() == 0) {
            nodes.add(Labels.wrapped(Texts.of("agent.no-peers"), "muted"));
            return nodes;
        }
        nodes.add(AgentFacets.section("agent.routes-by"));
        Map<RouteTransport, Integer> counts = graph.groups().stream()
                .collect(Collectors.groupingBy(
                        EgoGraph.Group::transport, Collectors.summingInt(EgoGraph.Group::agents)));
        FlowPane chips = AgentFacets.chips();
        for (RouteTransport transport : RouteTransport.values()) {
            Integer count = counts.get(transport);
            if (count != null) {
                chips.getChildren()
                        .add(Labels.styled(
                                Texts.of("agent.routes-count", count, Texts.word("route", transport)),
                                "chip",
                                transport == RouteTransport.NONE ? "chip-danger" : "chip-outline"));
            }
        }
        nodes.add(chips);
        nodes.add(AgentFacets.section("agent.routes-worst"));
        Map<AgentId, RouteAgent> peers =
                graph.nodes().stream().collect(Collectors.toMap(RouteAgent::agent, peer -> peer, (one, _) -> one));
        graph.edges().stream()
                .sorted(Comparator.comparingInt((EgoGraph.Edge edge) -> -worst(edge)))
                .limit(PEERS)
                .forEach(edge -> nodes.add(route(agent, edge, peers)));
        if (graph.peers() > PEERS) {
            nodes.add(Labels.wrapped(Texts.of("agent.routes-more", graph.peers() - PEERS), "muted", "small"));
        }
        return nodes;
    }

    private Node route(AgentId agent, EgoGraph.Edge edge, Map<AgentId, RouteAgent> peers) {
        RouteAgent peer = peers.get(edge.peer());
        String name = peer == null ? site.name(edge.peer()) : peer.name();
        Button to = Labels.button(
                name,
                null,
                () -> site.hands().go(new Destination.Connections(agent, Optional.of(edge.peer()))),
                "link-button");
        HBox line = new HBox(8, to, Labels.spring(), Labels.styled(words(edge), "muted"));
        if (peer != null) {
            line.getChildren().addFirst(new PresenceMark(peer.presence()));
        }
        line.setAlignment(Pos.CENTER_LEFT);
        return line;
    }

    private String words(EgoGraph.Edge edge) {
        String out = words(edge.out());
        String back = words(edge.back());
        return out.equals(back) ? out : Texts.of("agent.route-both", out, back);
    }

    private String words(Way way) {
        String transport = Texts.word("route", way.transport());
        return way.via().isEmpty()
                ? transport
                : Texts.of(
                        "agent.route-via",
                        transport,
                        way.via().stream().map(site::name).collect(Collectors.joining(" → ")));
    }

    private static int worst(EgoGraph.Edge edge) {
        return Math.max(edge.out().priority(), edge.back().priority());
    }

    List<Node> credentials(AgentId agent, Page<BrokerCredential> credentials, Consumer<AgentAct> act) {
        List<Node> nodes = new ArrayList<>();
        nodes.add(AgentFacets.section("credentials.key"));
        nodes.add(Labels.wrapped(Texts.of("credentials.key-what"), "muted"));
        nodes.add(new FlowPane(8, 8, button(AgentAct.ROTATE_KEY, act)));
        nodes.add(AgentFacets.section("credentials.broker"));
        nodes.add(
                new FlowPane(8, 8, button(AgentAct.ISSUE_CREDENTIALS, act), button(AgentAct.REVOKE_CREDENTIALS, act)));
        List<BrokerCredential> all = credentials.items();
        List<BrokerCredential> good =
                all.stream().filter(BrokerCredential::good).toList();
        if (good.isEmpty()) {
            nodes.add(Labels.wrapped(Texts.of("credentials.none"), "muted"));
        }
        good.forEach(one -> nodes.add(line(agent, one)));
        List<BrokerCredential> over = all.stream().filter(one -> !one.good()).toList();
        if (!over.isEmpty()) {
            nodes.add(AgentFacets.section("credentials.over"));
            over.forEach(one -> nodes.add(line(agent, one)));
        }
        if (credentials.nextCursor() != null) {
            nodes.add(Labels.wrapped(Texts.of("credentials.more", all.size()), "muted", "small"));
        }
        return nodes;
    }

    private Button button(AgentAct which, Consumer<AgentAct> act) {
        Button button = Labels.button(which.words(), which.icon(), () -> act.accept(which));
        button.setId("agent-" + which.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        button.setDisable(!site.mayOperate());
        return button;
    }

    private Node line(AgentId agent, BrokerCredential one) {
        Instant now = site.ticker().now();
        HBox first = new HBox(8, new ShortId(site, one.userPublicKey()), Labels.spring(), state(one, now));
        first.setAlignment(Pos.CENTER_LEFT);
        Label got = Labels.wrapped(
                Texts.of(
                        "credentials.got",
                        CredentialPlans.issuer(site, agent, one),
                        Times.ago(one.issuedAt(), now),
                        CredentialPlans.rights(one)),
                "muted",
                "small");
        got.setTooltip(Labels.tip(Times.exact(one.issuedAt(), ZoneId.systemDefault())));
        VBox line = new VBox(2, first, got);
        String why = one.revokeReason();
        if (why != null) {
            line.getChildren().add(Labels.wrapped(Texts.of("credentials.why", why), "muted", "small"));
        }
        line.getStyleClass().add("facet-line");
        return line;
    }

    private static Label state(BrokerCredential one, Instant now) {
        Instant revoked = one.revokedAt();
        Label chip = revoked != null
                ? Labels.styled(Texts.of("credentials.revoked", Times.ago(revoked, now)), "chip", "chip-danger")
                : one.good()
                        ? Labels.styled(
                                Texts.of("credentials.good", Times.ago(now, one.expiresAt())), "chip", "chip-good")
                        : Labels.styled(
                                Texts.of("credentials.expired", Times.ago(one.expiresAt(), now)),
                                "chip",
                                "chip-outline");
        chip.setTooltip(Labels.tip(Times.exact(revoked == null ? one.expiresAt() : revoked, ZoneId.systemDefault())));
        return chip;
    }
}
