package io.centter.control.route;

import io.centter.control.ground.Ground;
import io.centter.control.http.Router;
import io.centter.control.presence.PresenceBoard;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.BestRoute;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.Route;
import io.centter.model.route.RouteTransport;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The routes of all networks, as the rest of the control plane sees them.
public final class Routing implements AutoCloseable {
    private final RouteService service;
    private final RouteKeeper keeper;

    /// Nothing is recorded before [#start].
    ///
    /// @param ownHosts names of this control plane, in lower case: no agent is there
    /// @param patience how long to wait at the start for the broker to say who is connected
    public Routing(Ground ground, PresenceBoard board, Set<String> ownHosts, Duration patience) {
        RouteBook book = new RouteBook(ground.transactions(), board, ownHosts, ground.clock());
        RouteWriter writer = new RouteWriter(ground, book);
        service = new RouteService(ground, board, book, writer);
        keeper = new RouteKeeper(book, writer, board::hubConnected, patience, ground.clock());
        book.whenChanged(keeper::note);
        board.whenMoved(book::moved);
        ground.outbox().listen(book);
    }

    public void declare(Router router) {
        new RouteRoutes(service).declare(router);
    }

    /// The best path from one agent to another; not found where one of them is not in the network.
    public BestRoute best(NetworkId network, AgentId from, AgentId to) {
        return service.best(network, from, to);
    }

    /// The routes of one agent: all in groups, and a page one by one.
    ///
    /// @param only peers that are reached by this; null for all
    /// @param limit null for as many as over HTTP
    public EgoGraph graph(
            NetworkId network,
            AgentId agent,
            @Nullable RouteTransport only,
            @Nullable Integer limit,
            Optional<String> cursor) {
        int wanted = limit == null ? RouteService.EGO_PAGE : limit;
        if (wanted < 1 || wanted > RouteService.MOST_OF_EGO) {
            throw new InvalidValue("limit", "limit is between 1 and " + RouteService.MOST_OF_EGO + ".");
        }
        return service.ego(network, agent, only, wanted, cursor);
    }

    /// The same as if neither of the two were locked.
    public Route unlocked(NetworkId network, AgentId from, AgentId to) {
        return service.unlocked(network, from, to);
    }

    public void start() {
        keeper.start();
    }

    @Override
    public void close() {
        keeper.close();
    }
}
