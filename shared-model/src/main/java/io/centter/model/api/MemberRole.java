package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a person may do in a network, from most to least.
public enum MemberRole {
    @JsonProperty("owner")
    OWNER,
    @JsonProperty("admin")
    ADMIN,
    @JsonProperty("operator")
    OPERATOR,
    @JsonProperty("viewer")
    VIEWER;

    /// Whether this role may do what `needed` may.
    public boolean covers(MemberRole needed) {
        return compareTo(needed) <= 0;
    }
}
