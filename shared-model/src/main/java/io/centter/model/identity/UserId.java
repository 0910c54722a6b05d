package io.centter.model.identity;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A person who signs in. A UUIDv7.
public record UserId(@JsonValue UUID value) implements Comparable<UserId> {
    /// Reads the usual text form of a UUID.
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static UserId parse(String text) {
        try {
            return new UserId(UUID.fromString(text));
        } catch (IllegalArgumentException _) {
            throw new InvalidValue("user_id", "user_id is a UUID, such as 01932f4e-7d3a-7c55-9a51-0242ac120002.");
        }
    }

    @Override
    public int compareTo(UserId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
