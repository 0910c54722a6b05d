package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import java.util.List;

/// What a change would bring, and take.
///
/// @param scopes of each agent whose scopes change
/// @param gained calls that become possible
/// @param lost calls that become impossible
/// @param reconnects agents that the broker disconnects where they are connected, because what it lets them do changes;
///     they come back by themselves
/// @param credentialsEnd of these, those whose credentials end: they come back with new ones, got by their API key
public record RightsPreview(
        List<ScopeChange> scopes, Calls gained, Calls lost, List<AgentId> reconnects, List<AgentId> credentialsEnd) {
    public RightsPreview {
        scopes = List.copyOf(scopes);
        reconnects = List.copyOf(reconnects);
        credentialsEnd = List.copyOf(credentialsEnd);
    }

    /// What one agent gains and loses.
    public record ScopeChange(AgentId agent, List<Scope> gained, List<Scope> lost) {
        public ScopeChange {
            gained = List.copyOf(gained);
            lost = List.copyOf(lost);
        }
    }

    /// Calls, some of them named.
    ///
    /// @param total all of them, as pairs of agents with a skill
    /// @param truncated whether there are more than are named
    public record Calls(List<CallChange> items, long total, boolean truncated) {
        public Calls {
            items = List.copyOf(items);
        }
    }

    /// A skill of one agent that another can call, or cannot.
    ///
    /// @param commands which of its commands; `*` for a skill that declares none
    public record CallChange(AgentId from, AgentId to, String skill, List<String> commands) {
        public CallChange {
            commands = List.copyOf(commands);
        }
    }
}
