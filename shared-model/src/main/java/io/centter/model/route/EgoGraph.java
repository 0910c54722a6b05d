package io.centter.model.route;

import io.centter.model.identity.AgentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The routes of one agent. The groups are of all its peers, the edges of a page of them.
///
/// @param peers how many other agents the network has
/// @param groups peers that are reached alike, the largest first, 500 at most
/// @param nodes the peers of this page by id, and the agents that their paths lead through
/// @param edges one for each peer of this page
/// @param nextCursor absent on the last page
public record EgoGraph(
        RouteAgent agent,
        int peers,
        List<Group> groups,
        List<RouteAgent> nodes,
        List<Edge> edges,
        @Nullable String nextCursor) {
    /// How the agent reaches a peer, and how the peer reaches it: with public endpoints these may differ.
    public record Edge(AgentId peer, Way out, Way back) {}

    /// So many peers are reached in the same way.
    ///
    /// @param place the VPC or the tailnet of a direct path
    public record Group(RouteTransport transport, @Nullable String place, List<AgentId> via, int agents) {
        public Group {
            via = List.copyOf(via);
        }
    }

    public EgoGraph {
        groups = List.copyOf(groups);
        nodes = List.copyOf(nodes);
        edges = List.copyOf(edges);
    }
}
