package io.centter.model.skill;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.centter.model.identity.InvalidValue;
import java.util.Base64;

/// An Ed25519 signature: 64 bytes in base64.
public record KeySignature(@JsonValue String value) {
    public static final int LENGTH = 64;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public KeySignature {
        if (value == null || decoded(value).length != LENGTH) {
            throw new InvalidValue("signature", "signature is the 64 bytes of an Ed25519 signature in base64.");
        }
    }

    public static KeySignature of(byte[] signature) {
        return new KeySignature(Base64.getEncoder().encodeToString(signature));
    }

    public byte[] bytes() {
        return decoded(value);
    }

    private static byte[] decoded(String value) {
        try {
            return Base64.getDecoder().decode(value);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
