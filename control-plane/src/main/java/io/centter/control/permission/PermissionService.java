package io.centter.control.permission;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.api.PermissionView;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.Names;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Grants and revokes by hand. Tokens are asked for anew, and so follow them at once; what they mean as subjects, the
/// broker learns by the work that the outbox writes beside each event.
public final class PermissionService {
    static final int MOST_OF_AN_AGENT = 500;
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Ground ground;
    private final AccessSnapshots snapshots;
    private final PermissionLists lists = new PermissionLists();

    PermissionService(Ground ground, AccessSnapshots snapshots) {
        this.ground = ground;
        this.snapshots = snapshots;
    }

    /// What the agent has from everywhere, and what is taken from it.
    Page<PermissionView> list(Call<?> call) {
        String name = "permissions:" + call.agent();
        int limit = call.limit(100, 500);
        String after = ground.cursors()
                .read(name, call.query("cursor"))
                .map(List::getFirst)
                .orElse("");
        List<PermissionSql.Row> manual = ground.transactions()
                .read(handle -> PermissionSql.of(handle).live(call.network(), call.agent(), ground.now()));
        return lists.page(Snapshots.of(snapshots, call), manual, after, limit)
                .map(last -> ground.cursors().after(name, last));
    }

    PermissionView add(Call<CreatePermission> call) {
        NetworkId network = call.network();
        Instant expiresAt = expiry(call.body().expiresAt());
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            return ground.idempotency()
                    .once(
                            handle,
                            call.idempotencyKey(),
                            PermissionView.class,
                            view -> view,
                            () -> insert(handle, call, expiresAt));
        });
    }

    void end(Call<?> call) {
        NetworkId network = call.network();
        UUID id = call.uuid("permission");
        String reason = reason(call);
        ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.OPERATOR);
            PermissionSql sql = PermissionSql.of(handle);
            PermissionSql.Row row =
                    sql.find(network, call.agent(), id, ground.now()).orElseThrow(Refused.NotFound::new);
            sql.end(network, id, call.user().user(), reason, ground.now());
            ground.outbox()
                    .event(
                            handle,
                            network,
                            new EventData.PermissionEnded(
                                    row.agentId(), id, Scope.parse(row.scope()), row.effect(), reason));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "permission.end", "agent:" + row.agentId())
                                    .change(told(row), null)
                                    .because(reason));
            return true;
        });
    }

    private PermissionView insert(Handle handle, Call<CreatePermission> call, @Nullable Instant expiresAt) {
        NetworkId network = call.network();
        CreatePermission create = call.body();
        PermissionSql sql = PermissionSql.of(handle);
        if (!sql.hasAgent(network, call.agent())) {
            throw new Refused.NotFound();
        }
        expire(handle, network, call.agent());
        requireRoom(sql.live(network, call.agent(), ground.now()), create);
        PermissionSql.Row row = new PermissionSql.Row(
                ground.ids().uuid(),
                call.agent(),
                create.scope().toString(),
                create.effect(),
                create.reason(),
                call.user().user(),
                expiresAt,
                ground.now());
        sql.insert(network, row);
        boolean grants = create.effect() == Effect.GRANT;
        ground.outbox()
                .event(
                        handle,
                        network,
                        grants
                                ? new EventData.PermissionGranted(
                                        row.agentId(), row.id(), create.scope(), create.reason(), expiresAt)
                                : new EventData.PermissionRevoked(
                                        row.agentId(), row.id(), create.scope(), create.reason(), expiresAt));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(
                                        network,
                                        Actor.of(call.caller()),
                                        grants ? "permission.grant" : "permission.revoke",
                                        "agent:" + row.agentId())
                                .change(null, told(row))
                                .because(create.reason()));
        return PermissionLists.view(row);
    }

    private static void requireRoom(List<PermissionSql.Row> live, CreatePermission create) {
        for (PermissionSql.Row row : live) {
            if (row.scope().equals(create.scope().toString()) && row.effect() == create.effect()) {
                throw new Refused.Conflict(
                        "permission-exists",
                        "The agent has this permission already, as " + row.id()
                                + "; end that one first to give it another reason or another end.");
            }
        }
        if (live.size() >= MOST_OF_AN_AGENT) {
            throw new Refused.Limit(
                    "too-many-permissions",
                    "An agent has at most " + MOST_OF_AN_AGENT
                            + " grants and revokes by hand; end some, or use a wider scope or a team.",
                    null);
        }
    }

    /// Ends what has expired of one agent, so that it does not stand in the way of the same permission anew.
    private void expire(Handle handle, NetworkId network, AgentId agent) {
        ExpiredPermissions.tell(
                handle,
                ground,
                network,
                PermissionSql.of(handle).endExpired(network, agent, Integer.MAX_VALUE, ground.now()));
    }

    private @Nullable Instant expiry(@Nullable Instant asked) {
        if (asked == null) {
            return null;
        }
        Instant end = asked.truncatedTo(ChronoUnit.MILLIS);
        if (!end.isAfter(ground.now()) || end.isAfter(ground.now().plus(LONGEST))) {
            throw Refused.Invalid.field(
                    "invalid-value",
                    "/expires_at",
                    "expires_at is in the future and less than ten years away; leave it out for no end.");
        }
        return end;
    }

    private static String reason(Call<?> call) {
        try {
            return Names.requireText("reason", call.query("reason").orElse(null), 512);
        } catch (InvalidValue e) {
            throw Refused.Invalid.field("invalid-value", "reason", String.valueOf(e.getMessage()));
        }
    }

    static Map<String, @Nullable Object> told(PermissionSql.Row row) {
        Map<String, @Nullable Object> told = new HashMap<>();
        told.put("id", row.id());
        told.put("scope", row.scope());
        told.put("effect", row.effect());
        told.put("reason", row.reason());
        told.put("expires_at", row.expiresAt());
        return told;
    }
}
