package io.centter.model.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What a machine is, or is about to become.
public enum InstanceStatus {
    /// Asked for; there is none yet.
    @JsonProperty("requested")
    REQUESTED,
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("stopping")
    STOPPING,
    @JsonProperty("stopped")
    STOPPED,
    @JsonProperty("starting")
    STARTING,
    @JsonProperty("terminating")
    TERMINATING,
    @JsonProperty("terminated")
    TERMINATED,
    @JsonProperty("failed")
    FAILED
}
