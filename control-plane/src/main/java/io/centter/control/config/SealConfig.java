package io.centter.control.config;

import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;

/// The keys that seal secrets at rest.
///
/// @param keyId written beside what was sealed with `key`
/// @param key 32 bytes, base64
/// @param others keys that open and do not seal, by their ids: earlier ones, or one that is to come
public record SealConfig(String keyId, Secret key, Map<String, Secret> others) {
    private static final String ADVICE = "Give 32 random bytes in base64, such as from: openssl rand -base64 32";
    private static final int LENGTH = 32;

    public SealConfig {
        others = Map.copyOf(others);
    }

    /// One key alone.
    public SealConfig(String keyId, Secret key) {
        this(keyId, key, Map.of());
    }

    static SealConfig read(Section section) {
        Secret key = section.requiredSecret("key", 1, ADVICE);
        String keyId = section.text("key_id", "k1");
        if (!key.reveal().isEmpty() && bytes(key).length != LENGTH) {
            section.refuse("key", "is not 32 bytes. " + ADVICE, "");
        }
        return new SealConfig(keyId, key, others(section, keyId));
    }

    private static Map<String, Secret> others(Section section, String keyId) {
        Map<String, Secret> others = new TreeMap<>();
        Secret list = section.secret("previous");
        for (String entry : list == null ? new String[0] : list.reveal().split("[,\\s]+", -1)) {
            int colon = entry.indexOf(':');
            Secret key = new Secret(entry.substring(colon + 1));
            if (entry.isEmpty()) {
                continue;
            }
            if (colon < 1 || bytes(key).length != LENGTH) {
                section.refuse("previous", "is a list of <key_id>:<32 bytes in base64>, with commas between.", "");
            } else if (entry.substring(0, colon).equals(keyId) || others.containsKey(entry.substring(0, colon))) {
                section.refuse("previous", "has two keys with the id " + entry.substring(0, colon) + ".", "");
            } else {
                others.put(entry.substring(0, colon), key);
            }
        }
        return others;
    }

    /// The key itself; empty where it is not base64.
    public static byte[] bytes(Secret key) {
        try {
            return Base64.getDecoder().decode(key.reveal());
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
