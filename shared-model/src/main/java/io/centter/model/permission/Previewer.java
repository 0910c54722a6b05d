package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.permission.CallRights.Profile;
import io.centter.model.permission.RightsPreview.CallChange;
import io.centter.model.permission.RightsPreview.Calls;
import io.centter.model.permission.RightsPreview.ScopeChange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Compares two pictures of one network, by the rules that tokens are issued by. Agents with the same rights and skills
/// that are the same are looked at once, so that a change that concerns a whole network is still told in time.
public final class Previewer {
    private final RightsPicture before;
    private final RightsPicture after;
    private final int limit;
    private final List<AgentId> all;
    private final Map<AgentId, Profile> profilesBefore = new HashMap<>();
    private final Map<AgentId, Profile> profilesAfter = new HashMap<>();
    private final Map<Answer, SortedSet<String>> answers = new HashMap<>();
    private final Side gained = new Side();
    private final Side lost = new Side();

    private record Answer(Profile profile, SkillOffer offer) {}

    /// Calls that are counted, the first of which are named.
    private static final class Side {
        private final List<CallChange> items = new ArrayList<>();
        private long total;
    }

    private Previewer(RightsPicture before, RightsPicture after, int limit) {
        this.before = before;
        this.after = after;
        this.limit = limit;
        this.all = before.agents().keySet().stream()
                .filter(after.agents()::containsKey)
                .sorted(Comparator.comparing(AgentId::value))
                .toList();
    }

    /// What differs between two pictures with the same agents.
    ///
    /// @param limit how many agents, and how many calls of each kind, are named at most
    public static RightsPreview compare(RightsPicture before, RightsPicture after, int limit) {
        return new Previewer(before, after, limit).compare();
    }

    private RightsPreview compare() {
        for (AgentId agent : all) {
            profilesBefore.put(agent, Profile.of(before, rights(before, agent)));
            profilesAfter.put(agent, Profile.of(after, rights(after, agent)));
        }
        List<AgentId> callers = all.stream()
                .filter(agent -> !profileOf(profilesBefore, agent).equals(profileOf(profilesAfter, agent)))
                .toList();
        Set<AgentId> targets =
                new HashSet<>(all.stream().filter(this::servesOther).toList());
        compareCallers(callers, targets);
        targets.stream()
                .sorted(Comparator.comparing(AgentId::value))
                .forEach(target -> all.forEach(caller -> compareOne(caller, target)));
        BrokerChange broker = new BrokerChange(before, after, all);
        return new RightsPreview(
                scopes(callers), calls(gained), calls(lost), broker.reconnects(), broker.credentialsEnd());
    }

    /// Whether what the agent has for others changes.
    private boolean servesOther(AgentId agent) {
        AgentRights was = rights(before, agent);
        AgentRights is = rights(after, agent);
        return was.lockedAt(before.now()) != is.lockedAt(after.now())
                || !new HashSet<>(was.offers()).equals(new HashSet<>(is.offers()));
    }

    /// Those whose rights change, against all agents that stay as they are for others.
    private void compareCallers(List<AgentId> callers, Set<AgentId> others) {
        if (callers.isEmpty()) {
            return;
        }
        TreeMap<String, Map<SkillOffer, List<AgentId>>> servers = new TreeMap<>();
        for (AgentId agent : all) {
            if (!others.contains(agent) && !rights(after, agent).lockedAt(after.now())) {
                for (SkillOffer offer : rights(after, agent).offers()) {
                    servers.computeIfAbsent(offer.slug(), _ -> new HashMap<>())
                            .computeIfAbsent(offer, _ -> new ArrayList<>())
                            .add(agent);
                }
            }
        }
        for (AgentId caller : callers) {
            for (Map<SkillOffer, List<AgentId>> variants : servers.values()) {
                variants.forEach((offer, having) -> {
                    SortedSet<String> was = answer(profilesBefore, caller, offer);
                    SortedSet<String> is = answer(profilesAfter, caller, offer);
                    note(gained, caller, having, offer, CallRights.without(is, was));
                    note(lost, caller, having, offer, CallRights.without(was, is));
                });
            }
        }
    }

    private void compareOne(AgentId caller, AgentId target) {
        if (caller.equals(target)) {
            return;
        }
        Map<String, SortedSet<String>> was = callable(before, profilesBefore, caller, target);
        Map<String, SortedSet<String>> is = callable(after, profilesAfter, caller, target);
        note(gained, caller, target, is, was);
        note(lost, caller, target, was, is);
    }

    private Map<String, SortedSet<String>> callable(
            RightsPicture picture, Map<AgentId, Profile> profiles, AgentId caller, AgentId target) {
        AgentRights serving = rights(picture, target);
        Map<String, SortedSet<String>> callable = new TreeMap<>();
        if (!serving.lockedAt(picture.now())) {
            serving.offers().forEach(offer -> callable.put(offer.slug(), answer(profiles, caller, offer)));
        }
        return callable;
    }

    private void note(
            Side side,
            AgentId caller,
            AgentId target,
            Map<String, SortedSet<String>> some,
            Map<String, SortedSet<String>> others) {
        some.forEach((skill, commands) -> note(
                side,
                caller,
                List.of(target),
                new SkillOffer(skill, Map.of()),
                CallRights.without(commands, others.getOrDefault(skill, Collections.emptySortedSet()))));
    }

    private void note(Side side, AgentId caller, List<AgentId> having, SkillOffer offer, SortedSet<String> commands) {
        if (commands.isEmpty()) {
            return;
        }
        // The list is sorted, as all agents were gone through in order.
        boolean itself = Collections.binarySearch(having, caller, Comparator.comparing(AgentId::value)) >= 0;
        side.total += having.size() - (itself ? 1 : 0);
        for (int i = 0; i < having.size() && side.items.size() < limit; i++) {
            if (!having.get(i).equals(caller)) {
                side.items.add(new CallChange(caller, having.get(i), offer.slug(), List.copyOf(commands)));
            }
        }
    }

    private SortedSet<String> answer(Map<AgentId, Profile> profiles, AgentId caller, SkillOffer offer) {
        Profile profile = profileOf(profiles, caller);
        return answers.computeIfAbsent(new Answer(profile, offer), _ -> {
            boolean sends = !profile.locked() && Explainer.maySend(profile.role());
            return sends ? CallRights.commands(profile.scopes(), offer) : new TreeSet<>();
        });
    }

    private List<ScopeChange> scopes(List<AgentId> changed) {
        List<ScopeChange> scopes = new ArrayList<>();
        for (AgentId agent : changed) {
            EffectiveScopes was = profileOf(profilesBefore, agent).scopes();
            EffectiveScopes is = profileOf(profilesAfter, agent).scopes();
            ScopeChange change = new ScopeChange(agent, is.without(was), was.without(is));
            if (!change.gained().isEmpty() || !change.lost().isEmpty()) {
                scopes.add(change);
            }
            if (scopes.size() == limit) {
                break;
            }
        }
        return scopes;
    }

    private Calls calls(Side side) {
        return new Calls(side.items, side.total, side.items.size() < side.total);
    }

    private static Profile profileOf(Map<AgentId, Profile> profiles, AgentId agent) {
        return Objects.requireNonNull(profiles.get(agent));
    }

    private static AgentRights rights(RightsPicture picture, AgentId agent) {
        return Objects.requireNonNull(picture.agents().get(agent));
    }
}
