package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;

/// An event as it was heard: one of an agent, or of the hub where the topic begins with `hub.`.
public record HeardEvent(String topic, JsonNode body) {
    /// Whether the hub itself says this; only it may publish there.
    public boolean isFromHub() {
        return topic.startsWith("hub.");
    }
}
