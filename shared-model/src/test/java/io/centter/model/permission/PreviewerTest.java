package io.centter.model.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The preview of a change against asking about every single call before and after it.
final class PreviewerTest {
    private static final List<String> COMMANDS = List.of("go", "rm", "c0");

    @Test
    void aPreviewIsTheDifferenceOfAllAnswersBeforeAndAfter() {
        Worlds worlds = new Worlds(new Random(21));
        int cases = 0;
        int changing = 0;
        for (int i = 0; i < 1_500; i++) {
            RightsPicture before = worlds.world(4);
            RightsPicture after;
            try {
                after = before.after(worlds.change(before), Optional.of(worlds.skill("crm")), worlds.uuid());
            } catch (InvalidValue _) {
                continue;
            }
            RightsPreview preview = Previewer.compare(before, after, 1_000);
            Set<String> was = calls(before);
            Set<String> is = calls(after);
            assertThat(named(preview.gained())).isEqualTo(without(is, was));
            assertThat(named(preview.lost())).isEqualTo(without(was, is));
            requireScopesOf(preview, before, after);
            cases++;
            changing += was.equals(is) ? 0 : 1;
        }
        System.out.println("cases=" + cases + " changing=" + changing + " of=preview");
        assertThat(changing).isGreaterThan(cases / 5);
    }

    @Test
    void aRoleOfALargeNetworkIsPreviewedInTimeAndWithinBounds() {
        Map<AgentId, AgentRights> agents = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            AgentId id = new AgentId(String.format("%012x", i + 1));
            InstalledSkill skill = new InstalledSkill(
                    new UUID(2, i % 50),
                    "1.0.0",
                    new SkillOffer("skill-" + i % 50, Map.of("go", Risk.READ)),
                    List.of());
            agents.put(
                    id,
                    new AgentRights(
                            id,
                            "Agent " + i,
                            Role.ASSISTANT,
                            null,
                            List.of(new Assignment(Worlds.TEAMS.getFirst(), Role.ASSISTANT)),
                            List.of(),
                            List.of(skill),
                            Set.of()));
        }
        RightsPicture before = new RightsPicture(
                agents,
                Map.of(Role.ASSISTANT, List.of(Scope.parse("skill:execute:*"))),
                Map.of(Worlds.TEAMS.getFirst(), "Red"),
                Worlds.NOW);
        RightsPicture after = before.after(
                new PermissionChange.SetScopes(Role.ASSISTANT, List.of(Scope.parse("skill:execute:skill-1"))),
                Optional.empty(),
                new UUID(3, 3));

        long start = System.nanoTime();
        RightsPreview preview = Previewer.compare(before, after, 200);
        Duration took = Duration.ofNanos(System.nanoTime() - start);

        System.out.println("preview of 10000 agents took " + took.toMillis() + " ms");
        assertThat(preview.scopes()).hasSize(200);
        assertThat(preview.lost().items()).hasSize(200);
        assertThat(preview.lost().truncated()).isTrue();
        // Everyone could call everyone else; 200 still have the skill that stays.
        assertThat(preview.lost().total()).isEqualTo(10_000L * 9_999 - (200L * 199 + 9_800L * 200));
        assertThat(preview.gained().total()).isZero();
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void whoTheBrokerDisconnectsIsNamedAndWhoseCredentialsEnd() {
        AgentId linda = new AgentId("a3f254bbfa01");
        AgentId marco = new AgentId("a3f254bbfa02");
        UUID grant = new UUID(7, 7);
        RightsPicture world = new RightsPicture(
                Map.of(
                        linda, plain(linda, Role.ASSISTANT, List.of()),
                        marco,
                                plain(
                                        marco,
                                        Role.ANALYST,
                                        List.of(new ManualPermission(
                                                grant, Scope.parse("presence:read"), Effect.GRANT, "why", null)))),
                Map.of(),
                Map.of(Worlds.TEAMS.getFirst(), "Red"),
                Worlds.NOW);
        // A scope that is for tokens alone concerns no broker.
        assertThat(preview(world, grant(linda, "skill:read:crm")).reconnects()).isEmpty();
        // What grows leaves the credentials that are there as they are; what becomes less ends them.
        requireNobody(preview(world, grant(linda, "event:publish:billing")));
        requireNobody(preview(world, grant(marco, "event:publish:billing")));
        requireNew(preview(world, new PermissionChange.RemovePermission(marco, grant)), marco);
        requireNobody(preview(world, new PermissionChange.ChangeRole(linda, Role.COORDINATOR)));
        requireNew(preview(world, new PermissionChange.ChangeRole(linda, Role.ANALYST)), linda);
        requireNobody(preview(world, new PermissionChange.AssignTeam(Worlds.TEAMS.getFirst(), linda, Role.SUPPORT)));
        // The same role once more brings nothing to the broker.
        assertThat(preview(world, new PermissionChange.AssignTeam(Worlds.TEAMS.getFirst(), linda, Role.ASSISTANT))
                        .reconnects())
                .isEmpty();
        // What a role means at the broker is behind the credentials, except of who has rights of its own.
        RightsPreview role = preview(
                world, new PermissionChange.SetScopes(Role.ASSISTANT, List.of(Scope.parse("event:publish:billing"))));
        assertThat(role.reconnects()).containsExactly(linda);
        assertThat(role.credentialsEnd()).isEmpty();
        requireNobody(preview(
                world, new PermissionChange.SetScopes(Role.ANALYST, List.of(Scope.parse("event:publish:billing")))));
        assertThat(preview(world, new PermissionChange.SetScopes(Role.SALES, List.of(Scope.parse("rpc:call"))))
                        .reconnects())
                .isEmpty();
    }

