package io.centter.sdk.rest;

import io.centter.model.api.CreatePermission;
import io.centter.model.api.EffectivePermissions;
import io.centter.model.api.ExplainCall;
import io.centter.model.api.NetworkRole;
import io.centter.model.api.Page;
import io.centter.model.api.PermissionView;
import io.centter.model.api.SetRole;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.Explanation;
import io.centter.model.permission.NextChange;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.RightsPreview;
import io.centter.model.role.Role;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The part of the API that says and changes what agents may do. It fails as [CentterApi] does.
public final class PermissionsApi {
    private final CentterApi api;

    private PermissionsApi(CentterApi api) {
        this.api = api;
    }

    /// Over the same connections, as the same caller.
    public static PermissionsApi of(CentterApi api) {
        return new PermissionsApi(api);
    }

    public Page<PermissionView> permissions(AgentId agent, @Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.path(agent) + "/permissions")
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, PermissionView.class);
    }

    public List<PermissionView> allPermissions(AgentId agent) {
        return CentterApi.all(cursor -> permissions(agent, cursor, CentterApi.PAGE));
    }

    public EffectivePermissions effective(AgentId agent) {
        return api.ask(Call.get(CentterApi.path(agent) + "/permissions/effective"), EffectivePermissions.class);
    }

    /// What the agents of a network hold, by id.
    ///
    /// @param limit up to 1,000
    public Page<EffectivePermissions> effective(NetworkId network, @Nullable String cursor, int limit) {
        Call call = Call.get(CentterApi.path(network) + "/permissions/effective")
                .query("cursor", cursor)
                .query("limit", limit);
        return api.page(call, EffectivePermissions.class);
    }

    public List<EffectivePermissions> allEffective(NetworkId network) {
        return CentterApi.all(cursor -> effective(network, cursor, 1000));
    }

    public PermissionView add(AgentId agent, CreatePermission permission) {
        return api.ask(
                Call.post(CentterApi.path(agent) + "/permissions")
                        .body(permission)
                        .idempotent(api.ids.uuid().toString()),
                PermissionView.class);
    }

    /// Ends a grant or a revoke that was made by hand.
    public void end(AgentId agent, UUID permission, @Nullable String reason) {
        api.tell(Call.delete(CentterApi.path(agent) + "/permissions/" + permission)
                .query("reason", reason));
    }

    public Explanation explain(NetworkId network, ExplainCall question) {
        return api.ask(
                Call.post(CentterApi.path(network) + "/permissions/explain").body(question), Explanation.class);
    }

    /// What a change would bring and take.
    ///
    /// @param limit how many calls are named; all are counted
    public RightsPreview preview(NetworkId network, PermissionChange change, int limit) {
        Call call = Call.post(CentterApi.path(network) + "/permissions/preview")
                .query("limit", limit)
                .body(change);
        return api.ask(call, RightsPreview.class);
    }

    /// Does what an explanation proposes.
    ///
    /// @param change one that a request mends
    public void carryOut(NextChange change) {
        if (change.method() == null || change.path() == null) {
            throw new IllegalArgumentException("No request does this: " + change.detail());
        }
        Call call = Call.of(change.method(), change.path());
        if (!change.body().isEmpty()) {
            call.body(change.body());
        }
        if (change.ifMatch() != null) {
            call.header("If-Match", change.ifMatch());
        }
        if (change.method().equals("POST")) {
            call.idempotent(api.ids.uuid().toString());
        }
        api.tell(call);
    }

    public List<NetworkRole> roles(NetworkId network) {
        return api.page(Call.get(CentterApi.path(network) + "/roles"), NetworkRole.class)
                .items();
    }

    public NetworkRole role(NetworkId network, Role role) {
        return api.ask(Call.get(path(network, role)), NetworkRole.class);
    }

    /// Sets what a role brings.
    ///
    /// @param version of the [NetworkRole] that was changed; a later one is refused with status 412
    public NetworkRole setRole(NetworkId network, Role role, long version, SetRole set) {
        return api.ask(Call.put(path(network, role), version).body(set), NetworkRole.class);
    }

    private static String path(NetworkId network, Role role) {
        return CentterApi.path(network) + "/roles/" + role.wireName();
    }
}
