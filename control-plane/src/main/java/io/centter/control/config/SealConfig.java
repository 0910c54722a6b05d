package io.centter.control.config;

import java.util.Base64;

/// The key that seals secrets at rest, and from which the keys of the audit chain and of list cursors are derived.
///
/// @param keyId written beside what was sealed with it
/// @param key 32 bytes, base64
public record SealConfig(String keyId, Secret key) {
    private static final String ADVICE = "Give 32 random bytes in base64, such as from: openssl rand -base64 32";

    static SealConfig read(Section section) {
        Secret key = section.requiredSecret("key", 1, ADVICE);
        SealConfig config = new SealConfig(section.text("key_id", "k1"), key);
        if (!key.reveal().isEmpty() && config.bytes().length != 32) {
            section.refuse("key", "is not 32 bytes. " + ADVICE, "");
        }
        return config;
    }

    /// The key itself; empty where it is not base64.
    public byte[] bytes() {
        try {
            return Base64.getDecoder().decode(key.reveal());
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
