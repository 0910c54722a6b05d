package io.centter.sdk.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.centter.model.authority.Jwk;
import io.centter.model.authority.JwkSet;
import io.centter.sdk.rest.ApiFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The public keys of one network, fetched when they are needed and kept for a while. While the control plane is away,
/// those that are known go on.
final class KeySet {
    private static final Logger LOG = LoggerFactory.getLogger(KeySet.class);
    /// What the control plane says itself.
    private static final Duration KEPT = Duration.ofMinutes(10);
    /// Tokens with keys that do not exist must not make us fetch for each.
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

    private final Supplier<JwkSet> source;
    private final InstantSource clock;
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile Map<String, ECDSAVerifier> keys = Map.of();
    private volatile @Nullable Instant triedAt;

    KeySet(Supplier<JwkSet> source, InstantSource clock) {
        this.source = source;
        this.clock = clock;
    }

    /// The key of this id.
    Optional<ECDSAVerifier> find(String kid) {
        if (isDue(kid)) {
            fetch(kid);
        }
        return Optional.ofNullable(keys.get(kid));
    }

    private boolean isDue(String kid) {
        Instant tried = triedAt;
        Duration age = keys.containsKey(kid) ? KEPT : BETWEEN_FETCHES;
        return tried == null || !clock.instant().isBefore(tried.plus(age));
    }

    private void fetch(String wanted) {
        fetching.lock();
        try {
            if (!isDue(wanted)) {
                // Another thread has just done so.
                return;
            }
            triedAt = clock.instant();
            Map<String, ECDSAVerifier> fetched = new HashMap<>();
            for (Jwk key : source.get().keys()) {
                if (key.kty().equals("EC") && key.crv().equals("P-256")) {
                    fetched.put(key.kid(), verifier(key));
                }
            }
            keys = Map.copyOf(fetched);
        } catch (ApiFailure | JOSEException e) {
            LOG.warn("key set not fetched cause=\"{}\" known={}", e.getMessage(), keys.size());
        } finally {
            fetching.unlock();
        }
    }

    private static ECDSAVerifier verifier(Jwk key) throws JOSEException {
        return new ECDSAVerifier(new ECKey.Builder(Curve.P_256, new Base64URL(key.x()), new Base64URL(key.y()))
                .build()
                .toECPublicKey());
    }
}
