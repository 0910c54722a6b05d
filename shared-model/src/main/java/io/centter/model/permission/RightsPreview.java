package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import java.util.List;

/// What a change would bring, and take.
///
/// @param scopes of each agent whose scopes change
/// @param gained calls that become possible
/// @param lost calls that become impossible
/// @param reconnects agents that the broker disconnects, because its permissions for them change; they come back by
///     themselves
public record RightsPreview(List<ScopeChange> scopes, Calls gained, Calls lost, List<AgentId> reconnects) {
    public RightsPreview {
        scopes = List.copyOf(scopes);
        reconnects = List.copyOf(reconnects);
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
