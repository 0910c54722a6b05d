package io.centter.control.db;

import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA-256 with one key, by many at once: what computes it is kept ready for the next.
public final class Hmac {
    private static final String NAME = "HmacSHA256";

    private final SecretKeySpec key;
    // As many as were ever in use at once.
    private final Queue<Mac> ready = new ConcurrentLinkedQueue<>();

    public Hmac(byte[] key) {
        this.key = new SecretKeySpec(key, NAME);
    }

    public byte[] of(byte[] message) {
        Mac free = ready.poll();
        Mac mac = free == null ? mac() : free;
        byte[] code = mac.doFinal(message);
        ready.add(mac);
        return code;
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
