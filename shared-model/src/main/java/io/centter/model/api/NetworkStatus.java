package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Whether the agents of a network may connect.
public enum NetworkStatus {
    @JsonProperty("active")
    ACTIVE,
    @JsonProperty("suspended")
    SUSPENDED
}
