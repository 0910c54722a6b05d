package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/// What a network has paid for. It limits the agents that are deployed to machines of ours; how many agents are
/// registered and run elsewhere is not its concern.
public enum Plan {
    @JsonProperty("starter")
    STARTER(2),
    @JsonProperty("team")
    TEAM(5),
    @JsonProperty("business")
    BUSINESS(15),
    @JsonProperty("enterprise")
    ENTERPRISE(null);

    private final @Nullable Integer deployedAgents;

    Plan(@Nullable Integer deployedAgents) {
        this.deployedAgents = deployedAgents;
    }

    /// How many agents may be deployed at once; null for any number.
    public @Nullable Integer deployedAgents() {
        return deployedAgents;
    }

    /// Whether so many may be deployed at once.
    public boolean allows(int deployed) {
        return deployedAgents == null || deployed <= deployedAgents;
    }
}
