package io.centter.control.nats;

import io.nats.client.NKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// A key pair of an operator, an account or a user. The seed never shows in a log.
public final class NatsKey {
    private final NKey key;
    private final String publicKey;

    private NatsKey(NKey key) {
        this.key = key;
        try {
            this.publicKey = new String(key.getPublicKey());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    public static NatsKey newOperator(SecureRandom random) {
        return make(() -> NKey.createOperator(random));
    }

    public static NatsKey newAccount(SecureRandom random) {
        return make(() -> NKey.createAccount(random));
    }

    public static NatsKey newUser(SecureRandom random) {
        return make(() -> NKey.createUser(random));
    }

    /// An account key that follows from another key: the same for the same purpose, and of no use to find that one.
    public NatsKey derived(String purpose) {
        return make(() -> NKey.createAccount(new Once(hmac(seed(), purpose))));
    }

    /// Refused with `IllegalArgumentException` where the text is no seed or its checksum is wrong.
    public static NatsKey fromSeed(String seed) {
        return make(() -> NKey.fromSeed(seed.toCharArray()));
    }

    /// `O…`, `A…` or `U…`.
    public String publicKey() {
        return publicKey;
    }

    /// `SO…`, `SA…` or `SU…`: secret.
    public String seed() {
        return new String(key.getSeed());
    }

    public byte[] sign(byte[] content) {
        try {
            return key.sign(content);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }

    /// Whether `signature` over `content` was made with the private half of a public key.
    public static boolean verify(String publicKey, byte[] content, byte[] signature) {
        try {
            return NKey.fromPublicKey(publicKey.toCharArray()).verify(content, signature);
        } catch (GeneralSecurityException | IOException | IllegalArgumentException _) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "NatsKey[" + publicKey + "]";
    }

    private static byte[] hmac(String key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Gives these bytes in place of random ones.
    private static final class Once extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        Once(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] into) {
            System.arraycopy(bytes, 0, into, 0, into.length);
        }
    }

    private interface Maker {
        NKey make() throws GeneralSecurityException, IOException;
    }

    private static NatsKey make(Maker maker) {
        try {
            return new NatsKey(maker.make());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Ed25519 is not available", e);
        }
    }
}
