package io.centter.control.route;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.Sights;
import io.centter.control.refusal.Refused;
import io.centter.control.route.RoutePicture.Placed;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.BestRoute;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.NetworkRoute;
import io.centter.model.route.Planner;
import io.centter.model.route.Reachability;
import io.centter.model.route.RecalculatedRoutes;
import io.centter.model.route.Route;
import io.centter.model.route.RouteAgent;
import io.centter.model.route.RouteForecast;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.TransportChoice;
import io.centter.model.route.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Answers how agents reach each other, from memory.
final class RouteService {
    static final int EGO_PAGE = 100;
    static final int MOST_OF_EGO = 500;

    private final Ground ground;
    private final PresenceBoard board;
    private final RouteBook book;
    private final RouteWriter writer;

    RouteService(Ground ground, PresenceBoard board, RouteBook book, RouteWriter writer) {
        this.ground = ground;
        this.board = board;
        this.book = book;
        this.writer = writer;
    }

    /// The best path of a pair; an agent that is not in the network is not found.
    BestRoute best(NetworkId network, AgentId from, AgentId to) {
        RoutePicture picture = book.pictureOf(network, from, to);
        Route route = route(picture, from, to);
        Sights sights = board.sights(network);
        List<AgentId> path = new ArrayList<>(route.via());
        path.addFirst(from);
        path.addLast(to);
        List<RouteAgent> agents = path.stream()
                .map(agent -> EgoGraphs.node(picture, sights, agent))
                .toList();
        return new BestRoute(route, choices(picture, from, to), agents);
    }

    /// The best path of a pair, were neither of the two locked.
    Route unlocked(NetworkId network, AgentId from, AgentId to) {
        RoutePicture picture = book.pictureOf(network, from, to);
        Reachability source = placed(picture, from).reach();
        Reachability target = placed(picture, to).reach();
        RoutePicture open = source.locked() || target.locked()
                ? picture.with(Map.of(from, Optional.of(source.unlocked()), to, Optional.of(target.unlocked())))
                : picture;
        return route(open, from, to);
    }

    /// Whether [#best] answers without asking the database.
    boolean isReady(NetworkId network) {
        return book.isReady(network);
    }

    EgoGraph ego(Call<?> call, @Nullable RouteTransport only) {
        return ego(call.network(), call.agent(), only, call.limit(EGO_PAGE, MOST_OF_EGO), call.query("cursor"));
    }

    /// A page of the routes of one agent, and all of them in groups.
    EgoGraph ego(NetworkId network, AgentId agent, @Nullable RouteTransport only, int limit, Optional<String> cursor) {
        RoutePicture picture = book.pictureOf(network, agent);
        Placed ego = placed(picture, agent);
        EgoGraphs graphs = new EgoGraphs(picture, board.sights(network), ego);
        Paging paging = ground.cursors().paging("ego:" + agent + ":" + only, limit, cursor);
        Page<EgoGraph.Edge> page = paging.page(
                graphs.edges(paging.after(""), only, paging.wanted()),
                edge -> edge.peer().value());
        return graphs.graph(page.items(), page.nextCursor());
    }

    /// Each agent to each other, by their ids.
    Page<NetworkRoute> list(Call<?> call, @Nullable RouteTransport only) {
        NetworkId network = call.network();
        Paging paging = ground.cursors().paging("routes:" + network + ":" + only, call, 100, 1000);
        List<String> after = paging.after();
        RouteList routes = new RouteList(book.picture(network), only);
        return paging.pageBy(
                after.isEmpty()
                        ? routes.first(paging.wanted())
                        : routes.after(new AgentId(after.getFirst()), new AgentId(after.getLast()), paging.wanted()),
                route -> List.of(route.from().value(), route.to().value()));
    }

    /// What would change; of all routes, or of those from one agent.
    RouteForecast forecast(NetworkId network, WhatIf question, @Nullable AgentId only, int limit) {
        return Forecast.of(book.picture(network), question, only, limit);
    }

    RecalculatedRoutes recalculate(Call<?> call) {
        NetworkId network = call.network();
        book.refresh(network);
        RoutePicture picture = book.picture(network);
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            return ground.idempotency()
                    .once(
                            handle,
                            call.idempotencyKey(),
                            RecalculatedRoutes.class,
                            result -> result,
                            () -> recalculate(handle, call, picture));
        });
    }

    private RecalculatedRoutes recalculate(Handle handle, Call<?> call, RoutePicture picture) {
        NetworkId network = call.network();
        RouteWriter.Written written = writer.rewrite(handle, network, picture);
        RecalculatedRoutes result = new RecalculatedRoutes(
                picture.agents().size(), written.agents(), picture.groups().size(), written.rows(), ground.now());
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.of(call.caller()), "routes.recalculate", "network:" + network)
                                .change(null, Map.of("changed", written.agents(), "rows", written.rows())));
        return result;
    }

    private static Route route(RoutePicture picture, AgentId from, AgentId to) {
        return picture.route(from, to, choices(picture, from, to));
    }

    private static List<TransportChoice> choices(RoutePicture picture, AgentId from, AgentId to) {
        return Planner.choices(
                placed(picture, from).reach(), placed(picture, to).reach());
    }

    private static Placed placed(RoutePicture picture, AgentId agent) {
        return picture.find(agent).orElseThrow(Refused.NotFound::new);
    }
}
