package io.centter.control.presence;

import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.AgentPresence;
import io.centter.model.presence.PresenceSnapshot;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// All agents and what is known of them now, in memory. Heartbeats, connections, time and the registry go in;
/// transitions
/// come out, in order for each network, on the thread that caused them and under the network's lock: whoever hears them
/// must not block. Reading takes no lock.
public final class PresenceBoard {
    private final InstantSource clock;
    private final PresenceRules rules;
    private final Consumer<Transition> transitions;
    private final Judgement judgement;
    private final Interner interner = new Interner();
    private final Map<NetworkId, NetworkBoard> networks = new ConcurrentHashMap<>();
    // A part of what there is: agents themselves need most of it.
    private final Texts texts = new Texts(Runtime.getRuntime().maxMemory() / 8, this::forgetTexts);
    private volatile HubView hub;
    private volatile boolean blindSaid;
    private volatile BiConsumer<NetworkId, AgentId> moved = (_, _) -> {};
    private volatile TakenListener taken = (_, _) -> {};

    /// A board that has not yet heard the broker: who was heard of not long ago is unknown until [#hubBack].
    public PresenceBoard(InstantSource clock, PresenceRules rules, Consumer<Transition> transitions) {
        this.clock = clock;
        this.rules = rules;
        this.transitions = transitions;
        this.judgement = new Judgement(rules);
        this.hub = HubView.awaySince(clock.millis());
    }

    /// Is told of each heartbeat that is taken, on the thread that brought it; must not block.
    public void whenTaken(TakenListener listener) {
        taken = taken.and(listener);
    }

    /// Hears of a heartbeat that was taken.
    @FunctionalInterface
    public interface TakenListener {
        void taken(NetworkId network, Heartbeat beat);

        /// Both, this one first.
        default TakenListener and(TakenListener other) {
            return (network, beat) -> {
                taken(network, beat);
                other.taken(network, beat);
            };
        }
    }

    /// Is told of each agent that came, or that is where it is, is connected, or names its transports otherwise than
    /// before; under the network's lock, so it must not block.
    public void whenMoved(BiConsumer<NetworkId, AgentId> listener) {
        moved = listener;
    }

    /// Agents that came or changed. No transition: who is new has no past.
    public void register(Collection<RegisteredAgent> agents) {
        Map<NetworkId, List<RegisteredAgent>> byNetwork =
                agents.stream().collect(Collectors.groupingBy(RegisteredAgent::network));
        byNetwork.forEach((network, some) -> board(network).register(some, hub, clock.millis()));
    }

    public void remove(NetworkId network, AgentId agent) {
        NetworkBoard board = networks.get(network);
        if (board != null) {
            board.remove(Identity.keyOf(agent));
        }
    }

    public void remove(NetworkId network) {
        networks.remove(network);
    }

    /// Takes in what an agent says of itself.
    ///
    /// @param agent who sent it, as the broker or an API key proved
    public Intake heartbeat(NetworkId network, AgentId agent, Heartbeat beat, boolean overHttp) {
        if (!agent.equals(beat.agentId())) {
            return Intake.WRONG_AGENT;
        }
        NetworkBoard board = networks.get(network);
        if (board == null) {
            return Intake.UNKNOWN_AGENT;
        }
        Intake intake = board.heartbeat(Identity.keyOf(agent), beat, overHttp, hub, clock.millis());
        if (intake == Intake.TAKEN) {
            taken.taken(network, beat);
        }
        return intake;
    }

    public void connected(SeenConnection seen) {
        NetworkBoard board = networks.get(seen.network());
        if (board != null) {
            board.connected(seen, hub, clock.millis());
        }
    }

    public void disconnected(SeenConnection seen) {
        NetworkBoard board = networks.get(seen.network());
        if (board != null) {
            board.disconnected(seen, hub, clock.millis());
        }
    }

    /// The hub hears the broker and has read all its connections as of a moment; also said from time to time, since an
    /// event may be lost.
    public void hubBack(Collection<SeenConnection> all, Instant asOf) {
        hub = HubView.present();
        blindSaid = false;
        Map<NetworkId, List<SeenConnection>> byNetwork =
                all.stream().collect(Collectors.groupingBy(SeenConnection::network));
        networks.forEach((network, board) ->
                board.reconcile(byNetwork.getOrDefault(network, List.of()), asOf.toEpochMilli(), hub, clock.millis()));
    }

    /// The hub no longer hears the broker.
    public void hubLost() {
        if (hub.connected()) {
            hub = HubView.awaySince(clock.millis() + rules.hubGrace().toMillis());
        }
    }

    /// Lets time pass; called about every second.
    public void tick() {
        long now = clock.millis();
        HubView view = hub;
        boolean all = view.blind(now) && !blindSaid;
        blindSaid |= all;
        networks.values().forEach(board -> board.tick(view, now, all));
    }

    /// All agents of a network at once. It takes as long as there are agents.
    public PresenceSnapshot snapshot(NetworkId network) {
        long now = clock.millis();
        HubView view = hub;
        List<AgentPresence> agents = new ArrayList<>();
        roster(network).forEachBlock(block -> {
            for (int i = 0; i < block.size(); i++) {
                agents.add(new AgentSight(block, i).presence(rules, now));
            }
        });
        return new PresenceSnapshot(network, Instant.ofEpochMilli(now), view.connected(), agents);
    }

    /// What presence shows of an agent that was seen on this board.
    AgentPresence picture(AgentSight agent) {
        return agent.presence(rules, clock.millis());
    }

    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /// The network of an agent that is on the board.
    Optional<NetworkId> homeOf(AgentId agent) {
        long key = Identity.keyOf(agent);
        return networks.entrySet().stream()
                .filter(one -> one.getValue().roster().find(key) != null)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public Optional<AgentPresence> find(NetworkId network, AgentId agent) {
        return sights(network).find(agent).map(this::picture);
    }

    /// The agents of a network by id, as they are while one walks over them.
    public Sights sights(NetworkId network) {
        return new Sights(roster(network), texts);
    }

    /// Those of whom something was heard after a moment, for whoever keeps it.
    List<Heard> heardSince(long moment) {
        List<Heard> heard = new ArrayList<>();
        networks.forEach((network, board) -> board.roster().forEach(state -> {
            Report report = state.report();
            if (report != null && report.boot() != null && report.at() > moment) {
                heard.add(new Heard(network, state.who().id(), report));
            }
        }));
        return heard;
    }

    /// An agent and its last report.
    record Heard(NetworkId network, AgentId agent, Report report) {}

    public int size() {
        return networks.values().stream()
                .mapToInt(board -> board.roster().size())
                .sum();
    }

    private void forgetTexts() {
        networks.values()
                .forEach(board -> board.roster().forEachBlock(block -> {
                    block.discovered().forget();
                    block.pictured().forget();
                }));
    }

    public boolean hubConnected() {
        return hub.connected();
    }

    private Roster roster(NetworkId network) {
        NetworkBoard board = networks.get(network);
        return board == null ? Roster.EMPTY : board.roster();
    }

    private NetworkBoard board(NetworkId network) {
        return networks.computeIfAbsent(
                network,
                id -> new NetworkBoard(id, rules, judgement, interner, transitions, agent -> moved.accept(id, agent)));
    }
}
