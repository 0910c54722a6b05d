package io.centter.model.route;

import java.time.Instant;

/// What looking at all agents of a network again brought.
///
/// @param agents how many were looked at
/// @param changed how many were recorded otherwise than they are
/// @param kinds how many kinds of agents there are: those of one kind have the same routes
/// @param rows how many rows were written or deleted
public record RecalculatedRoutes(int agents, int changed, int kinds, int rows, Instant at) {}
