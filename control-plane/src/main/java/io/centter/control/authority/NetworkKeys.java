package io.centter.control.authority;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.util.Base64URL;
import io.centter.model.authority.AuthorityKey.Status;
import io.centter.model.authority.Jwk;
import io.centter.model.authority.JwkSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The keys of one network, ready for use. There is no signer before the first key was made.
final class NetworkKeys {
    private final @Nullable Signer signer;
    private final List<Verifying> keys;
    private final Map<String, Verifying> byKid;

    /// A public key that may still count.
    record Verifying(Jwk jwk, Status status, @Nullable Instant retiredAt, ECDSAVerifier verifier) {
        boolean countsAt(Instant now) {
            return switch (status) {
                case NEXT, ACTIVE -> true;
                case RETIRING -> retiredAt != null && now.isBefore(retiredAt.plus(Timeline.RETIRING));
                case GONE, REVOKED -> false;
            };
        }

        static ECDSAVerifier verifier(Jwk jwk, Es256 es256) {
            try {
                ECDSAVerifier verifier =
                        new ECDSAVerifier(new ECKey.Builder(Curve.P_256, new Base64URL(jwk.x()), new Base64URL(jwk.y()))
                                .build()
                                .toECPublicKey());
                verifier.getJCAContext().setProvider(es256.provider());
                return verifier;
            } catch (JOSEException e) {
                throw new IllegalStateException("the public key " + jwk.kid() + " cannot be read", e);
            }
        }
    }

    NetworkKeys(@Nullable Signer signer, List<Verifying> keys) {
        this.signer = signer;
        this.keys = List.copyOf(keys);
        this.byKid = keys.stream()
                .collect(Collectors.toUnmodifiableMap(key -> key.jwk().kid(), Function.identity()));
    }

    Optional<Signer> signer() {
        return Optional.ofNullable(signer);
    }

    /// The key of this id, where a token may be verified with it now.
    Optional<Verifying> verifying(String kid, Instant now) {
        return Optional.ofNullable(byKid.get(kid)).filter(key -> key.countsAt(now));
    }

    /// The key of this id, whether it counts or not.
    Optional<Verifying> known(String kid) {
        return Optional.ofNullable(byKid.get(kid));
    }

    /// What receivers may know.
    JwkSet publicAt(Instant now) {
        return new JwkSet(keys.stream()
                .filter(key -> key.countsAt(now))
                .map(Verifying::jwk)
                .toList());
    }
}
