package io.centter.control.permission;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.MemberRole;
import io.centter.model.api.NetworkRole;
import io.centter.model.api.Page;
import io.centter.model.api.SetRole;
import io.centter.model.event.EventData;
import io.centter.model.identity.NetworkId;
import io.centter.model.permission.BrokerRights;
import io.centter.model.permission.Scope;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/// What roles bring in a network. They begin as the templates; a change counts for every agent that has the role in a
/// team, from the commit on.
final class RoleService {
    private final Ground ground;

    RoleService(Ground ground) {
        this.ground = ground;
    }

    /// The six templates.
    Page<RoleTemplate> templates() {
        return new Page<>(Arrays.stream(Role.values()).map(RoleTemplate::of).toList(), null);
    }

    Page<NetworkRole> list(NetworkId network) {
        return ground.transactions()
                .read(handle -> new Page<>(
                        Arrays.stream(Role.values())
                                .map(role -> view(handle, network, role))
                                .toList(),
                        null));
    }

    NetworkRole get(Call<?> call) {
        return ground.transactions().read(handle -> view(handle, call.network(), role(call)));
    }

    /// Sets what a role brings; the same as before changes nothing.
    NetworkRole set(Call<SetRole> call) {
        NetworkId network = call.network();
        Role role = role(call);
        SetRole set = call.body();
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, call.user(), network, MemberRole.ADMIN);
            NetworkRole before = view(handle, network, role);
            call.ifMatch().require(before.version());
            if (before.scopes().equals(set.scopes())) {
                return before;
            }
            List<Scope> added = without(set.scopes(), before.scopes());
            List<Scope> removed = without(before.scopes(), set.scopes());
            RoleSql sql = RoleSql.of(handle);
            sql.remove(network, role, texts(removed));
            sql.add(network, role, texts(added), call.user().user(), ground.now());
            sql.changed(network, role, call.user().user(), ground.now());
            NetworkRole after = view(handle, network, role);
            ground.outbox().event(handle, network, new EventData.RoleChanged(role, added, removed, after.version()));
            ground.audit()
                    .write(
                            handle,
                            AuditEntry.of(network, Actor.of(call.caller()), "role.change", "role:" + role.wireName())
                                    .change(Map.of("scopes", before.scopes()), Map.of("scopes", after.scopes()))
                                    .because(set.reason()));
            return after;
        });
    }

    private static NetworkRole view(Handle handle, NetworkId network, Role role) {
        RoleSql sql = RoleSql.of(handle);
        List<Scope> scopes =
                sql.scopes(network, role).stream().map(Scope::parse).sorted().toList();
        RoleTemplate template = RoleTemplate.of(role);
        boolean standard =
                template.scopes().stream().map(Scope::parse).sorted().toList().equals(scopes);
        Optional<RoleSql.Change> change = sql.change(network, role);
        return new NetworkRole(
                role,
                scopes,
                standard,
                BrokerRights.ofRoles(Set.of(role), Map.of(role, scopes)),
                change.map(RoleSql.Change::version).orElse(1L),
                change.map(RoleSql.Change::changedBy).orElse(null),
                change.map(RoleSql.Change::changedAt).orElse(null));
    }

    private static Role role(Call<?> call) {
        return Arrays.stream(Role.values())
                .filter(role -> role.wireName().equals(call.path("role")))
                .findFirst()
                .orElseThrow(Refused.NotFound::new);
    }

    private static List<Scope> without(List<Scope> some, List<Scope> others) {
        return some.stream().filter(one -> !others.contains(one)).toList();
    }

    private static String[] texts(List<Scope> scopes) {
        return scopes.stream().map(Scope::toString).toArray(String[]::new);
    }
}
