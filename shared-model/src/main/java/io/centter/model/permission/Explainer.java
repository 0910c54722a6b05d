package io.centter.model.permission;

import io.centter.model.identity.AgentId;
import io.centter.model.permission.ChainLink.Kind;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import io.centter.model.role.RoleTemplate;
import io.centter.model.role.SubjectGrants;
import io.centter.model.route.Route;
import io.centter.model.route.RouteTransport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Walks the chain team → role → scope → override → skill → command → subject → route → token, by the rules that
/// tokens are issued by.
public final class Explainer {
    private final CallFacts facts;
    private final String skill;
    private final Optional<String> command;
    private final Scope need;
    private final EffectiveScopes held;
    private final Optional<SkillOffer> offer;
    private final List<Scope> left;
    private final SortedMap<Scope, List<Origin>> grants;
    private final SortedMap<Scope, List<Origin>> revokes;

    private Explainer(CallFacts facts, String skill, Optional<String> command) {
        this.facts = facts;
        this.skill = skill;
        this.command = command;
        this.need = Scope.execute(skill, command);
        this.held = EffectiveScopes.of(facts.from(), facts.roles(), facts.now());
        this.offer = facts.to().offer(skill);
        this.grants = held.grantsOf(need);
        this.revokes = held.revokesOf(need);
        this.left =
                ScopeFilter.narrow(List.of(need), held, offer.stream().toList()).granted();
    }

    /// The answer.
    ///
    /// @param command empty to ask whether anything of the skill may be called
    public static Explanation explain(CallFacts facts, String skill, Optional<String> command) {
        return new Explainer(facts, skill, command).explain();
    }

    private Explanation explain() {
        List<ChainLink> links =
                List.of(team(), role(), scope(), override(), skill(), command(), subject(), route(), token());
        Optional<ChainLink> missing = links.stream().filter(link -> !link.ok()).findFirst();
        return new Explanation(
                facts.from().id(),
                facts.to().id(),
                skill,
                command.orElse(null),
                missing.isEmpty(),
                left,
                links,
                missing.map(ChainLink::kind).orElse(null),
                missing.map(link -> new Mending(facts, need, offer, revokes).of(link.kind()))
                        .orElse(null));
    }

    private ChainLink team() {
        List<Assignment> places = facts.from().teams();
        if (!places.isEmpty()) {
            return link(
                    Kind.TEAM, true, from() + " is in " + words(places, place -> "the team " + teamName(place)) + ".");
        }
        return grants.isEmpty()
                ? link(Kind.TEAM, false, from() + " is in no team that could bring " + need + ".")
                : link(Kind.TEAM, true, from() + " is in no team; the scope comes from elsewhere.");
    }

    private ChainLink role() {
        List<Assignment> places = facts.from().teams();
        String roles = words(places, place -> place.role().wireName() + " in " + teamName(place));
        boolean brings = places.stream()
                .anyMatch(place ->
                        !facts.roles().getOrDefault(place.role(), List.of()).isEmpty());
        if (places.isEmpty()) {
            return link(Kind.ROLE, !grants.isEmpty(), "Without a team there is no role that brings scopes.");
        }
        return brings
                ? link(Kind.ROLE, true, from() + " is " + roles + ".")
                : link(Kind.ROLE, !grants.isEmpty(), from() + " is " + roles + ", which brings no scopes here.");
    }

    private ChainLink scope() {
        if (grants.isEmpty()) {
            return link(Kind.SCOPE, false, "Nothing grants " + from() + " " + need + ".");
        }
        List<Origin> origins = grants.values().stream().flatMap(List::stream).toList();
        String how = grants.entrySet().stream()
                .map(grant -> grant.getKey() + " by " + words(grant.getValue(), this::origin))
                .collect(Collectors.joining("; "));
        return new ChainLink(Kind.SCOPE, true, "Granted is " + how + ".", origins, null);
    }

    private ChainLink override() {
        if (revokes.isEmpty()) {
            return link(Kind.OVERRIDE, true, "Nothing of " + need + " is revoked.");
        }
        List<Origin> origins = revokes.values().stream().flatMap(List::stream).toList();
        String how = revokes.entrySet().stream()
                .map(revoke -> revoke.getKey() + " by " + words(revoke.getValue(), this::origin))
                .collect(Collectors.joining("; "));
        boolean ok = command.isEmpty() && (grants.isEmpty() || !leavesNothing());
        String effect = ok ? ", which leaves a part" : "";
        return new ChainLink(Kind.OVERRIDE, ok, "Revoked is " + how + effect + ".", origins, null);
    }

    /// Whether it is the revokes that leave nothing of the skill.
    private boolean leavesNothing() {
        List<SkillOffer> audience = List.of(offer.orElse(new SkillOffer(skill, Map.of())));
        return ScopeFilter.narrow(List.of(need), held, audience).granted().isEmpty()
                && !ScopeFilter.narrow(List.of(need), held.withoutRevokes(), audience)
                        .granted()
                        .isEmpty();
    }

