package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// What a change of rights does to agents at the broker. Agents with the same roles and scopes are looked at once.
final class BrokerChange {
    private final RightsPicture before;
    private final RightsPicture after;
    private final Map<Held, BrokerRights> was = new HashMap<>();
    private final Map<Held, BrokerRights> is = new HashMap<>();
    private final List<AgentId> reconnects = new ArrayList<>();
    private final List<AgentId> credentialsEnd = new ArrayList<>();

    private record Held(Set<Role> roles, List<Scope> granted, List<Scope> revoked) {}

    /// @param agents who is in both pictures, in the order in which they are named
    BrokerChange(RightsPicture before, RightsPicture after, List<AgentId> agents) {
        this.before = before;
        this.after = after;
        agents.forEach(this::compare);
    }

    /// Those that the broker disconnects.
    List<AgentId> reconnects() {
        return reconnects;
    }

    /// Of these, those that cannot come back with the credentials they have.
    List<AgentId> credentialsEnd() {
        return credentialsEnd;
    }

    private void compare(AgentId agent) {
        BrokerRights then = rights(before, agent, was);
        BrokerRights now = rights(after, agent, is);
        boolean shared = then.roles().equals(now.roles()) && !then.own() && !now.own();
        if (shared) {
            // What agents share by their roles changes behind the credentials, which stay good.
            if (!then.grants().equals(now.grants())) {
                reconnects.add(agent);
            }
        } else if (!now.grants().cover(then.grants())) {
            // What only grows ends nothing: the agent is told that there are better ones.
            reconnects.add(agent);
            credentialsEnd.add(agent);
        }
    }

    private static BrokerRights rights(RightsPicture picture, AgentId id, Map<Held, BrokerRights> known) {
        AgentRights agent = Objects.requireNonNull(picture.agents().get(id));
        EnumSet<Role> roles = EnumSet.of(agent.role());
        agent.teams().forEach(place -> roles.add(place.role()));
        List<Scope> granted = new ArrayList<>();
        List<Scope> revoked = new ArrayList<>();
        agent.skills().forEach(skill -> granted.addAll(skill.granted()));
        for (ManualPermission one : agent.manual()) {
            if (one.countsAt(picture.now())) {
                (one.effect() == Effect.GRANT ? granted : revoked).add(one.scope());
            }
        }
        return known.computeIfAbsent(
                new Held(roles, granted, revoked),
                held -> BrokerRights.of(held.roles(), picture.roles(), held.granted(), held.revoked()));
    }
}
