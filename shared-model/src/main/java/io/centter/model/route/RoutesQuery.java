package io.centter.model.route;

import io.centter.model.identity.AgentId;
import org.jspecify.annotations.Nullable;

/// Asks on the mesh for the routes of one agent.
///
/// @param transport only peers that are reached by this; absent for all
/// @param limit edges a page, 1 to 500; 100 where absent
public record RoutesQuery(
        AgentId from,
        @Nullable RouteTransport transport,
        @Nullable String cursor,
        @Nullable Integer limit) {}
