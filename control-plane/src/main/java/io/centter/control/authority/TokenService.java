package io.centter.control.authority;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.access.AgentAccess;
import io.centter.control.access.NetworkAccess;
import io.centter.control.authority.Narrowing.Say;
import io.centter.control.config.AuthorityConfig;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.RateLimits;
import io.centter.control.refusal.Refused;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.Problem;
import io.centter.model.authority.ActingAgent;
import io.centter.model.authority.Audience;
import io.centter.model.authority.IssuedToken;
import io.centter.model.authority.Issuer;
import io.centter.model.authority.TokenClaims;
import io.centter.model.authority.TokenRequest;
import io.centter.model.authority.TokenStatus;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.EffectiveScopes;
import io.centter.model.permission.Scope;
import io.centter.model.permission.SkillOffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Issues tokens and tells what they are still good for. All it needs to know is in memory.
final class TokenService {
    /// Many agents may share one address.
    private static final int AGENTS_PER_ADDRESS = 20;
    /// More would make a token too long for a header.
    private static final int MOST_GRANTED = 128;

    private final AccessSnapshots snapshots;
    private final Ground ground;
    private final KeyService keys;
    private final TokenReader reader;
    private final IssueAudit issues;
    private final Proof proof;
    private final Duration lifetime;
    private final RateLimits perAgent;
    private final RateLimits perAddress;
    private volatile BiConsumer<NetworkId, AgentId> listener = (_, _) -> {};

    TokenService(
            AuthorityConfig config,
            Ground ground,
            AccessSnapshots snapshots,
            KeyService keys,
            TokenReader reader,
            IssueAudit issues) {
        this.snapshots = snapshots;
        this.ground = ground;
        this.keys = keys;
        this.reader = reader;
        this.issues = issues;
        this.proof = new Proof(ground.clock());
        this.lifetime = config.tokenLifetime();
        this.perAddress = RateLimits.of("address", config.tokensPerMinute() * AGENTS_PER_ADDRESS);
        this.perAgent = perAddress.then("agent", config.tokensPerMinute());
    }

    void whenIssued(BiConsumer<NetworkId, AgentId> whoHears) {
        listener = whoHears;
    }

    IssuedToken issue(Call<TokenRequest> call) {
        perAddress.require(call.origin().holder(), call);
        issues.requireRoom();
        NetworkAccess network = network(call.network());
        TokenRequest request = call.body();
        @Nullable AgentId proven = null;
        try {
            AgentAccess agent = proof.agent(network, request);
            proven = agent.rights().id();
            perAgent.require(proven.value(), call);
            requireMayAsk(network, agent);
            Signer signer = keys.keys(network).signer().orElseThrow();
            return issue(network, agent, signer, call);
        } catch (Refused e) {
            issues.refused(network.id(), proven, e.code(), call.origin());
            throw e;
        }
    }

    /// What a token is good for at this moment.
    TokenStatus status(NetworkId id, String token) {
        NetworkAccess network = snapshots.of(id);
        return reader.good(token, network)
                .map(claims -> TokenStatus.active(claims, stillGranted(network, claims)))
                .orElseGet(TokenStatus::inactive);
    }

    private IssuedToken issue(NetworkAccess network, AgentAccess agent, Signer signer, Call<TokenRequest> call) {
        TokenRequest request = call.body();
        Instant now = ground.clock().instant();
        AgentId asking = agent.rights().id();
        Optional<TokenClaims> passedOn = passedOn(network, asking, request);
        List<SkillOffer> offers = offers(network, request.audience(), now);
        Narrowing narrowed = Narrowing.of(
                request.scopes(),
                new Say(
                        effective(network, agent, now),
                        passedOn.map(claims -> others(network, claims, now)).orElse(List.of()),
                        passedOn.map(TokenClaims::scopes).orElse(null),
                        offers));
        requireSomething(request, narrowed);
        long issuedAt = now.getEpochSecond();
        long expiresAt = Math.min(
                issuedAt + lifetime.toSeconds(),
                passedOn.map(TokenClaims::expiresAt).orElse(Long.MAX_VALUE));
        TokenClaims claims = new TokenClaims(
                new Issuer(network.id()),
                passedOn.map(TokenClaims::subject).orElse(asking),
                request.audience(),
                narrowed.granted(),
                passedOn.map(before -> new ActingAgent(asking, before.actor())).orElse(null),
                ground.ids().uuid(),
                issuedAt,
                issuedAt,
                expiresAt,
                passedOn.map(TokenClaims::lineage).orElse(null));
        String token = signer.sign(claims);
        issues.issued(network.id(), claims, call.origin());
        listener.accept(network.id(), asking);
        return new IssuedToken(token, "Bearer", expiresAt - issuedAt, narrowed.granted(), narrowed.dropped());
    }

