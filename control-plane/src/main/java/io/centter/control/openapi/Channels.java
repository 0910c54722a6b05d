package io.centter.control.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.discovery.DiscoverAnswer;
import io.centter.model.discovery.DiscoverQuery;
import io.centter.model.discovery.DiscoveredAgent;
import io.centter.model.discovery.GetAgent;
import io.centter.model.discovery.WhoAmI;
import io.centter.model.event.HubEvent;
import io.centter.model.event.Replay;
import io.centter.model.event.ReplayQuery;
import io.centter.model.heartbeat.Heartbeat;
import io.centter.model.identity.AgentId;
import io.centter.model.message.AgentEvent;
import io.centter.model.message.ControlOrder;
import io.centter.model.message.Envelope;
import io.centter.model.message.Subjects;
import io.centter.model.route.BestRoute;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.RoutesQuery;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Every subject that travels in the account of a network, and what it carries.
final class Channels {
    static final String HUB_EVENTS = "hubEvent";
    static final String PRESENCE = "presence";
    static final Set<String> INBOXES = Set.of("inbox", "unprovenInbox");

    private static final String AGENT = "The id of an agent.";

    /// Between whom a path is asked for.
    record Pair(AgentId from, AgentId to) {}

    /// What an agent does with a channel.
    enum Way {
        SEND("send"),
        RECEIVE("receive");

        private final String verb;

        Way(String verb) {
            this.verb = verb;
        }

        String verb() {
            return verb;
        }
    }

    /// A subject.
    ///
    /// @param parameters of the address, with what they are
    /// @param answers what the reply is, where there is one
    /// @param stream which stream keeps it; null where nobody does
    record Channel(
            String id,
            String address,
            String about,
            Map<String, String> parameters,
            Class<?> says,
            @Nullable Class<?> answers,
            @Nullable String stream,
            List<Way> ways) {}

    static final List<Channel> ALL = List.of(
            told("heartbeat", "mesh.heartbeat.{agent}", "That an agent is there, and what it does.", Heartbeat.class),
            heard(PRESENCE, "mesh.presence.{agent}", "Presence or status of an agent changed.", HubEvent.class),
            asked("discover", Subjects.DISCOVER, "Who can do what.", DiscoverQuery.class, DiscoverAnswer.class),
            asked("get", Subjects.GET, "One agent, by id or slug.", GetAgent.class, DiscoveredAgent.class),
            asked("routes", Subjects.ROUTES, "By which path an agent is reached best.", Pair.class, BestRoute.class),
            asked(
                    "routesOfOne",
                    Subjects.ROUTES,
                    "How one agent reaches all others: without to.",
                    RoutesQuery.class,
                    EgoGraph.class),
            asked("whoami", Subjects.WHOAMI, "Who the hub takes the asker for.", JsonNode.class, WhoAmI.class),
            asked("events", Subjects.EVENTS, "Past events of 7 days.", ReplayQuery.class, Replay.class),
            new Channel(
                    "inbox",
                    "mesh.agent.{agent}.inbox.{from}",
                    "A message whose sender the broker proves.",
                    Map.of("agent", "Who it is for.", "from", "Who sends it: its own id, or user- and a person's id."),
                    Envelope.class,
                    null,
                    Subjects.MESSAGES_STREAM,
                    List.of(Way.SEND, Way.RECEIVE)),
            new Channel(
                    "unprovenInbox",
                    "mesh.agent.{agent}.inbox",
                    "A message whose sender nobody proves.",
                    Map.of("agent", "Who it is for."),
                    Envelope.class,
                    null,
                    Subjects.MESSAGES_STREAM,
                    List.of(Way.SEND, Way.RECEIVE)),
            new Channel(
                    "rpc",
                    "mesh.rpc.{agent}",
                    "A call of an agent, such as A2A in JSON-RPC. A token in the header Authorization says who calls.",
                    Map.of("agent", "Who is called."),
                    JsonNode.class,
                    JsonNode.class,
                    null,
                    List.of(Way.SEND, Way.RECEIVE)),
            heard("control", "mesh.control.{agent}", "What the hub tells an agent to do.", ControlOrder.class),
            new Channel(
                    "event",
                    "mesh.event.{topic}",
                    "What an agent tells everybody who may hear it.",
                    Map.of("topic", "One to eight tokens, such as deploy.finished; never hub."),
                    AgentEvent.class,
                    null,
                    Subjects.EVENTS_STREAM,
                    List.of(Way.SEND, Way.RECEIVE)),
            new Channel(
                    HUB_EVENTS,
                    "mesh.event.hub.{type}",
                    "What happened in the network.",
                    Map.of("type", "The type of the event."),
                    HubEvent.class,
                    null,
                    Subjects.EVENTS_STREAM,
                    List.of(Way.RECEIVE)),
            new Channel(
                    "service",
                    "$SRV.{verb}.agents",
                    "Agents as instances of the micro service agents.",
                    Map.of("verb", "PING, INFO or STATS."),
                    JsonNode.class,
                    JsonNode.class,
                    null,
                    List.of(Way.SEND, Way.RECEIVE)));

    private Channels() {}

    private static Channel told(String id, String address, String about, Class<?> says) {
        return new Channel(
                id, address, about, Map.of("agent", AGENT), says, null, null, List.of(Way.SEND, Way.RECEIVE));
    }

    private static Channel heard(String id, String address, String about, Class<?> says) {
        return new Channel(id, address, about, Map.of("agent", AGENT), says, null, null, List.of(Way.RECEIVE));
    }

    private static Channel asked(String id, String address, String about, Class<?> says, Class<?> answers) {
        return new Channel(id, address, about, Map.of(), says, answers, null, List.of(Way.SEND));
    }

    /// Whether a grant lets its holder use some subject of a channel.
    static boolean covers(String grant, String address) {
        String[] granted = grant.split("\\.", -1);
        String[] tokens = address.split("\\.", -1);
        for (int i = 0; i < granted.length; i++) {
            if (granted[i].equals(">")) {
                return i < tokens.length;
            }
            if (i >= tokens.length) {
                return false;
            }
            boolean open = granted[i].equals("*") || tokens[i].startsWith("{");
            if (!open && !granted[i].equals(tokens[i])) {
                return false;
            }
            // A topic and a type stand for any number of tokens.
            if (tokens[i].equals("{topic}") || tokens[i].equals("{type}")) {
                return true;
            }
        }
        return granted.length == tokens.length;
    }
}
