package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.centter.model.role.SubjectGrants;
import io.centter.model.role.SubjectPattern;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the broker lets one agent do: everything that any of its roles may (its own role and that of each of its
/// teams), and what the scopes mean that its roles bring in this network or that it was given beside them; without what
/// was taken from it. What is taken counts more than what is given.
///
/// @param roles in the order of [Role]
/// @param own whether these are other rights than its roles alone would bring, so that it shares them with nobody
public record BrokerRights(List<Role> roles, SubjectGrants grants, boolean own) {
    private static final String HUB_EVENTS = "mesh.event.hub.>";

    /// The rights that follow from roles, from what is granted beside them and from what is revoked.
    ///
    /// @param scopesOf what each role brings in the network
    public static BrokerRights of(
            Set<Role> roles, Map<Role, List<Scope>> scopesOf, Collection<Scope> granted, Collection<Scope> revoked) {
        SubjectGrants shared = ofRoles(roles, scopesOf);
        SubjectGrants all = put(roles, scopesOf, granted, revoked);
        return new BrokerRights(List.copyOf(EnumSet.copyOf(roles)), all, !all.equals(shared));
    }

    /// What all agents share that have exactly these roles.
    public static SubjectGrants ofRoles(Set<Role> roles, Map<Role, List<Scope>> scopesOf) {
        return put(roles, scopesOf, List.of(), List.of());
    }

    /// Whether the scope means anything at the broker, given or taken.
    public static boolean concern(Scope scope) {
        return !SubjectScopes.revoked(scope).isEmpty();
    }

    /// Whether a grant of the scope brings subjects.
    public static boolean brings(Scope scope) {
        return !SubjectScopes.granted(scope).isEmpty();
    }

    /// The name of a set of roles: `assistant`, `assistant+developer`.
    public static String name(Collection<Role> roles) {
        return EnumSet.copyOf(roles).stream().map(Role::wireName).collect(Collectors.joining("+"));
    }

    /// The narrowest scope that would let somebody publish or subscribe this, if there is one.
    public static Optional<Scope> scopeFor(String subject, boolean publish) {
        return SubjectScopes.candidates(subject).stream()
                .filter(scope -> SubjectScopes.granted(scope).stream()
                        .flatMap(subjects -> (publish ? subjects.publish() : subjects.subscribe()).stream())
                        .anyMatch(allowed -> SubjectPattern.covers(allowed, subject)))
                .filter(_ -> !publish || !SubjectPattern.overlaps(HUB_EVENTS, subject))
                .findFirst();
    }

    /// What would let an agent publish or subscribe this.
    public static Remedy remedy(String subject, boolean publish, AgentId agent) {
        Optional<Role> role = Arrays.stream(Role.values())
                .filter(one -> allows(RoleTemplate.of(one).subjects().of(agent.value()), subject, publish))
                .min(Comparator.comparingInt(BrokerRights::weight));
        return new Remedy(role, scopeFor(subject, publish));
    }

    private static boolean allows(SubjectGrants grants, String subject, boolean publish) {
        return (publish ? grants.publish() : grants.subscribe())
                        .stream().anyMatch(allowed -> SubjectPattern.covers(allowed, subject))
                && (!publish
                        || grants.denyPublish().stream().noneMatch(hole -> SubjectPattern.overlaps(hole, subject)));
    }

    // A right with a wildcard at its end is worth many.
    private static int weight(Role role) {
        SubjectGrants grants = RoleTemplate.of(role).subjects();
        return Stream.concat(grants.publish().stream(), grants.subscribe().stream())
                .mapToInt(subject -> subject.equals("mesh.event.>") ? 10 : 1)
                .sum();
    }

    private static SubjectGrants put(
            Set<Role> roles, Map<Role, List<Scope>> scopesOf, Collection<Scope> granted, Collection<Scope> revoked) {
        Set<String> publish = new TreeSet<>();
        Set<String> subscribe = new TreeSet<>();
        for (Role role : roles) {
            addInherent(role, publish, subscribe);
            scopesOf.getOrDefault(role, List.of()).forEach(scope -> add(scope, publish, subscribe));
        }
        granted.forEach(scope -> add(scope, publish, subscribe));
        Set<String> deny = new TreeSet<>(Set.of(HUB_EVENTS));
        for (Scope scope : revoked) {
            for (SubjectScopes.Subjects taken : SubjectScopes.revoked(scope)) {
                for (String subject : taken.publish()) {
                    publish.removeIf(allowed -> SubjectPattern.covers(subject, allowed));
                    deny.add(subject);
                }
                // No hole can be cut into what is heard, so a wider right to hear goes as a whole.
                taken.subscribe()
                        .forEach(subject -> subscribe.removeIf(allowed -> SubjectPattern.overlaps(subject, allowed)));
            }
        }
        deny.removeIf(hole -> publish.stream().noneMatch(allowed -> SubjectPattern.overlaps(hole, allowed)));
        return new SubjectGrants(List.copyOf(publish), List.copyOf(deny), List.copyOf(subscribe));
    }

    /// What a role may by itself: its template without what its scopes mean, which count as they are in the network.
    private static void addInherent(Role role, Set<String> publish, Set<String> subscribe) {
        RoleTemplate template = RoleTemplate.of(role);
        Set<String> meantPublish = new TreeSet<>();
        Set<String> meantSubscribe = new TreeSet<>();
        template.scopes().forEach(scope -> add(Scope.parse(scope), meantPublish, meantSubscribe));
        publish.addAll(without(template.subjects().publish(), meantPublish));
        subscribe.addAll(without(template.subjects().subscribe(), meantSubscribe));
    }

    private static Set<String> without(List<String> subjects, Set<String> meant) {
        return subjects.stream()
                .filter(subject -> !meant.contains(subject))
                .collect(Collectors.collectingAndThen(Collectors.toSet(), Collections::unmodifiableSet));
    }

    private static void add(Scope scope, Set<String> publish, Set<String> subscribe) {
        for (SubjectScopes.Subjects subjects : SubjectScopes.granted(scope)) {
            publish.addAll(subjects.publish());
            subscribe.addAll(subjects.subscribe());
        }
    }
}
