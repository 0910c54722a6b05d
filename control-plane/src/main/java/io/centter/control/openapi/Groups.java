package io.centter.control.openapi;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.centter.control.http.Route;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The groups of the API. A route belongs to the group of the feature that declared it; a feature that is not named
/// here is a group of its own.
public final class Groups {
    private static final Map<String, String> OF_FEATURE = Map.ofEntries(
            Map.entry("user", "auth"),
            Map.entry("network", "networks"),
            Map.entry("agent", "agents"),
            Map.entry("message", "messages"),
            Map.entry("route", "routes"),
            Map.entry("team", "teams"),
            Map.entry("permission", "permissions"),
            Map.entry("auditing", "permissions"),
            Map.entry("skill", "marketplace"),
            Map.entry("hub", "nats"),
            Map.entry("denial", "nats"),
            Map.entry("provision", "provisioning"),
            Map.entry("usage", "provisioning"),
            Map.entry("metrics", "health"),
            Map.entry("openapi", "health"));

    private static final Map<String, String> SENTENCES = Map.ofEntries(
            Map.entry("auth", "Registering, signing in, and who one is."),
            Map.entry("networks", "Networks and their members: one network is one tenant."),
            Map.entry("agents", "Agents and their keys."),
            Map.entry("messages", "Messages to agents, their inboxes, dead letters, orders, and past events."),
            Map.entry("presence", "Heartbeats, and who is there."),
            Map.entry("discovery", "Who can do what."),
            Map.entry("authority", "Tokens that agents show to each other, and the keys that sign them."),
            Map.entry("routes", "How agents reach each other, and by which path best."),
            Map.entry("dns", "Names of agents."),
            Map.entry("teams", "Teams of agents and their roles in them."),
            Map.entry("permissions", "Scopes, roles, and the audit trail of who changed what."),
            Map.entry("marketplace", "Skills, their versions, reviews and publishers."),
            Map.entry("nats", "The broker: health and credentials."),
            Map.entry("provisioning", "Plans, usage and deployed instances."),
            Map.entry("a2a", "Agents as servers of the A2A protocol."),
            Map.entry("health", "Whether the server runs, and what it serves."));

    private Groups() {}

    public static String of(Route<?, ?> route) {
        return OF_FEATURE.getOrDefault(route.feature(), route.feature());
    }

    /// The tags of the groups that these routes belong to.
    static ArrayNode tags(List<Route<?, ?>> routes) {
        Set<String> used = new TreeSet<>();
        routes.forEach(route -> used.add(of(route)));
        ArrayNode tags = JsonNodeFactory.instance.arrayNode();
        for (String group : used) {
            tags.addObject().put("name", group).put("description", SENTENCES.getOrDefault(group, "The " + group + "."));
        }
        return tags;
    }
}