    private ChainLink skill() {
        return offer.isPresent()
                ? link(Kind.SKILL, true, to() + " has the skill " + skill + ".")
                : link(Kind.SKILL, false, to() + " does not have the skill " + skill + ".");
    }

    private ChainLink command() {
        if (offer.isEmpty()) {
            return link(Kind.COMMAND, false, "Without the skill there are no commands.");
        }
        Map<String, Risk> commands = offer.get().commands();
        if (commands.isEmpty()) {
            return link(Kind.COMMAND, true, "The skill declares no commands; they are not told apart.");
        }
        String declared = words(commands.keySet().stream().sorted().toList(), name -> name);
        if (command.isEmpty()) {
            Risk highest =
                    commands.values().stream().max(Comparator.naturalOrder()).orElseThrow();
            boolean some = grants.isEmpty() || leavesNothing() || !left.isEmpty();
            String detail = some ? "Its commands are " : "None of what is granted is a command of it; these are ";
            return new ChainLink(Kind.COMMAND, some, detail + declared + ".", List.of(), highest);
        }
        Risk risk = commands.get(command.get());
        return risk == null
                ? link(Kind.COMMAND, false, skill + " has no command " + command.get() + "; it has " + declared + ".")
                : new ChainLink(
                        Kind.COMMAND,
                        true,
                        "The command " + command.get() + " is declared as "
                                + risk.name().toLowerCase(Locale.ROOT) + ".",
                        List.of(),
                        risk);
    }

    private ChainLink subject() {
        boolean may = maySend(facts.from().role());
        String role = facts.from().role().wireName();
        return may
                ? link(Kind.SUBJECT, true, "The broker lets " + from() + ", as " + role + ", send to other agents.")
                : link(
                        Kind.SUBJECT,
                        false,
                        "The broker takes " + from() + " for " + role + ", who may send to nobody.");
    }

    /// Whether the broker lets an agent of this role send to others.
    static boolean maySend(Role role) {
        SubjectGrants subjects = RoleTemplate.of(role).subjects();
        return subjects.publish().stream()
                .filter(subject -> !subjects.denyPublish().contains(subject))
                .anyMatch(subject -> subject.startsWith("mesh.agent.*.inbox") || subject.equals("mesh.rpc.*"));
    }

    private ChainLink route() {
        CallFacts.Reach reach = facts.reach();
        Route route = reach.route();
        if (route.transport() == RouteTransport.NONE) {
            return link(Kind.ROUTE, false, "Nothing leads from " + from() + " to " + to() + ". " + route.reason());
        }
        if (reach.presence() == Presence.OFFLINE) {
            boolean waits = route.transport() == RouteTransport.NATS;
            return link(
                    Kind.ROUTE,
                    false,
                    to() + " is offline" + (waits ? "; what is sent waits in its inbox for a day." : "."));
        }
        String state = reach.presence() == Presence.UNKNOWN
                ? "whether " + to() + " is online is not known now"
                : to() + " is " + reach.presence().name().toLowerCase(Locale.ROOT);
        String way = route.via().isEmpty()
                ? route.reason()
                : "The best path leads through " + words(route.via(), AgentId::value) + ".";
        return link(Kind.ROUTE, true, way + " Now " + state + ".");
    }

    private ChainLink token() {
        if (facts.suspended()) {
            return link(Kind.TOKEN, false, "The network is suspended; it issues no tokens.");
        }
        for (AgentRights agent : List.of(facts.from(), facts.to())) {
            if (agent.lockedAt(facts.now())) {
                return link(Kind.TOKEN, false, agent.name() + " is locked; no token is issued by it or for it.");
            }
        }
        return left.isEmpty()
                ? link(Kind.TOKEN, false, "A token for this would be refused, as nothing is left to put in it.")
                : link(Kind.TOKEN, true, "A token would carry " + words(left, Scope::toString) + ".");
    }

    private String origin(Origin origin) {
        return switch (origin) {
            case Origin.Team team ->
                "the role " + team.role().wireName() + " in the team "
                        + teamName(new Assignment(team.team(), team.role()));
            case Origin.Skill installed -> "the skill " + installed.slug() + " " + installed.version();
            case Origin.Manual manual -> "hand" + (manual.reason() == null ? "" : " (" + manual.reason() + ")");
        };
    }

    private String teamName(Assignment place) {
        return facts.teams().getOrDefault(place.team(), place.team().toString());
    }

    private String from() {
        return facts.from().name();
    }

    private String to() {
        return facts.to().name();
    }

    private static ChainLink link(Kind kind, boolean ok, String detail) {
        return ChainLink.of(kind, ok, detail);
    }

    private static <T> String words(List<T> all, Function<T, String> word) {
        List<String> words = new ArrayList<>(all.stream().map(word).toList());
        if (words.size() < 2) {
            return String.join("", words);
        }
        String last = words.removeLast();
        return String.join(", ", words) + " and " + last;
    }
}
