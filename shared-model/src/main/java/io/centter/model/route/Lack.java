package io.centter.model.route;

import com.fasterxml.jackson.annotation.JsonProperty;

/// Why a transport does not lead to an agent.
public enum Lack {
    /// It is locked: nobody reaches it, and it reaches nobody.
    @JsonProperty("locked")
    LOCKED,
    /// It says by which transports it is reached, and this is none of them.
    @JsonProperty("not-offered")
    NOT_OFFERED,
    /// It is neither connected to the broker nor declared to be on NATS.
    @JsonProperty("not-connected")
    NOT_CONNECTED,
    /// It does not say in which VPC or tailnet it is.
    @JsonProperty("no-place")
    NO_PLACE,
    /// It gives no address there.
    @JsonProperty("no-address")
    NO_ADDRESS,
    /// What it gives is no address of that kind.
    @JsonProperty("bad-address")
    BAD_ADDRESS,
    /// Nobody gave a URL for it.
    @JsonProperty("no-endpoint")
    NO_ENDPOINT,
    /// Its URL is one that others must not be sent to.
    @JsonProperty("forbidden-endpoint")
    FORBIDDEN_ENDPOINT,
    /// The two are in different VPCs or tailnets.
    @JsonProperty("elsewhere")
    ELSEWHERE
}
