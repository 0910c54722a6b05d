package io.centter.model.permission;

import io.centter.model.heartbeat.Transport;
import io.centter.model.identity.AgentId;
import io.centter.model.message.Subjects;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.route.Hop;
import io.centter.model.route.Route;
import io.centter.model.route.RouteAuth;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;

/// Small networks at random: few words, so that grants, revokes and skills meet often.
final class Worlds {
    static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    static final List<String> SCOPES = List.of(
            "*:*",
            "skill:*",
            "skill:execute:*",
            "skill:execute:crm",
            "skill:execute:mail",
            "skill:execute:crm/go",
            "skill:execute:crm/rm",
            "skill:execute:crm/c0",
            "skill:execute:*/go",
            "skill:read:*",
            "infra:*",
            "infra:execute:crm");
    static final List<UUID> TEAMS = List.of(new UUID(0, 1), new UUID(0, 2));
    private static final List<Map<String, Risk>> COMMANDS =
            List.of(Map.of(), Map.of("go", Risk.READ), Map.of("go", Risk.READ, "rm", Risk.DESTRUCTIVE));

    private static final List<Role> ROLES = List.of(Role.values());

    private final RandomGenerator random;
    private long ids = 100;

    Worlds(RandomGenerator random) {
        this.random = random;
    }

    /// Both on NATS.
    static CallFacts.Reach reach(AgentRights from, AgentRights to, Presence presence) {
        Hop hop = new Hop(from.id(), to.id(), Transport.NATS, Subjects.inbox(to.id(), from.id()), RouteAuth.BROKER);
        return new CallFacts.Reach(Route.direct(hop, "Both are on NATS."), presence);
    }

    RightsPicture world(int size) {
        Map<AgentId, AgentRights> agents = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            AgentRights agent = agent(i);
            agents.put(agent.id(), agent);
        }
        Map<Role, List<Scope>> roles = new HashMap<>();
        for (Role role : Role.values()) {
            roles.put(role, random.nextInt(3) == 0 ? List.of() : List.of(scope()));
        }
        return new RightsPicture(agents, roles, Map.of(TEAMS.get(0), "Red", TEAMS.get(1), "Blue"), NOW);
    }

    PermissionChange change(RightsPicture world) {
        List<AgentRights> all = List.copyOf(world.agents().values());
        AgentRights agent = all.get(random.nextInt(all.size()));
        UUID team = TEAMS.get(random.nextInt(2));
        return switch (random.nextInt(9)) {
            case 0 -> new PermissionChange.AddPermission(agent.id(), scope(), effect(), null);
            case 1 ->
                new PermissionChange.RemovePermission(
                        agent.id(),
                        agent.manual().isEmpty()
                                ? team
                                : agent.manual().getFirst().id());
            case 2 -> new PermissionChange.SetScopes(role(), List.of(scope()));
            case 3 -> new PermissionChange.AssignTeam(team, agent.id(), role());
            case 4 -> new PermissionChange.LeaveTeam(team, agent.id());
            case 5 -> new PermissionChange.ChangeTeamRole(team, agent.id(), role());
            case 6 -> new PermissionChange.Install(agent.id(), "crm", null);
            case 7 -> new PermissionChange.Uninstall(agent.id(), "crm");
            default -> new PermissionChange.ChangeRole(agent.id(), role());
        };
    }

    UUID uuid() {
        return new UUID(0, ids++);
    }

    InstalledSkill skill(String slug) {
        return new InstalledSkill(
                new UUID(1, slug.hashCode()),
                "1.0.0",
                new SkillOffer(slug, COMMANDS.get(random.nextInt(3))),
                random.nextBoolean() ? List.of() : List.of(scope()));
    }

    private AgentRights agent(int number) {
        List<Assignment> teams = new ArrayList<>();
        TEAMS.stream().filter(_ -> random.nextInt(3) == 0).forEach(team -> teams.add(new Assignment(team, role())));
        List<ManualPermission> manual = new ArrayList<>();
        Set<String> used = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            ManualPermission one = new ManualPermission(uuid(), scope(), effect(), "why", expiry());
            if (used.add(one.scope() + "" + one.effect())) {
                manual.add(one);
            }
        }
        List<InstalledSkill> skills = random.nextInt(2) == 0 ? List.of() : List.of(skill("crm"));
        Lock lock = random.nextInt(8) == 0 ? new Lock(NOW, random.nextBoolean() ? NOW : null, "why") : null;
        return new AgentRights(
                new AgentId(String.format("%012x", number + 1)),
                "Agent " + number,
                role(),
                lock,
                teams,
                manual,
                skills,
                random.nextInt(3) == 0 ? Set.of("mail") : Set.of());
    }

    private Instant expiry() {
        return switch (random.nextInt(4)) {
            case 0 -> NOW;
            case 1 -> NOW.plusSeconds(60);
            default -> Instant.MAX;
        };
    }

    private Scope scope() {
        return Scope.parse(SCOPES.get(random.nextInt(SCOPES.size())));
    }

    private Role role() {
        return ROLES.get(random.nextInt(ROLES.size()));
    }

    private Effect effect() {
        return random.nextBoolean() ? Effect.GRANT : Effect.REVOKE;
    }
}
