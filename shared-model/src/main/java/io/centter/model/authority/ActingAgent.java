package io.centter.model.authority;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// Who acts for the subject of a token, and for whom that one acted before (`act` of RFC 8693).
///
/// @param before who acted before this one; null where this one acts for the subject itself
public record ActingAgent(
        @JsonProperty("sub") AgentId agent,
        @JsonProperty("act") @Nullable ActingAgent before) {
    /// How many may act one for another.
    public static final int MAX_DEPTH = 5;

    public ActingAgent {
        Names.requirePresent("sub", agent);
        if (before != null && before.depth() >= MAX_DEPTH) {
            throw new InvalidValue("act", "At most " + MAX_DEPTH + " agents act one for another.");
        }
    }

    /// How many act, this one included.
    public int depth() {
        return before == null ? 1 : 1 + before.depth();
    }

    /// Whether this agent acts, anywhere in the chain.
    public boolean names(AgentId one) {
        return agent.equals(one) || (before != null && before.names(one));
    }
}
