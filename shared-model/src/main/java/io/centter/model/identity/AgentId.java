package io.centter.model.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// An agent: 12 lower-case hex characters, one NATS token and one DNS label, never changed.
public record AgentId(@JsonValue String value) implements Comparable<AgentId> {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public AgentId {
        Names.requireAgentId(value);
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
