package io.centter.model.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.route.Route;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The chain against an oracle of acts, and every no against what mends it.
final class ExplainerTest {
    private static final NetworkId NETWORK = new NetworkId(new UUID(7, 7));
    private static final List<Optional<String>> COMMANDS =
            List.of(Optional.empty(), Optional.of("go"), Optional.of("rm"), Optional.of("c0"));

    @Test
    void aYesIsWhatTheOracleAllowsAndEveryNoNamesItsFirstMissingLink() {
        Worlds worlds = new Worlds(new Random(11));
        long cases = 0;
        long yes = 0;
        for (int i = 0; i < 1_000; i++) {
            RightsPicture world = worlds.world(3);
            for (AgentRights from : world.agents().values()) {
                for (AgentRights to : world.agents().values()) {
                    if (from.equals(to)) {
                        continue;
                    }
                    for (Optional<String> command : COMMANDS) {
                        Explanation answer = Explainer.explain(facts(world, from, to), "crm", command);
                        assertThat(answer.allowed()).as("%s", answer).isEqualTo(oracle(world, from, to, command));
                        requireTheWholeChain(answer);
                        cases++;
                        yes += answer.allowed() ? 1 : 0;
                    }
                }
            }
        }
        System.out.println("cases=" + cases + " yes=" + yes + " of=explain");
        assertThat(yes).isGreaterThan(cases / 20);
    }

    @Test
    void theSmallestChangesOneAfterTheOtherLeadToYesUnlessOnlyPeopleCanMakeOne() {
        Worlds worlds = new Worlds(new Random(12));
        int mended = 0;
        int steps = 0;
        for (int i = 0; i < 2_000; i++) {
            RightsPicture world = worlds.world(2);
            List<AgentRights> agents = List.copyOf(world.agents().values());
            Optional<String> command = COMMANDS.get(i % COMMANDS.size());
            Explanation answer = Explainer.explain(facts(world, agents.get(0), agents.get(1)), "crm", command);
            int step = 0;
            while (!answer.allowed()
                    && Objects.requireNonNull(answer.smallestChange()).method() != null) {
                assertThat(step++).as("%s", answer).isLessThan(12);
                steps++;
                world = apply(worlds, world, answer, command);
                answer = Explainer.explain(
                        facts(
                                world,
                                Objects.requireNonNull(
                                        world.agents().get(agents.get(0).id())),
                                Objects.requireNonNull(
                                        world.agents().get(agents.get(1).id()))),
                        "crm",
                        command);
            }
            if (!answer.allowed()) {
                assertThat(Objects.requireNonNull(answer.smallestChange()).kind())
                        .isEqualTo("nothing else");
            } else {
                mended += step > 0 ? 1 : 0;
            }
        }
        System.out.println("cases=2000 mended=" + mended + " steps=" + steps + " of=smallest-change");
        assertThat(mended).isGreaterThan(1_000);
    }

    @Test
    void whatIsNotAboutRightsIsSaidInItsOwnLink() {
        RightsPicture world = new Worlds(new Random(1)).world(2);
        AgentRights open =
                rights(world, 0).withManual(List.of(grant("skill:execute:crm"))).as(Role.ASSISTANT);
        AgentRights from = new AgentRights(
                open.id(),
                open.name(),
                open.role(),
                null,
                open.teams(),
                open.manual(),
                List.of(),
                open.reportedSkills());
        AgentRights to = new AgentRights(
                rights(world, 1).id(),
                rights(world, 1).name(),
                Role.ANALYST,
                null,
                List.of(),
                List.of(),
                List.of(),
                Set.of("crm"));
        CallFacts facts = facts(world, from, to);

        assertThat(ask(facts).allowed()).isTrue();
        assertThat(ask(with(facts, Presence.OFFLINE, false)).firstMissing()).isEqualTo(ChainLink.Kind.ROUTE);
        assertThat(ask(with(facts, Presence.UNKNOWN, false)).allowed()).isTrue();
        Explanation apart = ask(reachedBy(facts, Route.none(from.id(), to.id(), "VPC: They are elsewhere.")));
        assertThat(apart.firstMissing()).isEqualTo(ChainLink.Kind.ROUTE);
        assertThat(apart.links()
                        .get(ChainLink.Kind.ROUTE.compareTo(ChainLink.Kind.TEAM))
                        .detail())
                .contains("Nothing leads", "elsewhere");
        assertThat(Objects.requireNonNull(apart.smallestChange()).kind()).isEqualTo("agent.connect");
        Explanation suspended = ask(with(facts, Presence.ONLINE, true));
        assertThat(suspended.firstMissing()).isEqualTo(ChainLink.Kind.TOKEN);
        assertThat(Objects.requireNonNull(suspended.smallestChange()).path())
                .isEqualTo("/api/v1/networks/" + NETWORK + "/resume");
        CallFacts analyst = facts(world, from.as(Role.ANALYST), to);
        assertThat(ask(analyst).firstMissing()).isEqualTo(ChainLink.Kind.SUBJECT);
        assertThat(Objects.requireNonNull(ask(analyst).smallestChange()).body()).containsEntry("role", "assistant");
    }

    private static Explanation ask(CallFacts facts) {
        return Explainer.explain(facts, "crm", Optional.empty());
    }

