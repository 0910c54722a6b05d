package io.centter.model.permission;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a manual permission does.
public enum Effect {
    @JsonProperty("grant")
    GRANT,
    /// Takes away whatever grants the scope, wherever that comes from.
    @JsonProperty("revoke")
    REVOKE
}
