package io.centter.sdk.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.centter.model.authority.ActingAgent;
import io.centter.model.authority.Audience;
import io.centter.model.authority.Issuer;
import io.centter.model.authority.Jwk;
import io.centter.model.authority.JwkSet;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.Unreachable;
import io.centter.sdk.token.TokenRefused.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What a receiver takes, against keys of its own.
final class TokenVerifierTest {
    private static final NetworkId NETWORK = new NetworkId(UUID.randomUUID());
    private static final AgentId CALLER = new AgentId("0123456789ab");
    private static final AgentId SELF = new AgentId("ba9876543210");
    private static final AgentId ACTOR = new AgentId("aaaaaaaaaaaa");

    private final List<ECKey> shown = new ArrayList<>();
    private final ECKey key = key("one");
    private Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private int fetches;
    private boolean away;
    private final TokenVerifier verifier = new TokenVerifier(NETWORK, SELF, this::fetch, () -> now);

    TokenVerifierTest() {
        shown.add(key);
    }

    @Test
    void aGoodTokenTellsWhoCallsForWhomAndWhatFor() throws Exception {
        VerifiedToken token = verifier.verify(sign(key, claims(NETWORK, SELF, new ActingAgent(ACTOR, null))));

        assertThat(token.subject()).isEqualTo(CALLER);
        assertThat(token.caller()).isEqualTo(ACTOR);
        assertThat(token.allows(Scope.parse("skill:execute:crm/export"))).isTrue();
        assertThat(token.require(Scope.parse("skill:execute:crm"))).isSameAs(token);
        assertThatThrownBy(() -> token.require(Scope.parse("skill:execute:mail")))
                .isInstanceOfSatisfying(
                        TokenRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.SCOPE_MISSING));
    }

    @Test
    void keysAreFetchedOnceAndForAnUnknownOneNotMoreOftenThanEveryThirtySeconds() throws Exception {
        String token = sign(key, claims(NETWORK, SELF, null));
        verifier.verify(token);
        verifier.verify(token);
        assertThat(fetches).isEqualTo(1);

        ECKey next = key("two");
        String later = sign(next, claims(NETWORK, SELF, null));
        refused(later, Reason.UNKNOWN_KEY);
        shown.add(next);
        refused(later, Reason.UNKNOWN_KEY);
        assertThat(fetches).isEqualTo(1);
        now = now.plusSeconds(30);
        verifier.verify(later);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void whileTheControlPlaneIsAwayKnownKeysGoOn() throws Exception {
        String token = sign(key, claims(NETWORK, SELF, null));
        verifier.verify(token);
        away = true;
        now = now.plus(Duration.ofMinutes(30));

        assertThat(verifier.verify(token).subject()).isEqualTo(CALLER);
        assertThat(fetches).isEqualTo(2);
    }

    @Test
    void aKeyThatWasTakenAwayCountsNoMoreWhenTheSetIsFetchedAgain() throws Exception {
        String token = sign(key, claims(NETWORK, SELF, null));
        verifier.verify(token);
        shown.clear();
        now = now.plus(Duration.ofMinutes(10));

        refused(token, Reason.UNKNOWN_KEY);
    }

    @Test
    void whatIsNotForHereAndNowIsRefusedWithItsReason() throws Exception {
        refused(sign(key, claims(new NetworkId(UUID.randomUUID()), SELF, null)), Reason.OTHER_NETWORK);
        refused(sign(key, claims(NETWORK, ACTOR, null)), Reason.OTHER_AUDIENCE);
        refused(sign(key("one"), claims(NETWORK, SELF, null)), Reason.BAD_SIGNATURE);
        String token = sign(key, claims(NETWORK, SELF, null));
        now = now.minusSeconds(31);
        refused(token, Reason.NOT_YET_GOOD);
        now = now.plusSeconds(31 + 3600 + 30);
        refused(token, Reason.EXPIRED);
    }

    @Test
    void aTokenChoosesNeitherAlgorithmNorKey() throws Exception {
        Payload payload = new Payload(Wire.strict().writeValueAsString(claims(NETWORK, SELF, null)));
        JWSObject hmac = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("one")
                        .build(),
                payload);
        hmac.sign(new MACSigner(key.toPublicJWK().toString()));
        JWSObject embedded = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID("one")
                        .jwk(key.toPublicJWK())
                        .build(),
                payload);
        embedded.sign(new ECDSASigner(key));
        JWSObject session = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("one").build(), payload);
        session.sign(new ECDSASigner(key));

        for (String token : List.of(
                hmac.serialize(), embedded.serialize(), session.serialize(), "nonsense", "a.b.c", "x".repeat(20_000))) {
            refused(token, Reason.MALFORMED);
        }
        assertThat(fetches).isZero();
    }

    private void refused(String token, Reason reason) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        TokenRefused.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private JwkSet fetch() {
        fetches++;
        if (away) {
            throw new Unreachable("away", null);
        }
        return new JwkSet(shown.stream()
                .map(one -> Jwk.es256(one.getX().toString(), one.getY().toString(), one.getKeyID()))
                .toList());
    }

    private TokenClaims claims(NetworkId network, AgentId audience, @Nullable ActingAgent actor) {
        long at = now.getEpochSecond();
        return new TokenClaims(
                new Issuer(network),
                CALLER,
                new Audience.Agent(audience),
                List.of(Scope.parse("skill:execute:crm")),
                actor,
                UUID.randomUUID(),
                at,
                at,
                at + 3600,
                null);
    }

    private static String sign(ECKey with, TokenClaims claims) throws JOSEException, IOException {
        JWSObject jws = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(new JOSEObjectType("at+jwt"))
                        .keyID(with.getKeyID())
                        .build(),
                new Payload(Wire.strict().writeValueAsString(claims)));
        jws.sign(new ECDSASigner(with));
        return jws.serialize();
    }

    private static ECKey key(String kid) {
        try {
            return new ECKeyGenerator(Curve.P_256).keyID(kid).generate();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
