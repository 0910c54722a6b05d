package io.centter.sdk.token;

import io.centter.model.authority.Audience;
import io.centter.model.authority.IssuedToken;
import io.centter.model.authority.TokenRequest;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import io.centter.sdk.identity.Identity;
import io.centter.sdk.rest.AuthorityApi;
import io.centter.sdk.rest.CentterApi;
import io.centter.sdk.rest.Unreachable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Gets tokens for this agent and keeps each for four fifths of its life. While the control plane is away, a token is
/// used to its end. Safe for any number of threads: whoever asks for the same at the same time shares one request.
public final class Tokens {
    private static final int REMEMBERED = 1_000;

    private final AgentId self;
    private final String apiKey;
    private final Function<TokenRequest, IssuedToken> source;
    private final InstantSource clock;
    private final Map<Wanted, Slot> slots = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Wanted, Slot> eldest) {
            return size() > REMEMBERED;
        }
    };

    private record Wanted(
            Audience audience, List<Scope> scopes, @Nullable String subjectToken) {}

    private record Kept(IssuedToken token, Instant renewAt, Instant end) {}

    private static final class Slot {
        private final ReentrantLock asking = new ReentrantLock();
        private volatile @Nullable Kept kept;
    }

    Tokens(AgentId self, String apiKey, Function<TokenRequest, IssuedToken> source, InstantSource clock) {
        this.self = self;
        this.apiKey = apiKey;
        this.source = source;
        this.clock = clock;
    }

    /// For the agent of this identity.
    public static Tokens of(CentterApi api, Identity identity) {
        AuthorityApi authority = AuthorityApi.of(api);
        NetworkId network = identity.networkId();
        return new Tokens(
                identity.agentId(),
                identity.apiKey(),
                request -> authority.issue(network, request),
                InstantSource.system());
    }

    /// A token to show to that agent; throws as [CentterApi] does.
    public IssuedToken forAgent(AgentId target, Collection<Scope> scopes) {
        return get(new Wanted(new Audience.Agent(target), sorted(scopes), null));
    }

    /// A token for calls to the API, which says who this agent is.
    public IssuedToken forApi(NetworkId network) {
        return get(new Wanted(new Audience.Api(network), List.of(), null));
    }

    /// A token to call on, for whoever showed `subjectToken` to this agent.
    public IssuedToken passOn(String subjectToken, AgentId target, Collection<Scope> scopes) {
        return get(new Wanted(new Audience.Agent(target), sorted(scopes), subjectToken));
    }

    /// A token was refused where it was shown: the next one is a new one.
    public void forget(IssuedToken refused) {
        synchronized (slots) {
            slots.values().removeIf(slot -> {
                Kept kept = slot.kept;
                return kept != null && kept.token().token().equals(refused.token());
            });
        }
    }

    private IssuedToken get(Wanted wanted) {
        Slot slot;
        synchronized (slots) {
            slot = slots.computeIfAbsent(wanted, _ -> new Slot());
        }
        Kept kept = slot.kept;
        if (kept != null && clock.instant().isBefore(kept.renewAt())) {
            return kept.token();
        }
        slot.asking.lock();
        try {
            Kept other = slot.kept;
            Instant now = clock.instant();
            if (other != null && now.isBefore(other.renewAt())) {
                return other.token();
            }
            try {
                IssuedToken token = source.apply(
                        new TokenRequest(self, apiKey, wanted.scopes(), wanted.audience(), wanted.subjectToken()));
                Instant renewAt = now.plusMillis(token.expiresIn() * 800);
                slot.kept = new Kept(token, renewAt, now.plusSeconds(token.expiresIn()));
                return token;
            } catch (Unreachable e) {
                if (other != null && now.isBefore(other.end())) {
                    return other.token();
                }
                throw e;
            }
        } finally {
            slot.asking.unlock();
        }
    }

    private static List<Scope> sorted(Collection<Scope> scopes) {
        return scopes.stream().distinct().sorted().toList();
    }
}
