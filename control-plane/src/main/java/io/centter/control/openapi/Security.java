package io.centter.control.openapi;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.http.Access;
import io.centter.model.api.MemberRole;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How callers prove who they are, for the document.
final class Security {
    private Security() {}

    static String scheme(Access.Proof proof) {
        return switch (proof) {
            case SESSION -> "session";
            case AGENT_KEY -> "agentKey";
            case AGENT_TOKEN -> "agentToken";
        };
    }

    /// Who it is that this proof admits.
    ///
    /// @param role what a person must at least be in the network; null where none is asked for
    static String who(Access.Proof proof, @Nullable MemberRole role) {
        return switch (proof) {
            case SESSION ->
                role == null
                        ? "a person with a session"
                        : "a member of the network with the role " + role.name().toLowerCase(Locale.ROOT) + " or more";
            case AGENT_KEY -> "an agent with its key";
            case AGENT_TOKEN -> "an agent with a token of the network's authority";
        };
    }

    static ObjectNode schemes() {
        ObjectNode schemes = JsonNodeFactory.instance.objectNode();
        for (Access.Proof proof : Access.Proof.values()) {
            schemes.set(scheme(proof), definition(proof));
        }
        return schemes;
    }

    private static ObjectNode definition(Access.Proof proof) {
        ObjectNode scheme = JsonNodeFactory.instance.objectNode();
        return switch (proof) {
            case SESSION ->
                scheme.put("type", "http")
                        .put("scheme", "bearer")
                        .put("bearerFormat", "JWT")
                        .put("description", "The session of a person, from signing in.");
            case AGENT_KEY ->
                scheme.put("type", "apiKey")
                        .put("in", "header")
                        .put("name", "X-Agent-Key")
                        .put("description", "The API key of an agent, shown once when the agent is created.");
            case AGENT_TOKEN ->
                scheme.put("type", "http")
                        .put("scheme", "bearer")
                        .put("bearerFormat", "JWT")
                        .put("description", "A token that the network's authority issued to an agent for this API.");
        };
    }
}
