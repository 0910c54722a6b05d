package io.centter.model.message;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import java.util.regex.Pattern;

/// Every subject of the mesh, as an agent sees it inside its own account. Nobody else builds a subject from parts.
public final class Subjects {
    public static final String DISCOVER = "mesh.registry.discover";
    public static final String GET = "mesh.registry.get";
    public static final String ROUTES = "mesh.registry.routes";
    public static final String WHOAMI = "mesh.registry.whoami";
    public static final String EVENTS = "mesh.registry.events";
    public static final String ALL_HEARTBEATS = "mesh.heartbeat.*";
    public static final String ALL_PRESENCE = "mesh.presence.*";
    public static final String ALL_EVENTS = "mesh.event.>";
    public static final String HUB_EVENTS = "mesh.event.hub.>";

    public static final String MESSAGES_STREAM = "AGENT_MESSAGES";
    public static final String EVENTS_STREAM = "AGENT_EVENTS";

    /// Where the broker's notes of messages that were delivered too often are kept until the hub has seen to them.
    public static final String UNDELIVERED_STREAM = "AGENT_UNDELIVERED";

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,64}(\\.[A-Za-z0-9_-]{1,64}){0,7}");

    private Subjects() {}

    public static String heartbeat(AgentId agent) {
        return "mesh.heartbeat." + agent;
    }

    public static String presence(AgentId agent) {
        return "mesh.presence." + agent;
    }

    /// Where a message goes whose sender the broker proves: the grant forces `from`.
    public static String inbox(AgentId to, Sender from) {
        return "mesh.agent." + to + ".inbox." + from;
    }

    /// The same where an agent sends.
    public static String inbox(AgentId to, AgentId from) {
        return inbox(to, Sender.of(from));
    }

    /// Where a message goes whose sender nobody proves.
    public static String unprovenInbox(AgentId to) {
        return "mesh.agent." + to + ".inbox";
    }

    /// All that the durable of one agent holds.
    public static String[] inboxFilters(AgentId agent) {
        return new String[] {"mesh.agent." + agent + ".inbox", "mesh.agent." + agent + ".inbox.*"};
    }

    public static String rpc(AgentId agent) {
        return "mesh.rpc." + agent;
    }

    public static String control(AgentId agent) {
        return "mesh.control." + agent;
    }

    /// The reply inbox prefix of a user: its replies are its own.
    public static String replyPrefix(String userName) {
        return "_INBOX." + userName + ".";
    }

    /// An event subject. The topic has 1 to 8 tokens, such as `deploy.finished`.
    public static String event(String topic) {
        if (!TOPIC.matcher(topic).matches()) {
            throw new InvalidValue("topic", "A topic has 1 to 8 tokens of A-Z, a-z, 0-9, '_' and '-', joined by dots.");
        }
        return "mesh.event." + topic;
    }
}
