package io.centter.model.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/// What an envelope is for.
public enum MessageType {
    @JsonProperty("task")
    TASK,
    @JsonProperty("result")
    RESULT,
    @JsonProperty("event")
    EVENT,
    @JsonProperty("control")
    CONTROL
}