    /// A network that is not there is refused as an agent that is not there: neither can be found by asking.
    private NetworkAccess network(NetworkId id) {
        try {
            return snapshots.of(id);
        } catch (Refused.NotFound _) {
            throw Proof.refused();
        }
    }

    private void requireMayAsk(NetworkAccess network, AgentAccess agent) {
        if (network.status() != NetworkStatus.ACTIVE) {
            throw new Refused.Forbidden("network-suspended", "The network is suspended; it issues no tokens.");
        }
        if (agent.rights().lockedAt(ground.clock().instant())) {
            throw new Refused.Forbidden(
                    "agent-locked", "This agent is locked; it gets no tokens until it is unlocked.");
        }
    }

    private Optional<TokenClaims> passedOn(NetworkAccess network, AgentId asking, TokenRequest request) {
        String subjectToken = request.subjectToken();
        if (subjectToken == null) {
            return Optional.empty();
        }
        TokenClaims claims = reader.good(subjectToken, network)
                .filter(good -> good.audience().equals(new Audience.Agent(asking)))
                .filter(good -> good.expiresAt() > ground.clock().instant().getEpochSecond())
                .orElseThrow(() -> Refused.Invalid.field(
                        "subject-token-invalid",
                        "/subject_token",
                        "subject_token is over, not valid, or not meant for this agent; only a token whose audience is the"
                                + " asking agent can be passed on."));
        if (request.audience() instanceof Audience.Api) {
            throw Refused.Invalid.field(
                    "audience-not-delegable",
                    "/audience",
                    "At this API every agent speaks for itself; ask without subject_token.");
        }
        if (claims.actor() != null && claims.actor().depth() >= ActingAgent.MAX_DEPTH) {
            throw new Refused.Forbidden(
                    "delegation-too-deep",
                    "The token was passed on " + ActingAgent.MAX_DEPTH + " times, which is as often as it may be.");
        }
        return Optional.of(claims);
    }

    private static List<SkillOffer> offers(NetworkAccess network, Audience audience, Instant now) {
        return switch (audience) {
            case Audience.Api(NetworkId id) -> {
                if (!id.equals(network.id())) {
                    throw unknownAudience();
                }
                // The control plane runs no skills.
                yield List.of();
            }
            case Audience.Agent(AgentId id) -> {
                AgentAccess target = network.agent(id).orElseThrow(TokenService::unknownAudience);
                if (target.rights().lockedAt(now)) {
                    throw new Refused.Conflict(
                            "audience-locked",
                            "The agent " + id + " is locked; it takes no calls until it is unlocked.");
                }
                yield target.rights().offers();
            }
        };
    }

    private static Refused unknownAudience() {
        return Refused.Invalid.field(
                "audience-unknown", "/audience", "There is no such agent in this network, or it was deleted.");
    }

    private static void requireSomething(TokenRequest request, Narrowing narrowed) {
        if (narrowed.granted().size() > MOST_GRANTED) {
            throw Refused.Invalid.field(
                    "too-many-scopes",
                    "/scopes",
                    "What is left of these scopes are " + narrowed.granted().size() + " smaller ones, more than the "
                            + MOST_GRANTED + " that a token can carry; ask for fewer.");
        }
        if (narrowed.granted().isEmpty() && !request.scopes().isEmpty()) {
            List<Problem.FieldError> errors = new ArrayList<>();
            narrowed.dropped()
                    .forEach(dropped -> errors.add(new Problem.FieldError(
                            "/scopes/" + request.scopes().indexOf(dropped.scope()),
                            dropped.detail(),
                            dropped.reason()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-'))));
            throw new Refused.Forbidden(
                    "no-scope-granted", "None of the asked scopes is granted; errors says why of each.", errors);
        }
    }

    private List<Scope> stillGranted(NetworkAccess network, TokenClaims claims) {
        Instant now = ground.clock().instant();
        List<SkillOffer> offers = switch (claims.audience()) {
            case Audience.Api _ -> List.of();
            case Audience.Agent(AgentId id) ->
                network.agent(id).map(agent -> agent.rights().offers()).orElse(List.of());
        };
        List<EffectiveScopes> all = others(network, claims, now);
        return Narrowing.of(claims.scopes(), new Say(all.getFirst(), all.subList(1, all.size()), null, offers))
                .granted();
    }

    /// What the subject of a token holds now, and everyone who acted for it.
    private static List<EffectiveScopes> others(NetworkAccess network, TokenClaims claims, Instant now) {
        List<EffectiveScopes> all = new ArrayList<>();
        network.agent(claims.subject()).ifPresent(agent -> all.add(effective(network, agent, now)));
        for (ActingAgent one = claims.actor(); one != null; one = one.before()) {
            network.agent(one.agent()).ifPresent(agent -> all.add(effective(network, agent, now)));
        }
        return all;
    }

    private static EffectiveScopes effective(NetworkAccess network, AgentAccess agent, Instant now) {
        return EffectiveScopes.of(agent.rights(), network.roles(), now);
    }
}
