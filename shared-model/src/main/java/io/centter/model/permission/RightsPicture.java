package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.role.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// The rights of a whole network at one moment.
///
/// @param teams their names
public record RightsPicture(
        Map<AgentId, AgentRights> agents, Map<Role, List<Scope>> roles, Map<UUID, String> teams, Instant now) {
    public RightsPicture {
        agents = Map.copyOf(agents);
        roles = Map.copyOf(roles);
        teams = Map.copyOf(teams);
    }

    /// The picture after a change; [InvalidValue] names what of it there is not, or is already.
    ///
    /// @param release what the marketplace has for [PermissionChange.Install]
    /// @param id of a permission that is new
    public RightsPicture after(PermissionChange change, Optional<InstalledSkill> release, UUID id) {
        return switch (change) {
            case PermissionChange.AddPermission add -> with(add.agent(), agent -> granting(agent, add, id));
            case PermissionChange.RemovePermission remove ->
                with(
                        remove.agent(),
                        agent -> agent.withManual(
                                without(agent.manual(), one -> one.id().equals(remove.permission()), "permission")));
            case PermissionChange.SetScopes set -> {
                Map<Role, List<Scope>> others = new HashMap<>(roles);
                others.put(set.role(), set.scopes());
                yield new RightsPicture(agents, others, teams, now);
            }
            case PermissionChange.AssignTeam join ->
                with(join.agent(), agent -> joining(agent, join.team(), join.role()));
            case PermissionChange.LeaveTeam leave ->
                with(
                        leave.agent(),
                        agent -> agent.withTeams(
                                without(agent.teams(), one -> one.team().equals(leave.team()), "team")));
            case PermissionChange.ChangeTeamRole role ->
                with(role.agent(), agent -> {
                    List<Assignment> rest =
                            without(agent.teams(), one -> one.team().equals(role.team()), "team");
                    return agent.withTeams(and(rest, new Assignment(role.team(), role.role())));
                });
            case PermissionChange.Install install ->
                with(install.agent(), agent -> installing(agent, release.orElseThrow(() -> unknown("skill"))));
            case PermissionChange.Uninstall uninstall ->
                with(
                        uninstall.agent(),
                        agent -> agent.withSkills(
                                without(agent.skills(), one -> isNamed(one, uninstall.skill()), "skill")));
            case PermissionChange.ChangeRole role -> with(role.agent(), agent -> agent.as(role.role()));
        };
    }

    /// What an agent holds.
    public EffectiveScopes effective(AgentRights agent) {
        return EffectiveScopes.of(agent, roles, now);
    }

    private AgentRights granting(AgentRights agent, PermissionChange.AddPermission add, UUID id) {
        List<ManualPermission> counting =
                agent.manual().stream().filter(one -> one.countsAt(now)).toList();
        if (counting.stream().anyMatch(one -> one.scope().equals(add.scope()) && one.effect() == add.effect())) {
            throw new InvalidValue("scope", "The agent has this permission already.");
        }
        return agent.withManual(
                and(counting, new ManualPermission(id, add.scope(), add.effect(), null, add.expiresAt())));
    }

    private AgentRights joining(AgentRights agent, UUID team, Role role) {
        if (!teams.containsKey(team)) {
            throw unknown("team");
        }
        if (agent.teams().stream().anyMatch(place -> place.team().equals(team))) {
            throw new InvalidValue("team", "The agent is in this team already; ask for team.role instead.");
        }
        return agent.withTeams(and(agent.teams(), new Assignment(team, role)));
    }

    private static AgentRights installing(AgentRights agent, InstalledSkill release) {
        List<InstalledSkill> others = agent.skills().stream()
                .filter(one -> !one.skill().equals(release.skill()))
                .toList();
        return agent.withSkills(and(others, release));
    }

    private static boolean isNamed(InstalledSkill skill, String name) {
        return skill.offer().slug().equals(name) || skill.skill().toString().equals(name);
    }

    private RightsPicture with(AgentId id, UnaryOperator<AgentRights> change) {
        AgentRights agent = agents.get(id);
        if (agent == null) {
            throw unknown("agent");
        }
        Map<AgentId, AgentRights> others = new HashMap<>(agents);
        others.put(id, change.apply(agent));
        return new RightsPicture(others, roles, teams, now);
    }

    private static <T> List<T> and(List<T> some, T one) {
        List<T> more = new ArrayList<>(some);
        more.add(one);
        return more;
    }

    private static <T> List<T> without(List<T> all, Predicate<T> gone, String field) {
        List<T> rest = all.stream().filter(gone.negate()).toList();
        if (rest.size() == all.size()) {
            throw unknown(field);
        }
        return rest;
    }

    private static InvalidValue unknown(String field) {
        return new InvalidValue(field, "There is no such " + field + " here, or the agent does not have it.");
    }
}
