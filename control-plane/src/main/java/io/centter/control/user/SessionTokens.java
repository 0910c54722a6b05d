package io.centter.control.user;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.centter.control.config.SessionConfig;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.UserId;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Set;
import java.util.UUID;

/// Sessions as HS256 JWTs. The algorithm and the type are pinned: what a token says of itself decides nothing.
final class SessionTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("centter-session+jwt");
    private static final String ISSUER = "centter";

    private final InstantSource clock;
    private final SessionConfig config;
    private final byte[] secret;
    private final DefaultJWTProcessor<SecurityContext> verifier;

    /// What a good token says.
    ///
    /// @param id a UUIDv7, so it tells when it was issued to the millisecond
    record Claims(UserId user, UUID id, Instant ends) {
        Instant issuedAt() {
            return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
        }
    }

    SessionTokens(SessionConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.secret = config.secret().reveal().getBytes(StandardCharsets.UTF_8);
        this.verifier = verifier(secret, clock);
    }

    Instant endOfOneIssuedNow() {
        return clock.instant().plus(config.lifetime()).truncatedTo(ChronoUnit.SECONDS);
    }

    String issue(UserId user, UUID id, Instant ends) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER)
                .subject(user.toString())
                .jwtID(id.toString())
                .issueTime(Date.from(clock.instant()))
                .expirationTime(Date.from(ends))
                .build();
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.HS256).type(TYPE).build(), claims);
            token.sign(new MACSigner(secret));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    Claims verify(String token) {
        try {
            JWTClaimsSet claims = verifier.process(token, null);
            return new Claims(
                    UserId.parse(claims.getSubject()),
                    UUID.fromString(claims.getJWTID()),
                    claims.getExpirationTime().toInstant());
        } catch (ParseException | BadJOSEException | JOSEException | IllegalArgumentException _) {
            throw invalid();
        }
    }

    /// One answer for every kind of bad session.
    static Refused invalid() {
        return Refused.Unauthenticated.invalid("session-invalid", "This session is over or not valid. Sign in again.");
    }

    private static DefaultJWTProcessor<SecurityContext> verifier(byte[] secret, InstantSource clock) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(TYPE));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(JWSAlgorithm.HS256, new ImmutableSecret<>(secret)));
        DefaultJWTClaimsVerifier<SecurityContext> claims =
                new DefaultJWTClaimsVerifier<>(
                        new JWTClaimsSet.Builder().issuer(ISSUER).build(), Set.of("sub", "jti", "iat", "exp")) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        claims.setMaxClockSkew(0);
        processor.setJWTClaimsSetVerifier(claims);
        return processor;
    }
}
