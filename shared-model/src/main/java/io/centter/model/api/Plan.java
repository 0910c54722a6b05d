package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a network has paid for; the limit is on deployed team agents.
public enum Plan {
    @JsonProperty("starter")
    STARTER,
    @JsonProperty("team")
    TEAM,
    @JsonProperty("business")
    BUSINESS,
    @JsonProperty("enterprise")
    ENTERPRISE
}
