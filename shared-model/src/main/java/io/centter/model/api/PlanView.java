package io.centter.model.api;

import org.jspecify.annotations.Nullable;

/// A plan that a network can have.
///
/// @param deployedAgents how many agents may be deployed to machines at once; absent for any number
public record PlanView(Plan plan, String name, @Nullable Integer deployedAgents) {}