    private static void requireNobody(RightsPreview preview) {
        assertThat(preview.reconnects()).isEmpty();
        assertThat(preview.credentialsEnd()).isEmpty();
    }

    private static void requireNew(RightsPreview preview, AgentId agent) {
        assertThat(preview.reconnects()).containsExactly(agent);
        assertThat(preview.credentialsEnd()).containsExactly(agent);
    }

    private static PermissionChange grant(AgentId agent, String scope) {
        return new PermissionChange.AddPermission(agent, Scope.parse(scope), Effect.GRANT, null);
    }

    private static RightsPreview preview(RightsPicture world, PermissionChange change) {
        return Previewer.compare(world, world.after(change, Optional.empty(), new UUID(3, 3)), 100);
    }

    private static AgentRights plain(AgentId id, Role role, List<ManualPermission> manual) {
        return new AgentRights(id, "Agent " + id, role, null, List.of(), manual, List.of(), Set.of());
    }

    private static void requireScopesOf(RightsPreview preview, RightsPicture before, RightsPicture after) {
        for (AgentRights agent : before.agents().values()) {
            EffectiveScopes was = before.effective(agent);
            EffectiveScopes is =
                    after.effective(Objects.requireNonNull(after.agents().get(agent.id())));
            RightsPreview.ScopeChange change = preview.scopes().stream()
                    .filter(one -> one.agent().equals(agent.id()))
                    .findFirst()
                    .orElse(new RightsPreview.ScopeChange(agent.id(), List.of(), List.of()));
            requireDifference(change.lost(), acts(was), acts(is));
            requireDifference(change.gained(), acts(is), acts(was));
        }
    }

    /// Every act of the difference is in a scope, and every scope has an act of the difference.
    private static void requireDifference(List<Scope> scopes, BitSet some, BitSet others) {
        BitSet difference = (BitSet) some.clone();
        difference.andNot(others);
        List<String> names = scopes.stream().map(Scope::toString).toList();
        assertThat(Acts.within(difference, Acts.union(names))).as("%s", names).isTrue();
        assertThat(names).allMatch(name -> Acts.acts(name).intersects(difference));
    }

    private static BitSet acts(EffectiveScopes held) {
        BitSet acts =
                Acts.union(held.granted().keySet().stream().map(Scope::toString).toList());
        acts.andNot(
                Acts.union(held.revoked().keySet().stream().map(Scope::toString).toList()));
        return acts;
    }

    /// Every call that is allowed, one line each, by asking for each. A whole skill that declares no commands is `*`.
    private static Set<String> calls(RightsPicture world) {
        Set<String> calls = new TreeSet<>();
        for (AgentRights from : world.agents().values()) {
            for (AgentRights to : world.agents().values()) {
                for (SkillOffer offer : from.equals(to) ? List.<SkillOffer>of() : to.offers()) {
                    String pair = from.id() + " " + to.id() + " " + offer.slug() + " ";
                    if (whole(world, from, to, offer)) {
                        calls.add(pair + "*");
                        continue;
                    }
                    List<String> commands = offer.commands().isEmpty()
                            ? COMMANDS
                            : List.copyOf(offer.commands().keySet());
                    for (String command : commands) {
                        Explanation one = ask(world, from, to, offer.slug(), Optional.of(command));
                        boolean spelled = !offer.commands().isEmpty()
                                || ask(world, from, to, offer.slug(), Optional.empty()).scopes().stream()
                                        .anyMatch(scope -> scope.command().equals(Optional.of(command)));
                        if (one.allowed() && spelled) {
                            calls.add(pair + command);
                        }
                    }
                }
            }
        }
        return calls;
    }

    private static boolean whole(RightsPicture world, AgentRights from, AgentRights to, SkillOffer offer) {
        Explanation any = ask(world, from, to, offer.slug(), Optional.empty());
        return offer.commands().isEmpty()
                && any.allowed()
                && any.scopes().stream().anyMatch(scope -> scope.command().isEmpty());
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeIf(call ->
                others.contains(call) || others.contains(call.substring(0, call.lastIndexOf(' ') + 1) + "*"));
        return rest;
    }

    private static Set<String> named(RightsPreview.Calls calls) {
        Set<String> names = new TreeSet<>();
        for (RightsPreview.CallChange call : calls.items()) {
            call.commands()
                    .forEach(command -> names.add(call.from() + " " + call.to() + " " + call.skill() + " " + command));
        }
        assertThat(calls.total()).isEqualTo(calls.items().size());
        assertThat(calls.truncated()).isFalse();
        return names;
    }

    private static Explanation ask(
            RightsPicture world, AgentRights from, AgentRights to, String skill, Optional<String> command) {
        CallFacts facts = new CallFacts(
                new NetworkId(new UUID(7, 7)),
                false,
                world.roles(),
                world.teams(),
                from,
                to,
                Worlds.reach(from, to, Presence.ONLINE),
                Optional.empty(),
                world.now());
        return Explainer.explain(facts, skill, command);
    }
}
