package io.centter.model.api;

import org.jspecify.annotations.Nullable;

/// The answer to a creation. The key is shown here once: `apiKey` is absent when an answer is replayed by
/// `Idempotency-Key`, and then `secretAlreadyShown` is true.
public record AgentCreated(AgentView agent, @Nullable String apiKey, boolean secretAlreadyShown) {
    @Override
    public String toString() {
        return "AgentCreated[agent=" + agent + ", apiKey=***]";
    }
}
