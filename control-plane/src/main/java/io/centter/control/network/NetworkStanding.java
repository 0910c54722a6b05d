package io.centter.control.network;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Caller;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkStatus;
import io.centter.model.api.NetworkView;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// Stops a network and lets it go on. While it is stopped its agents get no tokens and the broker lets nobody in; what
/// is on record stays, and people can work on it.
public final class NetworkStanding {
    private final Ground ground;

    public NetworkStanding(Ground ground) {
        this.ground = ground;
    }

    NetworkView suspend(Caller.UserCaller caller, NetworkId network, String reason) {
        return ground.transactions().inNetwork(network, handle -> {
            requireStatus(handle, caller, network, NetworkStatus.ACTIVE, "already-suspended", "is suspended already");
            NetworkSql.of(handle).suspend(network, reason, ground.clock().instant());
            ground.outbox().event(handle, network, new EventData.NetworkSuspended(reason));
            return changed(handle, caller, network, "network.suspend", reason);
        });
    }

    NetworkView resume(Caller.UserCaller caller, NetworkId network, String reason) {
        return ground.transactions().inNetwork(network, handle -> {
            requireStatus(handle, caller, network, NetworkStatus.SUSPENDED, "not-suspended", "is not suspended");
            NetworkSql.of(handle).resume(network, ground.clock().instant());
            ground.outbox().event(handle, network, new EventData.NetworkResumed(reason));
            return changed(handle, caller, network, "network.resume", reason);
        });
    }

    private static void requireStatus(
            Handle handle,
            Caller.UserCaller caller,
            NetworkId network,
            NetworkStatus needed,
            String code,
            String otherwise) {
        Rights.require(handle, caller, network, MemberRole.ADMIN);
        if (NetworkService.view(handle, caller, network).status() != needed) {
            throw new Refused.Conflict(code, "This network " + otherwise + "; nothing was changed.");
        }
    }

    private NetworkView changed(
            Handle handle, Caller.UserCaller caller, NetworkId network, String action, String reason) {
        NetworkSql.of(handle).changeAuthorization(network);
        ground.outbox().work(handle, network, NetworkService.SYNC_ACCOUNT, Map.of());
        NetworkView after = NetworkService.view(handle, caller, network);
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(network, Actor.of(caller), action, "network:" + network)
                                .change(null, Map.of("status", after.status()))
                                .because(reason));
        return after;
    }
}
