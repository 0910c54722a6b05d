package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.centter.model.identity.AgentId;
import org.jspecify.annotations.Nullable;

/// What an agent's name stands for, or would. `version` is the agent's, and also the ETag.
///
/// @param name below the zone: `<agent>.<network>`
/// @param fqdn absent while the network has no zone
/// @param source where the address comes from; absent where there is none
/// @param type `A` or `AAAA`; present exactly where the address may be published
/// @param skipped why it may not be published
public record DnsRecordView(
        AgentId agentId,
        String name,
        @Nullable String fqdn,
        @Nullable Source source,
        @Nullable String address,
        @Nullable String type,
        @Nullable Skipped skipped,
        int ttlSeconds,
        long version) {

    /// Who gave the address.
    public enum Source {
        @JsonProperty("override")
        OVERRIDE,
        @JsonProperty("heartbeat")
        HEARTBEAT
    }

    /// Why an address is not published.
    public enum Skipped {
        /// Nobody gave one.
        @JsonProperty("no-address")
        NO_ADDRESS,
        /// What the agent gave is no address.
        @JsonProperty("unreadable")
        UNREADABLE,
        /// It is not a public one.
        @JsonProperty("private")
        PRIVATE,
        /// The agent says so, and its connection does not come from there: it may be somebody else's.
        @JsonProperty("unproven")
        UNPROVEN
    }
}
