package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.presence.SeenConnection;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who connects and who leaves, as the servers tell. An agent is named by its JWT, which the server has checked; what a
/// client calls itself is not looked at.
final class ConnectionWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectionWatch.class);
    private static final Pattern AGENT = Pattern.compile("[0-9a-f]{12}");
    private static final int ACCOUNT_TOKEN = 2;
    // How the broker says that somebody does not read what it is sent.
    private static final String SLOW = "Slow Consumer";

    private final PresenceBoard board;
    private final Function<String, Optional<NetworkId>> networkOf;
    private final Doorkeeper door;
    private final Runnable stranger;
    private final Map<AgentId, String> hosts = new ConcurrentHashMap<>();

    /// @param networkOf whose account it is, without waiting
    /// @param door hears of everybody who comes in
    /// @param stranger is called when an agent connects to an account that is not known
    ConnectionWatch(
            PresenceBoard board, Function<String, Optional<NetworkId>> networkOf, Doorkeeper door, Runnable stranger) {
        this.board = board;
        this.networkOf = networkOf;
        this.door = door;
        this.stranger = stranger;
    }

    void subscribe(Connection system) {
        // One dispatcher, so that what a server tells is heard in its order.
        Dispatcher events = system.createDispatcher();
        var _ = events.subscribe("$SYS.ACCOUNT.*.CONNECT", message -> told(message, true));
        var _ = events.subscribe("$SYS.ACCOUNT.*.DISCONNECT", message -> told(message, false));
    }

    /// Those of a broker's connections that are of agents.
    List<SeenConnection> agents(List<Broker.Held> held) {
        List<SeenConnection> agents = new ArrayList<>();
        Map<AgentId, String> seen = new HashMap<>();
        for (Broker.Held one : held) {
            Optional<NetworkId> network = networkOf.apply(one.account());
            if (network.isPresent() && AGENT.matcher(one.userName()).matches()) {
                AgentId agent = new AgentId(one.userName());
                agents.add(new SeenConnection(network.get(), agent, one.server(), one.cid(), one.start()));
                seen.put(agent, one.host());
            }
        }
        hosts.keySet().retainAll(seen.keySet());
        hosts.putAll(seen);
        return agents;
    }

    /// From where an agent is connected, as a server sees it; of several connections, the last that was heard of.
    Optional<String> hostOf(AgentId agent) {
        return Optional.ofNullable(hosts.get(agent));
    }

    private void told(Message message, boolean connected) {
        try {
            JsonNode event = Wire.tolerant().readTree(message.getData());
            JsonNode client = event.path("client");
            String account = message.getSubject().split("\\.", -1)[ACCOUNT_TOKEN];
            JsonNode claims = Broker.unverified(client.path("jwt").asText());
            if (connected) {
                door.entered(account, entry(event, claims));
            }
            String name = claims.path("name").asText();
            Optional<NetworkId> network = networkOf.apply(account);
            if (!AGENT.matcher(name).matches()) {
                return;
            }
            if (network.isEmpty()) {
                stranger.run();
                return;
            }
            SeenConnection seen = new SeenConnection(
                    network.get(),
                    new AgentId(name),
                    event.path("server").path("id").asText(),
                    client.path("id").asLong(),
                    Instant.parse(client.path("start").asText()));
            String host = client.path("host").asText();
            if (connected) {
                hosts.put(seen.agent(), host);
                board.connected(seen);
            } else {
                hosts.remove(seen.agent(), host);
                tellSlow(seen, event.path("reason").asText());
                board.disconnected(seen);
            }
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            LOG.warn("connection_event=unreadable subject={} reason={}", message.getSubject(), e.toString());
        }
    }

    private static void tellSlow(SeenConnection seen, String reason) {
        if (reason.startsWith(SLOW)) {
            LOG.warn(
                    "connection=cut_by_broker network={} agent={} reason=\"{}\"", seen.network(), seen.agent(), reason);
        }
    }

    private static Doorkeeper.Entry entry(JsonNode event, JsonNode claims) {
        JsonNode client = event.path("client");
        return new Doorkeeper.Entry(
                event.path("server").path("id").asText(),
                client.path("id").asLong(),
                Instant.parse(client.path("start").asText()),
                claims.path("iss").asText(),
                claims.path("sub").asText(),
                claims.path("iat").asLong());
    }
}
