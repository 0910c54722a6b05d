package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What is counted of a network, day by day in UTC.
public enum UsageMetric {
    /// Requests to the API that were let in.
    @JsonProperty("http_requests")
    HTTP_REQUESTS,
    /// Heartbeats that were taken.
    @JsonProperty("heartbeats")
    HEARTBEATS,
    @JsonProperty("tokens_issued")
    TOKENS_ISSUED,
    /// Messages that the API handed on to agents.
    @JsonProperty("messages_relayed")
    MESSAGES_RELAYED,
    @JsonProperty("events")
    EVENTS
}
