package io.centter.console.desk;

import io.centter.console.desk.Plan.Applied;
import io.centter.console.text.Texts;
import io.centter.model.api.CreatePermission;
import io.centter.model.api.PermissionView;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Effect;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.PermissionsApi;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/// One scope for one agent, for a while: previewed by the control plane's own rules, and taken back as easily.
public final class Grants {
    private Grants() {}

    public static Plan plan(Site site, AgentId agent, Scope scope, String reason, Lasting lasting) {
        PermissionsApi permissions = PermissionsApi.of(site.api());
        Instant end = lasting.from(site.ticker().now());
        CreatePermission request = new CreatePermission(scope, Effect.GRANT, reason, end);
        return Plan.heardBy(
                data -> data instanceof EventData.PermissionGranted granted
                        && granted.agent().equals(agent)
                        && granted.scope().equals(scope),
                () -> Rights.preview(site, new PermissionChange.AddPermission(agent, scope, Effect.GRANT, end)),
                () -> {
                    PermissionView made = permissions.add(agent, request);
                    return Applied.done(Texts.of("explain.granted"))
                            .undoneBy(undo(site, agent, Objects.requireNonNull(made.id())));
                });
    }

    private static Plan undo(Site site, AgentId agent, UUID id) {
        return Plan.heardBy(
                data -> data instanceof EventData.PermissionEnded ended
                        && ended.permission().equals(id),
                () -> Rights.preview(site, new PermissionChange.RemovePermission(agent, id)),
                () -> {
                    PermissionsApi.of(site.api()).end(agent, id, Texts.of("permissions.undo-reason"));
                    return Applied.done(Texts.of("permissions.ended"));
                });
    }
}
