package io.centter.model.authority;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;

/// Who signs the tokens of a network: `urn:centter:network:<id>`.
public record Issuer(NetworkId network) {
    static final String PREFIX = "urn:centter:network:";

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Issuer parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new InvalidValue("iss", "An issuer is " + PREFIX + " and the id of a network.");
        }
        return new Issuer(NetworkId.parse(text.substring(PREFIX.length())));
    }

    @JsonValue
    @Override
    public String toString() {
        return PREFIX + network;
    }
}
