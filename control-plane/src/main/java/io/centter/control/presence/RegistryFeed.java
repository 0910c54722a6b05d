package io.centter.control.presence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.db.Notifications;
import io.centter.control.db.Transactions;
import io.centter.control.event.CommittedListener;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.event.HubEvent;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.identity.Slug;
import io.centter.model.role.Role;
import io.centter.model.wire.Wire;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the board's list of agents level with the database: all at the start, then every committed change, and
/// whoever is heard of without being known.
public final class RegistryFeed implements CommittedListener, Notifications.Listener {
    /// What the database tells changes of other processes on.
    public static final String CHANNEL = "centter_registry";

    private static final Logger LOG = LoggerFactory.getLogger(RegistryFeed.class);
    private static final int BATCH = 5_000;
    private static final int MOST_WAITING = 10_000;
    private static final Duration AGAIN = Duration.ofSeconds(30);
    private static final Duration LONGEST_READ = Duration.ofMinutes(10);

    private final Transactions transactions;
    private final PresenceBoard board;
    private final InstantSource clock;
    private final Set<AgentId> waiting = ConcurrentHashMap.newKeySet();
    private final Map<AgentId, Long> missed = new ConcurrentHashMap<>();
    private volatile boolean stale;
    private volatile BiConsumer<String, NetworkId> accountMade = (_, _) -> {};
    // Who is deleted stays so: a row that was read before must not bring them back.
    private final Map<AgentId, Long> goneAgents = new ConcurrentHashMap<>();
    private final Map<NetworkId, Long> goneNetworks = new ConcurrentHashMap<>();

    public RegistryFeed(Transactions transactions, PresenceBoard board, InstantSource clock) {
        this.transactions = transactions;
        this.board = board;
        this.clock = clock;
    }

    /// Reads all agents. Changes that are committed meanwhile are told as well, and win.
    public void load() {
        stale = false;
        int count = transactions.write(handle -> {
            int read = 0;
            try (Stream<PresenceSql.AgentRow> rows = PresenceSql.of(handle).agents()) {
                List<RegisteredAgent> batch = new ArrayList<>(BATCH);
                for (Iterator<PresenceSql.AgentRow> all = rows.iterator(); all.hasNext(); ) {
                    batch.add(agent(all.next()));
                    read++;
                    if (batch.size() == BATCH || !all.hasNext()) {
                        register(batch);
                        batch.clear();
                    }
                }
            }
            return read;
        });
        LOG.info("registry=loaded agents={}", count);
    }

    /// Reads one agent now; whether there is one.
    public boolean load(AgentId agent) {
        List<PresenceSql.AgentRow> rows =
                transactions.read(handle -> PresenceSql.of(handle).agents(new String[] {agent.value()}));
        register(rows.stream().map(RegistryFeed::agent).toList());
        return !rows.isEmpty();
    }

    /// Someone was heard of who is not on the board: is looked up soon, and for half a minute not again.
    public void missing(AgentId agent) {
        long now = clock.millis();
        Long last = missed.get(agent);
        if ((last == null || now - last > AGAIN.toMillis()) && waiting.size() < MOST_WAITING) {
            missed.put(agent, now);
            waiting.add(agent);
        }
    }

    /// Is told of accounts that another process made.
    public void whenAccountMade(BiConsumer<String, NetworkId> listener) {
        accountMade = listener;
    }

    /// What any process committed, this one too.
    @Override
    public void told(String payload) {
        String[] words = payload.split(":", 3);
        try {
            switch (words[0]) {
                case "agent" -> waiting.add(new AgentId(words[1]));
                case "network" -> remove(NetworkId.parse(words[1]));
                case "account" -> accountMade.accept(words[1], NetworkId.parse(words[2]));
                default -> LOG.debug("registry=unknown payload={}", payload);
            }
        } catch (InvalidValue | IndexOutOfBoundsException e) {
            LOG.warn("registry=unreadable payload={} reason={}", payload, e.getMessage());
        }
    }

    @Override
    public void missed() {
        stale = true;
    }

