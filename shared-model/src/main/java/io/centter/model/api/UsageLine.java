package io.centter.model.api;

import io.centter.model.identity.AgentId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// How much of a metric, on one day or by one agent.
///
/// @param day absent when grouped by agent
/// @param agentId absent when grouped by day, and for what no agent did
public record UsageLine(
        UsageMetric metric,
        @Nullable LocalDate day,
        @Nullable AgentId agentId,
        long amount) {}
