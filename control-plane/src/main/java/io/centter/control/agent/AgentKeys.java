package io.centter.control.agent;

import io.centter.control.db.Transactions;
import io.centter.control.http.Authenticator;
import io.centter.control.http.Caller;
import io.centter.control.http.Origin;
import io.centter.control.refusal.Refused;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Optional;

/// Proves agents by their API keys.
public final class AgentKeys implements Authenticator<Caller.AgentCaller> {
    private final Transactions transactions;
    private final InstantSource clock;

    public AgentKeys(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// Whose key this is: the agent's present one, or the one before while that is still good.
    @Override
    public Caller.AgentCaller authenticate(String credential, Origin origin) {
        AgentSql.KeyOwner owner = owner(credential)
                .orElseThrow(() -> new Refused.Unauthenticated(
                        "key-invalid", "This API key is not valid. It may have been rotated, or its agent deleted."));
        return new Caller.AgentCaller(owner.id(), owner.networkId(), origin);
    }

    /// The network of the agent, where this is its key.
    public Optional<NetworkId> authenticate(AgentId agent, String key) {
        return owner(key).filter(owner -> owner.id().equals(agent)).map(AgentSql.KeyOwner::networkId);
    }

    private Optional<AgentSql.KeyOwner> owner(String key) {
        if (!ApiKeys.looksLikeOne(key)) {
            return Optional.empty();
        }
        byte[] hash = ApiKeys.hash(key);
        return transactions.read(handle -> AgentSql.of(handle).byKey(hash, clock.instant())).stream()
                .filter(owner -> MessageDigest.isEqual(owner.keyHash(), hash))
                .findFirst();
    }
}
