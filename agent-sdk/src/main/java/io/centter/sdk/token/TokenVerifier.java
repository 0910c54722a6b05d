package io.centter.sdk.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import io.centter.model.authority.Audience;
import io.centter.model.authority.Issuer;
import io.centter.model.authority.JwkSet;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.AuthorityApi;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.token.TokenRefused.Reason;
import java.io.IOException;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Supplier;

/// Verifies the tokens that others show to this agent, without asking anyone but, now and then, for the network's
/// public
/// keys. It knows nothing of a revocation within a token's life; where that matters, ask
/// [AuthorityApi#introspect]. Safe for any number of threads.
public final class TokenVerifier {
    private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");
    private static final Duration SKEW = Duration.ofSeconds(30);
    private static final int LONGEST = 16_384;

    private final Issuer issuer;
    private final Audience self;
    private final KeySet keys;
    private final InstantSource clock;

    TokenVerifier(NetworkId network, AgentId self, Supplier<JwkSet> source, InstantSource clock) {
        this.issuer = new Issuer(network);
        this.self = new Audience.Agent(self);
        this.keys = new KeySet(source, clock);
        this.clock = clock;
    }

    /// For tokens of this network that are meant for `self`.
    public static TokenVerifier of(CentterApi api, NetworkId network, AgentId self) {
        AuthorityApi authority = AuthorityApi.of(api);
        return new TokenVerifier(network, self, () -> authority.keySet(network), InstantSource.system());
    }

    /// The token, where it is good; throws [TokenRefused] where it is not.
    public VerifiedToken verify(String token) {
        JWSObject jws = parse(token);
        ECDSAVerifier key = keys.find(jws.getHeader().getKeyID())
                .orElseThrow(() -> new TokenRefused(Reason.UNKNOWN_KEY, "No key of the network signed this token."));
        try {
            if (!jws.verify(key)) {
                throw new TokenRefused(Reason.BAD_SIGNATURE, "The token's signature does not fit.");
            }
            TokenClaims claims = Wire.tolerant().readValue(jws.getPayload().toBytes(), TokenClaims.class);
            if (claims == null) {
                throw malformed();
            }
            requireForHereAndNow(claims);
            return new VerifiedToken(claims);
        } catch (JOSEException | IOException _) {
            throw malformed();
        }
    }

    private static JWSObject parse(String token) {
        if (token.length() > LONGEST) {
            throw malformed();
        }
        try {
            JWSObject jws = JWSObject.parse(token);
            // Just what an authority writes: no algorithm, key or address of the token's own choice.
            boolean ours = JWSAlgorithm.ES256.equals(jws.getHeader().getAlgorithm())
                    && TYPE.equals(jws.getHeader().getType())
                    && jws.getHeader().getKeyID() != null
                    && jws.getHeader().toJSONObject().size() == 3;
            if (!ours) {
                throw malformed();
            }
            return jws;
        } catch (ParseException | IllegalArgumentException _) {
            throw malformed();
        }
    }

    private void requireForHereAndNow(TokenClaims claims) {
        Instant now = clock.instant();
        if (!claims.issuer().equals(issuer)) {
            throw new TokenRefused(Reason.OTHER_NETWORK, "The token is of " + claims.issuer() + ".");
        }
        if (!claims.audience().equals(self)) {
            throw new TokenRefused(
                    Reason.OTHER_AUDIENCE,
                    "The token is meant for " + claims.audience().text() + ".");
        }
        if (claims.expiresAt() <= now.minus(SKEW).getEpochSecond()) {
            throw new TokenRefused(Reason.EXPIRED, "The token expired at " + claims.expiry() + ".");
        }
        long latest = now.plus(SKEW).getEpochSecond();
        if (claims.notBefore() > latest || claims.issuedAt() > latest) {
            throw new TokenRefused(Reason.NOT_YET_GOOD, "The token is from the future; do the clocks differ?");
        }
    }

    private static TokenRefused malformed() {
        return new TokenRefused(Reason.MALFORMED, "This is no token of an agent.");
    }
}
