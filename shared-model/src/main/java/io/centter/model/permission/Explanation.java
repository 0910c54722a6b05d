package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether one agent can call a skill of another, and the whole chain that says so.
///
/// @param command null where the question was about any command
/// @param scopes what a token for the call would carry
/// @param links all of them, in the order of the chain
/// @param firstMissing absent where the answer is yes
/// @param smallestChange mends the first missing link; ask again after it, since there may be another
public record Explanation(
        AgentId from,
        AgentId to,
        String skill,
        @Nullable String command,
        boolean allowed,
        List<Scope> scopes,
        List<ChainLink> links,
        ChainLink.@Nullable Kind firstMissing,
        @Nullable NextChange smallestChange) {
    public Explanation {
        scopes = List.copyOf(scopes);
        links = List.copyOf(links);
    }
}
