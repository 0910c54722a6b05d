package io.centter.model.permission;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One link of the chain between an agent and a skill of another.
///
/// @param ok whether the chain holds here
/// @param detail for people, with names
/// @param origins what brings the scope, or what takes it away
/// @param risk of the command, or the highest of the skill's
public record ChainLink(
        Kind kind,
        boolean ok,
        String detail,
        List<Origin> origins,
        @Nullable Risk risk) {
    /// The links, in the order of the chain.
    public enum Kind {
        /// A team brings scopes.
        @JsonProperty("team")
        TEAM,
        /// By the agent's role in it.
        @JsonProperty("role")
        ROLE,
        /// One of the scopes covers the call, wherever it comes from.
        @JsonProperty("scope")
        SCOPE,
        /// Nothing of it is taken away by hand.
        @JsonProperty("override")
        OVERRIDE,
        /// The other agent has the skill.
        @JsonProperty("skill")
        SKILL,
        /// The skill has the command.
        @JsonProperty("command")
        COMMAND,
        /// The broker lets the agent send to others.
        @JsonProperty("subject")
        SUBJECT,
        /// The other agent can be reached now.
        @JsonProperty("route")
        ROUTE,
        /// A token would be issued now.
        @JsonProperty("token")
        TOKEN
    }

    public ChainLink {
        origins = List.copyOf(origins);
    }

    static ChainLink of(Kind kind, boolean ok, String detail) {
        return new ChainLink(kind, ok, detail, List.of(), null);
    }
}
