package io.centter.control.permission;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.event.Happened;
import io.centter.control.ground.Ground;
import io.centter.control.refusal.Refused;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes down that permissions expired. They stopped counting at that moment by themselves; this is for the trail and
/// for those who watch.
public final class ExpiredPermissions {
    private static final int AT_ONCE = 200;

    private final Ground ground;

    ExpiredPermissions(Ground ground) {
        this.ground = ground;
    }

    /// Ends what has expired in every network.
    ///
    /// @return how many
    public int end() {
        Instant now = ground.clock().instant();
        int ended = 0;
        for (NetworkId network :
                ground.transactions().read(handle -> PermissionSql.of(handle).networksWithExpired(now))) {
            ended += end(network, now);
        }
        return ended;
    }

    private int end(NetworkId network, Instant now) {
        int all = 0;
        int ended;
        do {
            try {
                ended = ground.transactions().inNetwork(network, handle -> {
                    List<PermissionSql.Row> rows = PermissionSql.of(handle).endExpired(network, null, AT_ONCE, now);
                    tell(handle, ground, network, rows);
                    return rows.size();
                });
            } catch (Refused.NotFound _) {
                // The network was deleted meanwhile, and its permissions with it.
                return all;
            }
            all += ended;
        } while (ended == AT_ONCE);
        return all;
    }

    static void tell(Handle handle, Ground ground, NetworkId network, List<PermissionSql.Row> rows) {
        Instant now = ground.clock().instant();
        List<Happened> happened = rows.stream()
                .map(row -> new Happened(
                        now,
                        new EventData.PermissionExpired(
                                row.agentId(), row.id(), Scope.parse(row.scope()), row.effect())))
                .toList();
        ground.outbox().events(handle, network, happened);
        for (PermissionSql.Row row : rows) {
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.hub(), "permission.expire", "agent:" + row.agentId())
                                    .change(PermissionService.told(row), null));
        }
    }
}
