package io.centter.model.role;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/// The six role templates.
public enum Role {
    @JsonProperty("assistant")
    ASSISTANT,
    @JsonProperty("sales")
    SALES,
    @JsonProperty("support")
    SUPPORT,
    @JsonProperty("developer")
    DEVELOPER,
    @JsonProperty("analyst")
    ANALYST,
    @JsonProperty("coordinator")
    COORDINATOR;

    /// The name as it is written in JSON, claims and tables.
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
