package io.centter.control.authority;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.NetworkAccess;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.authority.RevokeToken;
import io.centter.model.authority.RevokedToken;
import io.centter.model.authority.TokenClaims;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Ends tokens before their time.
final class Revocations {
    private final Ground ground;
    private final AccessSnapshots snapshots;
    private final TokenReader reader;

    /// What is to be ended.
    private record Ending(UUID jti, @Nullable AgentId agent, Instant until) {}

    Revocations(Ground ground, AccessSnapshots snapshots, TokenReader reader) {
        this.ground = ground;
        this.snapshots = snapshots;
        this.reader = reader;
    }

    /// Ends a token; a second time changes nothing.
    RevokedToken revoke(Call<RevokeToken> call) {
        NetworkId network = call.network();
        NetworkAccess access = snapshots.of(network);
        Ending ending = ending(call, access);
        return ground.transactions().inNetwork(network, handle -> {
            if (call.caller() instanceof Caller.UserCaller user) {
                Rights.require(handle, user, network, MemberRole.OPERATOR);
            }
            int rows = AuthoritySql.of(handle)
                    .revoke(network, ending.jti(), ending.agent(), call.body().reason(), ending.until(), ground.now());
            if (rows > 0) {
                ground.outbox()
                        .event(
                                handle,
                                network,
                                new EventData.TokenRevoked(ending.jti(), ending.agent(), ending.until()));
                ground.audit()
                        .write(
                                handle,
                                AuditEntry.of(network, Actor.of(call.caller()), "token.revoke", "token:" + ending.jti())
                                        .because(call.body().reason()));
            }
            return new RevokedToken(ending.jti(), ending.until());
        });
    }

    private Ending ending(Call<RevokeToken> call, NetworkAccess network) {
        String token = call.body().token();
        if (token == null) {
            if (call.caller() instanceof Caller.AgentCaller) {
                throw new Refused.Forbidden(
                        "token-needed", "An agent ends a token by showing it: send token instead of jti.");
            }
            // Whenever it was issued, by then it is over.
            return new Ending(
                    Objects.requireNonNull(call.body().jti()),
                    null,
                    ground.now().plus(Timeline.LONGEST_TOKEN).plus(Timeline.SKEW));
        }
        TokenClaims claims = reader.signed(token)
                .filter(good -> good.network().id().equals(network.id()))
                .map(TokenReader.Good::claims)
                .orElseThrow(() -> Refused.Invalid.field(
                        "token-invalid", "/token", "This is no token of this network's authority."));
        if (call.caller() instanceof Caller.AgentCaller agent
                && !claims.subject().equals(agent.agent())
                && !claims.holder().equals(agent.agent())) {
            throw new Refused.Forbidden(
                    "not-your-token", "An agent ends tokens that it holds, or that others hold for it.");
        }
        return new Ending(claims.id(), claims.subject(), claims.expiry().plus(Timeline.SKEW));
    }
}
