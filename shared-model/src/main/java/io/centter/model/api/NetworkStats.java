package io.centter.model.api;

import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// A network in numbers.
///
/// @param presence of its agents, from memory
/// @param recorded what is on record
/// @param eventsPerDay the last seven days in UTC, oldest first; a day without events is 0, and the last few seconds
/// may be missing
public record NetworkStats(
        NetworkId networkId, Instant at, PresenceTally presence, Recorded recorded, List<Day> eventsPerDay) {

    /// What is on record.
    ///
    /// @param lockedAgents of the agents, those that are shut out now
    /// @param installedSkills one for each agent that has it
    /// @param manualPermissions grants and revokes by hand that hold now
    /// @param deployedAgents those on machines of ours; the plan limits them
    public record Recorded(
            int agents,
            int lockedAgents,
            int teams,
            int members,
            int installedSkills,
            int manualPermissions,
            int deployedAgents) {}

    /// A day in UTC.
    public record Day(LocalDate day, long events) {}
}
