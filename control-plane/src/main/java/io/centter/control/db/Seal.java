package io.centter.control.db;

import io.centter.control.config.SealConfig;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Secrets at rest: AES-256-GCM under the configured key, bound to what they are for, so that a row copied to another
/// place does not open there. What was sealed under another key that is configured opens too.
public final class Seal {
    private static final int NONCE = 12;

    private final String keyId;
    private final Map<String, byte[]> keys = new HashMap<>();
    private final SecureRandom random;

    public Seal(SealConfig config, SecureRandom random) {
        this.keyId = config.keyId();
        config.others().forEach((id, other) -> keys.put(id, SealConfig.bytes(other)));
        keys.put(keyId, SealConfig.bytes(config.key()));
        this.random = random;
    }

    /// The id to be written beside what [#seal] gives.
    public String keyId() {
        return keyId;
    }

    /// What only [#open] can read again.
    ///
    /// @param purpose such as `nats-account:<network>`; needed again to open
    public byte[] seal(String purpose, byte[] plain) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keyId, purpose, nonce, plain);
        return ByteBuffer.allocate(NONCE + sealed.length).put(nonce).put(sealed).array();
    }

    /// Throws [IllegalStateException] where the key, the purpose or the bytes are not those that were sealed.
    public byte[] open(String keyId, String purpose, byte[] sealed) {
        if (!opens(keyId)) {
            throw new IllegalStateException(
                    "sealed with key " + keyId + ", which is not configured (seal.key_id, seal.previous)");
        }
        ByteBuffer bytes = ByteBuffer.wrap(sealed);
        byte[] nonce = new byte[NONCE];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return cipher(Cipher.DECRYPT_MODE, keyId, purpose, nonce, rest);
    }

    /// Whether what was sealed under this key can be opened.
    public boolean opens(String keyId) {
        return keys.containsKey(keyId);
    }

    /// A key for one use, from the present one; another once the present one is changed.
    byte[] derive(String use) {
        return hmac(key(keyId), use.getBytes(StandardCharsets.UTF_8));
    }

    /// HMAC-SHA-256 with a key that is needed once.
    public static byte[] hmac(byte[] key, byte[] message) {
        return new Hmac(key).of(message);
    }

    private byte[] key(String id) {
        return Objects.requireNonNull(keys.get(id), id);
    }

    private byte[] cipher(int mode, String keyId, String purpose, byte[] nonce, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key(keyId), "AES"), new GCMParameterSpec(128, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("what was sealed for " + purpose + " does not open (seal.key)", e);
        }
    }
}
