package io.centter.control.agent;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.network.NetworkService;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.AgentView;
import io.centter.model.api.Because;
import io.centter.model.api.LockAgent;
import io.centter.model.api.MemberRole;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Lock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Shuts agents out and lets them in again. A locked agent's key and tokens are refused from the commit on, and the
/// broker credentials that it has are revoked for good: unlocked, it takes new ones by its key.
public final class AgentLocks {
    private final Ground ground;

    public AgentLocks(Ground ground) {
        this.ground = ground;
    }

    /// Locks; one that is locked is then locked for this reason and until this time.
    AgentView lock(Call<LockAgent> call) {
        NetworkId network = call.network();
        String reason = call.body().reason();
        Integer ttl = call.body().ttlSeconds();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            Instant now = ground.now();
            Instant until = ttl == null ? null : now.plusSeconds(ttl);
            AgentView before = view(handle, network, call.agent());
            LockSql sql = LockSql.of(handle);
            sql.lock(network, before.id(), until, reason, now);
            if (sql.revokeCredentials(network, before.id(), now) > 0) {
                sql.changeAuthorization(network);
                ground.outbox().work(handle, network, NetworkService.SYNC_ACCOUNT, Map.of());
            }
            ground.outbox().event(handle, network, new EventData.AgentLocked(before.id(), until, reason));
            AgentView after = view(handle, network, before.id());
            ground.audit().write(handle, entry(Actor.of(call.caller()), before, after, "agent.lock", reason));
            return after;
        });
    }

    AgentView unlock(Call<Because> call) {
        NetworkId network = call.network();
        String reason = call.body().reason();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            AgentView before = view(handle, network, call.agent());
            if (before.locked() == null) {
                throw new Refused.Conflict("not-locked", "This agent is not locked; nothing was changed.");
            }
            LockSql.of(handle).unlock(network, before.id(), ground.now());
            ground.outbox().event(handle, network, new EventData.AgentUnlocked(before.id(), false, reason));
            AgentView after = view(handle, network, before.id());
            ground.audit().write(handle, entry(Actor.of(call.caller()), before, after, "agent.unlock", reason));
            return after;
        });
    }

    /// Tells of the locks whose time is over; they do not hold any more in any case.
    ///
    /// @return how many there were
    int endExpired() {
        List<LockSql.Locked> over =
                ground.transactions().read(handle -> LockSql.of(handle).over(ground.now()));
        int ended = 0;
        for (LockSql.Locked one : over) {
            try {
                ended += ground.transactions()
                        .inNetwork(one.networkId(), handle -> end(handle, one.networkId(), one.id()));
            } catch (Refused.NotFound _) {
                // Its network is being deleted.
            }
        }
        return ended;
    }

    private int end(Handle handle, NetworkId network, AgentId agent) {
        if (LockSql.of(handle).end(network, agent, ground.now()) == 0) {
            return 0;
        }
        ground.outbox().event(handle, network, new EventData.AgentUnlocked(agent, true, null));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.hub(), "agent.unlock", "agent:" + agent)
                                .because("The time of the lock is over."));
        return 1;
    }

    private AgentView view(Handle handle, NetworkId network, AgentId agent) {
        return AgentSql.of(handle)
                .row(network, agent)
                .map(row -> row.at(ground.now()))
                .orElseThrow(Refused.NotFound::new);
    }

    private static AuditEntry entry(Actor actor, AgentView before, AgentView after, String action, String reason) {
        return AuditEntry.of(before.networkId(), actor, action, "agent:" + before.id())
                .change(told(before.locked()), told(after.locked()))
                .because(reason);
    }

    private static @Nullable Object told(@Nullable Lock lock) {
        return lock == null ? null : Map.of("locked", lock);
    }
}
