package io.centter.model.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A network, one tenant: its own NATS account. A UUIDv7.
public record NetworkId(@JsonValue UUID value) implements Comparable<NetworkId> {
    /// Reads the usual text form of a UUID.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static NetworkId parse(String text) {
        try {
            return new NetworkId(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            throw new InvalidValue("network_id", "network_id is a UUID, such as 01932f4e-7d3a-7c55-9a51-0242ac120002.");
        }
    }

    @Override
    public int compareTo(NetworkId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