    private static CallFacts with(CallFacts facts, Presence presence, boolean suspended) {
        return new CallFacts(
                facts.network(),
                suspended,
                facts.roles(),
                facts.teams(),
                facts.from(),
                facts.to(),
                Worlds.reach(facts.from(), facts.to(), presence),
                facts.release(),
                facts.now());
    }

    private static CallFacts reachedBy(CallFacts facts, Route route) {
        return new CallFacts(
                facts.network(),
                facts.suspended(),
                facts.roles(),
                facts.teams(),
                facts.from(),
                facts.to(),
                new CallFacts.Reach(route, Presence.ONLINE),
                facts.release(),
                facts.now());
    }

    private static ManualPermission grant(String scope) {
        return new ManualPermission(new UUID(9, 9), Scope.parse(scope), Effect.GRANT, null, null);
    }

    private static AgentRights rights(RightsPicture world, int which) {
        return List.copyOf(world.agents().values()).get(which);
    }

    private static CallFacts facts(RightsPicture world, AgentRights from, AgentRights to) {
        return new CallFacts(
                NETWORK,
                false,
                world.roles(),
                world.teams(),
                from,
                to,
                Worlds.reach(from, to, Presence.ONLINE),
                Optional.of(new CallFacts.Release(new UUID(1, "crm".hashCode()), "1.0.0", List.of())),
                world.now());
    }

    private static void requireTheWholeChain(Explanation answer) {
        assertThat(answer.links().stream().map(ChainLink::kind)).containsExactly(ChainLink.Kind.values());
        assertThat(answer.firstMissing())
                .isEqualTo(answer.links().stream()
                        .filter(link -> !link.ok())
                        .map(ChainLink::kind)
                        .findFirst()
                        .orElse(null));
        assertThat(answer.smallestChange() == null).isEqualTo(answer.allowed());
        assertThat(answer.links()).allMatch(link -> link.detail().endsWith("."));
        assertThat(answer.links()).noneMatch(link -> link.ok() && link.detail().contains("would be refused"));
    }

    /// Sets of acts only: granted without revoked, and what the other one has.
    private static boolean oracle(RightsPicture world, AgentRights from, AgentRights to, Optional<String> command) {
        SkillOffer offer = to.offer("crm").orElse(null);
        boolean locked = from.lockedAt(world.now()) || to.lockedAt(world.now());
        if (offer == null || locked || from.role() == Role.ANALYST) {
            return false;
        }
        EffectiveScopes held = world.effective(from);
        List<String> grants =
                held.granted().keySet().stream().map(Scope::toString).toList();
        BitSet free = Acts.union(grants);
        BitSet taken =
                Acts.union(held.revoked().keySet().stream().map(Scope::toString).toList());
        free.andNot(taken);
        if (command.isPresent()) {
            boolean has = offer.commands().isEmpty() || offer.commands().containsKey(command.get());
            return has && Acts.within(Acts.acts("skill:execute:crm/" + command.get()), free);
        }
        if (!offer.commands().isEmpty()) {
            return offer.commands().keySet().stream()
                    .anyMatch(one -> Acts.within(Acts.acts("skill:execute:crm/" + one), free));
        }
        return grants.stream()
                .map(grant -> Acts.both(Acts.acts(grant), Acts.acts("skill:execute:crm")))
                .anyMatch(part -> !part.isEmpty() && !part.intersects(taken));
    }

    /// Does what the request would do.
    private static RightsPicture apply(
            Worlds worlds, RightsPicture world, Explanation answer, Optional<String> command) {
        NextChange change = Objects.requireNonNull(answer.smallestChange());
        Map<String, Object> body = change.body();
        String[] path = Objects.requireNonNull(change.path()).split("[/?]", -1);
        return switch (change.kind()) {
            case "permission.add" ->
                world.after(
                        new PermissionChange.AddPermission(
                                answer.from(), Scope.parse(String.valueOf(body.get("scope"))), Effect.GRANT, null),
                        Optional.empty(),
                        worlds.uuid());
            case "permission.remove" ->
                world.after(
                        new PermissionChange.RemovePermission(answer.from(), UUID.fromString(path[6])),
                        Optional.empty(),
                        worlds.uuid());
            case "agent.role" ->
                world.after(
                        new PermissionChange.ChangeRole(answer.from(), Role.ASSISTANT),
                        Optional.empty(),
                        worlds.uuid());
            case "skill.install" ->
                world.after(
                        new PermissionChange.Install(answer.to(), "crm", null),
                        Optional.of(new InstalledSkill(
                                new UUID(1, "crm".hashCode()),
                                "1.0.0",
                                new SkillOffer("crm", Map.of(command.orElse("go"), Risk.WRITE)),
                                List.of())),
                        worlds.uuid());
            default -> unlocked(world, path[4]);
        };
    }

    private static RightsPicture unlocked(RightsPicture world, String agent) {
        Map<AgentId, AgentRights> agents = new HashMap<>(world.agents());
        agents.replaceAll((id, was) -> id.value().equals(agent)
                ? new AgentRights(
                        id, was.name(), was.role(), null, was.teams(), was.manual(), was.skills(), was.reportedSkills())
                : was);
        assertThat(agents).as("unlocking %s changes something", agent).isNotEqualTo(world.agents());
        return new RightsPicture(agents, world.roles(), world.teams(), world.now());
    }
}
