package io.centter.console.screens.connections;

import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.route.EgoGraph;
import io.centter.model.route.RouteAgent;
import io.centter.model.route.RouteForecast;
import io.centter.model.route.RouteTransport;
import io.centter.model.route.WhatIf;
import io.centter.sdk.rest.RoutesApi;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The routes of one agent as far as they were read.
///
/// @param nodes the peers that were read, and those that paths lead through
/// @param counts all peers by transport, read or not
/// @param complete whether every peer was read
record Ego(
        RouteAgent agent,
        int peers,
        Map<AgentId, RouteAgent> nodes,
        List<EgoGraph.Edge> edges,
        Map<RouteTransport, Integer> counts,
        boolean complete) {
    /// As many are shown one by one in the list; beyond, a transport at a time.
    static final int MOST = 1000;

    private static final int PAGE = 500;

    /// Reads at most [#MOST] of them; blocks.
    ///
    /// @param only peers that are reached by this; null for all
    static Ego read(RoutesApi api, AgentId agent, @Nullable RouteTransport only) {
        EgoGraph page = api.graph(agent, only, null, PAGE);
        Map<AgentId, RouteAgent> nodes = new HashMap<>();
        List<EgoGraph.Edge> edges = new ArrayList<>();
        take(page, nodes, edges);
        while (page.nextCursor() != null && edges.size() < MOST) {
            page = api.graph(agent, only, page.nextCursor(), PAGE);
            take(page, nodes, edges);
        }
        Map<RouteTransport, Integer> counts = new EnumMap<>(RouteTransport.class);
        page.groups().forEach(group -> counts.merge(group.transport(), group.agents(), Integer::sum));
        return new Ego(page.agent(), page.peers(), nodes, edges, counts, edges.size() == page.peers());
    }

    /// Whether this may be news for what was read.
    static boolean concernedBy(EventData data) {
        return data instanceof EventData.RoutesChanged
                || data instanceof EventData.RelaysChanged
                || data instanceof EventData.AgentTransportChanged
                || data instanceof EventData.AgentLocked
                || data instanceof EventData.AgentUnlocked
                || data instanceof EventData.AgentCreated
                || data instanceof EventData.AgentDeleted;
    }

    private static void take(EgoGraph page, Map<AgentId, RouteAgent> nodes, List<EgoGraph.Edge> edges) {
        page.nodes().forEach(node -> nodes.put(node.agent(), node));
        edges.addAll(page.edges());
    }

    /// What would become of the routes from the middle, and of all.
    record Without(RouteForecast ofEgo, RouteForecast ofAll) {
        /// Asks; blocks.
        static Without read(RoutesApi api, NetworkId network, AgentId agent, WhatIf question) {
            return new Without(api.whatIf(network, question, agent, MOST), api.whatIf(network, question, null, 1));
        }
    }
}
