package io.centter.control.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.refusal.Refused;
import io.centter.model.wire.Wire;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Handle;

/// One effect for each `Idempotency-Key`. The key's row is written in the same transaction as the effect, so there is
/// never one without the other.
public final class Idempotency {
    /// How long an answer can be asked for again.
    public static final Duration KEPT = Duration.ofHours(24);

    private final InstantSource clock;

    public Idempotency(InstantSource clock) {
        this.clock = clock;
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Stored(byte[] fingerprint, String response) {}

    /// Runs `work`, or answers as the first time.
    ///
    /// @param withoutSecrets what of the answer may be kept and shown again
    public <T> T once(
            Handle handle,
            Optional<IdempotencyKey> asked,
            Class<T> type,
            UnaryOperator<T> withoutSecrets,
            Supplier<T> work) {
        if (asked.isEmpty()) {
            return work.get();
        }
        IdempotencyKey key = asked.get();
        if (!lock(handle, key)) {
            throw new Refused.Conflict(
                    "idempotency-in-progress", "A request with this Idempotency-Key is still running. Try again.");
        }
        Optional<Stored> stored = find(handle, key);
        if (stored.isPresent()) {
            if (!MessageDigest.isEqual(stored.get().fingerprint(), key.fingerprint())) {
                throw Refused.Invalid.field(
                        "idempotency-key-reused",
                        "Idempotency-Key",
                        "This Idempotency-Key was used for another request; use a new one.");
            }
            return read(stored.get().response(), type);
        }
        T result = work.get();
        store(handle, key, withoutSecrets.apply(result));
        return result;
    }

    /// Puts what came of an effect in the place of the first answer, which was given before it was known.
    public void answer(Handle handle, IdempotencyKey key, Object response) {
        handle.createUpdate("UPDATE idempotency_keys SET response = :response WHERE tenant = :tenant AND key = :key")
                .bind("tenant", key.tenant())
                .bind("key", key.key())
                .bind("response", json(response))
                .execute();
    }

    /// When a key was first used.
    public Optional<Instant> firstUsed(Handle handle, IdempotencyKey key) {
        return handle.createQuery("SELECT created_at FROM idempotency_keys WHERE tenant = :tenant AND key = :key")
                .bind("tenant", key.tenant())
                .bind("key", key.key())
                .mapTo(Instant.class)
                .findOne();
    }

    /// Forgets keys whose time is over.
    public int forgetOld(Handle handle) {
        Instant before = clock.instant().minus(KEPT);
        return handle.createUpdate("DELETE FROM idempotency_keys WHERE created_at < :before")
                .bind("before", before)
                .execute();
    }

    private static boolean lock(Handle handle, IdempotencyKey key) {
        return handle.createQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(:name, 0))")
                .bind("name", key.tenant() + "\n" + key.key())
                .mapTo(Boolean.class)
                .one();
    }

    private static Optional<Stored> find(Handle handle, IdempotencyKey key) {
        return handle.createQuery(
                        "SELECT fingerprint, response FROM idempotency_keys WHERE tenant = :tenant AND key = :key")
                .bind("tenant", key.tenant())
                .bind("key", key.key())
                .map((row, _) -> new Stored(row.getBytes("fingerprint"), row.getString("response")))
                .findOne();
    }

    private void store(Handle handle, IdempotencyKey key, Object response) {
        handle.createUpdate("""
                INSERT INTO idempotency_keys (tenant, key, fingerprint, response, created_at)
                VALUES (:tenant, :key, :fingerprint, :response, :now)
                """)
                .bind("tenant", key.tenant())
                .bind("key", key.key())
                .bind("fingerprint", key.fingerprint())
                .bind("response", json(response))
                .bind("now", clock.instant())
                .execute();
    }

    private static String json(Object response) {
        try {
            return Wire.strict().writeValueAsString(response);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return Wire.tolerant().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
