package io.centter.control.route;

import io.centter.control.db.Transactions;
import io.centter.control.event.CommittedListener;
import io.centter.control.presence.PresenceBoard;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/// The pictures of all networks that were asked for. A picture is level with the presence board and with what was
/// committed here whenever it is asked for; what changed is looked at again then, and nothing else.
final class RouteBook implements CommittedListener {
    private final Transactions transactions;
    private final PresenceBoard board;
    private final Set<String> ownHosts;
    private final InstantSource clock;
    private final Map<NetworkId, NetworkBook> networks = new ConcurrentHashMap<>();
    private volatile BiConsumer<NetworkId, AgentId> changed = (_, _) -> {};

    /// An empty book.
    ///
    /// @param ownHosts names of this control plane, in lower case: no agent is there
    RouteBook(Transactions transactions, PresenceBoard board, Set<String> ownHosts, InstantSource clock) {
        this.transactions = transactions;
        this.board = board;
        this.ownHosts = Set.copyOf(ownHosts);
        this.clock = clock;
    }

    /// Is told of each agent that may be reached otherwise than before; must not block.
    void whenChanged(BiConsumer<NetworkId, AgentId> listener) {
        changed = listener;
    }

    /// How the agents of a network are reached now.
    RoutePicture picture(NetworkId network) {
        return book(network).picture();
    }

    /// When the heartbeats came that some agents' part in the picture was drawn from; to be asked before [#picture].
    Map<AgentId, Instant> heard(NetworkId network, Collection<AgentId> agents) {
        NetworkBook book = book(network);
        Map<AgentId, Instant> heard = new HashMap<>();
        for (AgentId agent : agents) {
            Instant at = book.heardAt(agent);
            if (at != null) {
                heard.put(agent, at);
            }
        }
        return heard;
    }

    /// Looks again at what is on record of an agent: another process knows more than this one.
    void look(NetworkId network, AgentId agent) {
        declared(network, agent);
    }

    /// The same, after another look at agents that it does not know: another process may have made them.
    RoutePicture pictureOf(NetworkId network, AgentId... agents) {
        RoutePicture picture = picture(network);
        List<AgentId> unknown = Arrays.stream(agents)
                .filter(agent -> picture.find(agent).isEmpty())
                .toList();
        if (unknown.isEmpty()) {
            return picture;
        }
        unknown.forEach(book(network)::declared);
        return picture(network);
    }

    /// Whether [#picture] answers without asking the database.
    boolean isReady(NetworkId network) {
        NetworkBook book = networks.get(network);
        return book != null && book.isReady();
    }

    /// What people declared is read again, all of it: another process may have changed it.
    void refresh(NetworkId network) {
        book(network).refresh();
    }

    Set<NetworkId> networks() {
        return Set.copyOf(networks.keySet());
    }

    /// The board says that an agent is elsewhere, or reached otherwise.
    void moved(NetworkId network, AgentId agent) {
        NetworkBook book = networks.get(network);
        if (book != null) {
            book.moved(agent);
        }
        changed.accept(network, agent);
    }

    @Override
    public void committed(HubEvent event) {
        NetworkId network = event.networkId();
        switch (event.data()) {
            case EventData.AgentCreated made -> declared(network, made.agent());
            case EventData.AgentTransportChanged now -> declared(network, now.agent());
            case EventData.AgentLocked now -> declared(network, now.agent());
            case EventData.AgentUnlocked now -> declared(network, now.agent());
            case EventData.AgentDeleted gone -> declared(network, gone.agent());
            case EventData.NetworkDeleted _ -> networks.remove(network);
            default -> {
                // Nothing that decides a route.
            }
        }
    }

    private void declared(NetworkId network, AgentId agent) {
        NetworkBook book = networks.get(network);
        if (book != null) {
            book.declared(agent);
        }
        changed.accept(network, agent);
    }

    private NetworkBook book(NetworkId network) {
        return networks.computeIfAbsent(
                network, id -> new NetworkBook(id, transactions, () -> board.sights(id), ownHosts, clock));
    }
}
