package io.centter.control.permission;

import io.centter.control.access.AccessSnapshots;
import io.centter.control.ground.Ground;
import io.centter.control.http.Access;
import io.centter.control.http.Reply;
import io.centter.control.http.Router;
import io.centter.control.presence.PresenceBoard;
import io.centter.control.route.Routing;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.EffectivePermissions;
import io.centter.model.api.ExplainCall;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkRole;
import io.centter.model.api.PermissionView;
import io.centter.model.api.SetRole;
import io.centter.model.permission.Explanation;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.RightsPreview;
import io.centter.model.role.RoleTemplate;

/// The permissions group, without the audit trail.
public final class PermissionRoutes {
    private final PermissionService permissions;
    private final RoleService roles;
    private final Questions questions;
    private final ExpiredPermissions expired;

    public PermissionRoutes(Ground ground, AccessSnapshots snapshots, PresenceBoard board, Routing routing) {
        this.permissions = new PermissionService(ground, snapshots);
        this.roles = new RoleService(ground);
        this.questions = new Questions(ground, snapshots, board, routing);
        this.expired = new ExpiredPermissions(ground);
    }

    /// What writes down that permissions expired.
    public ExpiredPermissions expired() {
        return expired;
    }

    public void declare(Router router) {
        router.get("/agents/{agent}/permissions", "Lists what an agent was given, and what was taken from it.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(PermissionView.class)
                .handle(call -> Reply.of(permissions.list(call)));
        router.post("/agents/{agent}/permissions", "Grants an agent a scope by hand, or revokes one.")
                .by(Access.member(MemberRole.OPERATOR))
                .takes(CreatePermission.class)
                .idempotent()
                .gives(201, PermissionView.class)
                .handle(call -> Reply.of(permissions.add(call)));
        router.delete("/agents/{agent}/permissions/{permission}", "Ends a grant or a revoke by hand.")
                .by(Access.member(MemberRole.OPERATOR))
                .query("reason")
                .handle(call -> {
                    permissions.end(call);
                    return Reply.none();
                });
        router.get("/agents/{agent}/permissions/effective", "Shows what an agent holds now, and where it is from.")
                .by(Access.memberOrAgent(MemberRole.VIEWER))
                .gives(EffectivePermissions.class)
                .handle(call -> Reply.of(questions.effective(call)));
        router.get("/networks/{network}/permissions/effective", "Shows what each agent of a network holds now.")
                .by(Access.member(MemberRole.VIEWER))
                .query("cursor", "limit")
                .givesPage(EffectivePermissions.class)
                .handle(call -> Reply.of(questions.all(call)));
        router.post("/networks/{network}/permissions/explain", "Says why an agent can call another, or why not.")
                .by(Access.member(MemberRole.VIEWER))
                .takes(ExplainCall.class)
                .gives(Explanation.class)
                .handle(call -> Reply.of(questions.explain(call.network(), call.body())));
        router.post("/networks/{network}/permissions/preview", "Says what a change of rights would bring and take.")
                .by(Access.member(MemberRole.VIEWER))
                .query("limit")
                .takes(PermissionChange.class)
                .gives(RightsPreview.class)
                .handle(call -> Reply.of(questions.preview(call.network(), call.body(), call.limit(200, 1000))));
        declareRoles(router);
    }

    private void declareRoles(Router router) {
        router.get("/roles", "Lists the six role templates.")
                .by(Access.user())
                .givesPage(RoleTemplate.class)
                .handle(_ -> Reply.of(roles.templates()));
        router.get("/networks/{network}/roles", "Lists the roles of a network.")
                .by(Access.member(MemberRole.VIEWER))
                .givesPage(NetworkRole.class)
                .handle(call -> Reply.of(roles.list(call.network())));
        router.get("/networks/{network}/roles/{role}", "Shows a role of a network.")
                .by(Access.member(MemberRole.VIEWER))
                .gives(NetworkRole.class)
                .handle(call -> versioned(roles.get(call)));
        router.put("/networks/{network}/roles/{role}", "Sets the scopes that a role brings in a network.")
                .by(Access.member(MemberRole.ADMIN))
                .versioned()
                .takes(SetRole.class)
                .gives(NetworkRole.class)
                .handle(call -> versioned(roles.set(call)));
    }

    private static Reply<NetworkRole> versioned(NetworkRole role) {
        return Reply.of(role, role.version());
    }
}
