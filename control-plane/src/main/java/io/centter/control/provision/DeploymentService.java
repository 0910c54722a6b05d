package io.centter.control.provision;

import io.centter.control.audit.Actor;
import io.centter.control.audit.AuditEntry;
import io.centter.control.ground.Ground;
import io.centter.control.http.Call;
import io.centter.control.http.Caller;
import io.centter.control.http.IdempotencyKey;
import io.centter.control.http.IfMatch;
import io.centter.control.http.Paging;
import io.centter.control.network.Rights;
import io.centter.control.refusal.Refused;
import io.centter.model.api.DeploymentView;
import io.centter.model.api.InstanceStatus;
import io.centter.model.api.MemberRole;
import io.centter.model.api.Page;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/// The rules of deployments. The plan is looked at in the transaction that takes the place, under the network's lock:
/// of two that race for the last one, one gets it.
public final class DeploymentService {
    private static final UUID FIRST = new UUID(0, 0);

    private final Ground ground;
    private final Machines machines;

    public DeploymentService(Ground ground, Machines machines) {
        this.ground = ground;
        this.machines = machines;
    }

    /// Asks for a machine for an agent of a team.
    DeploymentView deploy(
            Caller.UserCaller caller, NetworkId network, UUID team, AgentId agent, Optional<IdempotencyKey> key) {
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, caller, network, MemberRole.ADMIN);
            return ground.idempotency()
                    .once(
                            handle,
                            key,
                            DeploymentView.class,
                            view -> view,
                            () -> insert(handle, caller, network, team, agent));
        });
    }

    Page<DeploymentView> list(Call<?> call) {
        NetworkId network = call.network();
        UUID team = call.team();
        Paging paging = ground.cursors().paging("deployments:" + team, call, 50, 200);
        UUID after = paging.after(FIRST);
        List<DeploymentView> found = ground.transactions()
                .read(handle -> DeploymentSql.of(handle).ofTeam(network, team, after, paging.wanted()));
        return paging.page(found, row -> row.id().toString());
    }

    DeploymentView get(NetworkId network, AgentId agent) {
        return ground.transactions().read(handle -> live(handle, network, agent));
    }

    /// Starts, stops or terminates the machine that an agent runs on.
    DeploymentView change(
            Caller.UserCaller caller, NetworkId network, AgentId agent, MachineOrder.Kind order, IfMatch ifMatch) {
        MemberRole needed = order == MachineOrder.Kind.TERMINATE ? MemberRole.ADMIN : MemberRole.OPERATOR;
        return ground.transactions().inNetwork(network, handle -> {
            Rights.require(handle, caller, network, needed);
            DeploymentView before = live(handle, network, agent);
            ifMatch.require(before.version());
            InstanceStatus state = InstanceStates.after(before.state(), order);
            DeploymentSql.of(handle).setState(network, before.id(), state, ground.now());
            DeploymentView after = DeploymentSql.of(handle).one(network, before.id());
            tell(handle, caller, after, order, Map.of("state", before.state()));
            machines.order(handle, new MachineOrder(order, network, before.id(), agent));
            return after;
        });
    }

    private DeploymentView insert(
            Handle handle, Caller.UserCaller caller, NetworkId network, UUID team, AgentId agent) {
        DeploymentSql sql = DeploymentSql.of(handle);
        if (!sql.teamExists(network, team) || !sql.agentExists(network, agent)) {
            throw new Refused.NotFound();
        }
        if (!sql.isInTeam(network, team, agent)) {
            throw new Refused.Conflict("not-in-team", "This agent is not in the team; put it there first.");
        }
        if (sql.live(network, agent).isPresent()) {
            throw new Refused.Conflict("already-deployed", "This agent has an instance already; nothing was changed.");
        }
        requirePlace(sql.standing(network));
        UUID id = ground.ids().uuid();
        sql.insert(network, new DeploymentSql.NewDeployment(id, team, agent, caller.user(), ground.now()));
        DeploymentView made = sql.one(network, id);
        tell(handle, caller, made, MachineOrder.Kind.LAUNCH, Map.of());
        machines.order(handle, new MachineOrder(MachineOrder.Kind.LAUNCH, network, id, agent));
        return made;
    }

    private static void requirePlace(DeploymentSql.Standing network) {
        if (network.suspended()) {
            throw new Refused.Conflict(
                    "network-suspended", "This network is suspended: nothing is deployed until it is resumed.");
        }
        if (!network.plan().allows(network.deployed() + 1)) {
            throw new Refused.Limit(
                    "plan-limit",
                    "The plan " + network.plan().name().toLowerCase(Locale.ROOT) + " allows "
                            + network.plan().deployedAgents() + " deployed agents, and " + network.deployed()
                            + " are deployed. Terminate an instance, or choose a larger plan.",
                    null);
        }
    }

    private void tell(
            Handle handle,
            Caller.UserCaller caller,
            DeploymentView now,
            MachineOrder.Kind order,
            Map<String, Object> before) {
        String state = now.state().name().toLowerCase(Locale.ROOT);
        ground.outbox().event(handle, now.networkId(), new EventData.InstanceChanged(now.agentId(), now.id(), state));
        ground.audit()
                .write(
                        handle,
                        AuditEntry.of(
                                        now.networkId(),
                                        Actor.of(caller),
                                        "instance." + order.name().toLowerCase(Locale.ROOT),
                                        "agent:" + now.agentId())
                                .change(
                                        before.isEmpty() ? null : before,
                                        Map.of("deployment", now.id(), "state", now.state())));
    }

    private static DeploymentView live(Handle handle, NetworkId network, AgentId agent) {
        return DeploymentSql.of(handle).live(network, agent).orElseThrow(Refused.NotFound::new);
    }
}
