package io.centter.control.authority;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.AgentAccess;
import io.centter.control.access.NetworkAccess;
import io.centter.control.refusal.Refused;
import io.centter.model.api.NetworkStatus;
import io.centter.model.authority.ActingAgent;
import io.centter.model.authority.TokenClaims;
import io.centter.model.identity.AgentId;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies tokens of our own. The algorithm and the type are pinned, and the key is looked up among the network's own:
/// what a header offers beside its `kid` decides nothing. What is not good is nothing, whatever is wrong with it.
final class TokenReader {
    /// More than the largest token that is issued.
    private static final int LONGEST = 16_384;

    private final AccessSnapshots snapshots;
    private final KeyService keys;
    private final InstantSource clock;

    /// A token that is good, and the network it is of.
    record Good(NetworkAccess network, TokenClaims claims) {}

    TokenReader(AccessSnapshots snapshots, KeyService keys, InstantSource clock) {
        this.snapshots = snapshots;
        this.keys = keys;
        this.clock = clock;
    }

    /// A token of any network that is signed, in time, not revoked, and of agents that may act.
    Optional<Good> good(String token) {
        return signed(token).filter(good -> isGood(good.network(), good.claims()));
    }

    /// The same, of this network.
    Optional<TokenClaims> good(String token, NetworkAccess network) {
        return signed(token)
                .filter(good -> good.network().id().equals(network.id()) && isGood(good.network(), good.claims()))
                .map(Good::claims);
    }

    /// A token that the network's authority signed, whether it still counts or not.
    Optional<Good> signed(String token) {
        if (token.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JWSObject jws = JWSObject.parse(token);
            if (!isOurs(jws.getHeader())) {
                return Optional.empty();
            }
            // Says only whose keys to look at.
            TokenClaims claims = Wire.tolerant().readValue(jws.getPayload().toBytes(), TokenClaims.class);
            if (claims == null) {
                return Optional.empty();
            }
            NetworkAccess network = snapshots.of(claims.issuer().network());
            return verifies(jws, network) ? Optional.of(new Good(network, claims)) : Optional.empty();
        } catch (ParseException | JOSEException | IOException | Refused.NotFound | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    boolean isGood(NetworkAccess network, TokenClaims claims) {
        Instant now = clock.instant();
        long earliest = now.minus(Timeline.SKEW).getEpochSecond();
        long latest = now.plus(Timeline.SKEW).getEpochSecond();
        boolean inTime = claims.expiresAt() > earliest && claims.notBefore() <= latest && claims.issuedAt() <= latest;
        return inTime
                && network.status() == NetworkStatus.ACTIVE
                && claims.lineage().stream().noneMatch(network::isTokenRevoked)
                && mayAct(network, claims.subject(), now)
                && mayAct(network, claims.actor(), now);
    }

    static boolean mayAct(NetworkAccess network, AgentId agent, Instant now) {
        Optional<AgentAccess> found = network.agent(agent);
        return found.isPresent() && !found.get().rights().lockedAt(now);
    }

    private static boolean mayAct(NetworkAccess network, @Nullable ActingAgent actor, Instant now) {
        return actor == null || (mayAct(network, actor.agent(), now) && mayAct(network, actor.before(), now));
    }

    private boolean verifies(JWSObject jws, NetworkAccess network) throws JOSEException {
        Optional<NetworkKeys.Verifying> key =
                keys.existing(network).verifying(jws.getHeader().getKeyID(), clock.instant());
        return key.isPresent() && jws.verify(key.get().verifier());
    }

    /// Just what we write ourselves, and nothing more.
    private static boolean isOurs(JWSHeader header) {
        return JWSAlgorithm.ES256.equals(header.getAlgorithm())
                && Signer.TYPE.equals(header.getType())
                && header.getKeyID() != null
                && header.toJSONObject().size() == 3;
    }
}
