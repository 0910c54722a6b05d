package io.centter.model.permission;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a command can do to the world, as its skill declares it.
public enum Risk {
    @JsonProperty("read")
    READ,
    @JsonProperty("write")
    WRITE,
    @JsonProperty("destructive")
    DESTRUCTIVE
}
