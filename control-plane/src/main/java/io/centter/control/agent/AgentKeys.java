package io.centter.control.agent;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.http.Authenticator;
import io.centter.control.http.Caller;
import io.centter.control.http.Origin;
import io.centter.control.refusal.Refused;
import io.centter.model.permission.AgentRights;
import java.time.InstantSource;

/// Proves agents by their API keys.
public final class AgentKeys implements Authenticator<Caller.AgentCaller> {
    private final AccessSnapshots access;
    private final InstantSource clock;

    public AgentKeys(AccessSnapshots access, InstantSource clock) {
        this.access = access;
        this.clock = clock;
    }

    /// Whose key this is: the agent's present one, or the one before while that is still good.
    @Override
    public Caller.AgentCaller authenticate(String credential, Origin origin) {
        if (!ApiKeys.looksLikeOne(credential)) {
            throw invalid();
        }
        AccessSnapshots.Found owner = access.byKey(ApiKeys.hash(credential)).orElseThrow(AgentKeys::invalid);
        AgentRights agent = owner.agent().rights();
        if (agent.lockedAt(clock.instant())) {
            throw new Refused.Forbidden(
                    "agent-locked", "This agent is locked; somebody who runs its network can unlock it.");
        }
        return new Caller.AgentCaller(agent.id(), owner.network().id(), origin);
    }

    private static Refused invalid() {
        return Refused.Unauthenticated.invalid(
                Refused.Unauthenticated.NO_SUCH_KEY,
                "This API key is not valid. It may have been rotated, or its agent deleted.");
    }
}
