package io.centter.model.route;

import io.centter.model.identity.AgentId;
import java.util.List;

/// Which routes would change.
///
/// @param pairs how many there are: each agent to each other
/// @param lost how many would have no path any more
/// @param rerouted how many would go another way
/// @param items some of those that change, by id
/// @param complete whether `items` are all of them
public record RouteForecast(
        WhatIf question, long pairs, long lost, long rerouted, List<Change> items, boolean complete) {
    /// One route before and after.
    public record Change(AgentId from, AgentId to, Way before, Way after) {}

    public RouteForecast {
        items = List.copyOf(items);
    }
}