    @Override
    public void committed(HubEvent event) {
        switch (event.data()) {
            case EventData.AgentCreated made ->
                changed(event.networkId(), made.agent(), made.name(), made.slug(), made.role());
            case EventData.AgentChanged now ->
                changed(event.networkId(), now.agent(), now.name(), now.slug(), now.role());
            // The board also keeps what is looked up.
            case EventData.AgentTransportChanged now -> waiting.add(now.agent());
            case EventData.AgentDeleted deleted -> remove(event.networkId(), deleted.agent());
            case EventData.NetworkDeleted _ -> remove(event.networkId());
            default -> {
                // Nothing that the board shows.
            }
        }
    }

    /// Looks up who is waiting; called again and again.
    void lookUp() {
        if (stale) {
            reload();
        }
        List<AgentId> some = waiting.stream().limit(1_000).toList();
        if (some.isEmpty()) {
            return;
        }
        try {
            String[] ids = some.stream().map(AgentId::value).toArray(String[]::new);
            List<PresenceSql.AgentRow> rows =
                    transactions.read(handle -> PresenceSql.of(handle).agents(ids));
            register(rows.stream().map(RegistryFeed::agent).toList());
            removeMissing(some, rows);
            some.forEach(waiting::remove);
            missed.values().removeIf(at -> clock.millis() - at > AGAIN.toMillis());
            goneAgents.values().removeIf(at -> clock.millis() - at > LONGEST_READ.toMillis());
            goneNetworks.values().removeIf(at -> clock.millis() - at > LONGEST_READ.toMillis());
        } catch (Refused.Unavailable e) {
            LOG.debug("registry=waits reason={}", e.getMessage());
        }
    }

    private void reload() {
        try {
            load();
        } catch (Refused.Unavailable e) {
            stale = true;
            LOG.debug("registry=waits reason={}", e.getMessage());
        }
    }

    // Who is asked for and has no row is deleted, or never was.
    private void removeMissing(List<AgentId> asked, List<PresenceSql.AgentRow> rows) {
        Set<AgentId> found = rows.stream().map(PresenceSql.AgentRow::id).collect(Collectors.toSet());
        for (AgentId agent : asked) {
            if (!found.contains(agent)) {
                board.homeOf(agent).ifPresent(network -> remove(network, agent));
            }
        }
    }

    private synchronized void register(List<RegisteredAgent> read) {
        board.register(read.stream()
                .filter(one -> !goneAgents.containsKey(one.id()) && !goneNetworks.containsKey(one.network()))
                .toList());
    }

    private synchronized void remove(NetworkId network, AgentId agent) {
        goneAgents.put(agent, clock.millis());
        board.remove(network, agent);
    }

    private synchronized void remove(NetworkId network) {
        goneNetworks.put(network, clock.millis());
        board.remove(network);
    }

    // The event does not say by which transport an agent was registered; that is looked up.
    private void changed(NetworkId network, AgentId agent, String name, Slug slug, Role role) {
        board.register(
                List.of(new RegisteredAgent(network, agent, name, slug, role, Transport.NATS, null, false, null)));
        waiting.add(agent);
    }

    private static RegisteredAgent agent(PresenceSql.AgentRow row) {
        return new RegisteredAgent(
                row.networkId(),
                row.id(),
                row.name(),
                row.slug(),
                Role.valueOf(row.role().toUpperCase(Locale.ROOT)),
                Transport.valueOf(row.transport().toUpperCase(Locale.ROOT)),
                row.lastHeartbeatAt(),
                row.overHttp(),
                row.lastHeartbeatAt() == null ? null : said(row));
    }

    private static @Nullable Heartbeat said(PresenceSql.AgentRow row) {
        try {
            ObjectNode said = (ObjectNode) Wire.tolerant().readTree(row.said());
            said.put("v", Heartbeat.VERSION).put("agent_id", row.id().value()).put("seq", 0);
            said.put("ts", String.valueOf(row.lastHeartbeatAt())).put("status", "ok");
            return Wire.tolerant().treeToValue(said, Heartbeat.class);
        } catch (JsonProcessingException | InvalidValue e) {
            LOG.warn("registry=unreadable agent={} reason={}", row.id(), e.getMessage());
            return null;
        }
    }
}
