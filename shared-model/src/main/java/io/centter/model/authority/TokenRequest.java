package io.centter.model.authority;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.permission.Scope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a token.
///
/// @param apiKey the agent's own
/// @param scopes what the token is to carry; an empty list asks for a token that only proves who its holder is
/// @param subjectToken a token whose audience is the asking agent: the new one then carries the rights of its subject
public record TokenRequest(
        AgentId agentId,
        String apiKey,
        List<Scope> scopes,
        Audience audience,
        @Nullable String subjectToken) {
    /// How many scopes one token may carry.
    public static final int MAX_SCOPES = 64;

    public TokenRequest {
        Names.requirePresent("agent_id", agentId);
        Names.requirePresent("api_key", apiKey);
        Names.requirePresent("audience", audience);
        Names.requirePresent("scopes", scopes);
        if (scopes.size() > MAX_SCOPES) {
            throw new InvalidValue(
                    "scopes",
                    "scopes has " + scopes.size() + " entries; at most " + MAX_SCOPES
                            + " are allowed. Ask for a wider one, such as skill:execute:*.");
        }
        for (Scope scope : scopes) {
            Names.requirePresent("scopes", scope);
        }
        scopes = List.copyOf(scopes);
    }

    @Override
    public String toString() {
        return "TokenRequest[" + agentId + ", apiKey=***, scopes=" + scopes + ", audience=" + audience + "]";
    }
}
