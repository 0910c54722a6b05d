package io.centter.console.desk;

import io.centter.console.desk.Preview.Kind;
import io.centter.console.desk.Preview.Line;
import io.centter.console.desk.Preview.Weight;
import io.centter.console.text.Texts;
import io.centter.model.event.EventData;
import io.centter.model.identity.AgentId;
import io.centter.model.permission.Origin;
import io.centter.model.permission.PermissionChange;
import io.centter.model.permission.RightsPreview;
import io.centter.model.permission.RightsPreview.CallChange;
import io.centter.model.permission.RightsPreview.Calls;
import io.centter.model.permission.Scope;
import io.centter.sdk.rest.PermissionsApi;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What a change of rights will do, in lines for a person, and which events are about rights.
public final class Rights {
    private static final int NAMED = 5;
    private static final int LIMIT = 200;
    private static final int RECONNECTING = 50;

    private Rights() {}

    /// Asks the control plane; blocks.
    public static Preview preview(Site site, PermissionChange change) {
        return words(
                PermissionsApi.of(site.api()).preview(site.id(), change, LIMIT), agent -> site.name(agent), List.of());
    }

    /// Several changes that are made one after the other; blocks.
    public static Preview preview(Site site, List<PermissionChange> changes) {
        List<Line> lines = new ArrayList<>();
        Weight weight = Weight.SAFE;
        for (PermissionChange change : changes) {
            Preview one = preview(site, change);
            one.lines().stream().filter(line -> !lines.contains(line)).forEach(lines::add);
            weight = one.weight().compareTo(weight) > 0 ? one.weight() : weight;
        }
        return new Preview(lines, weight, null);
    }

    /// Changes of different agents that do not depend on each other, told as one; blocks.
    public static Preview previewEach(Site site, List<? extends PermissionChange> changes, List<Line> more) {
        PermissionsApi permissions = PermissionsApi.of(site.api());
        List<RightsPreview> each = changes.stream()
                .map(change -> permissions.preview(site.id(), change, LIMIT))
                .toList();
        return words(together(each), agent -> site.name(agent), more);
    }

    private static RightsPreview together(List<RightsPreview> each) {
        return new RightsPreview(
                each.stream().flatMap(one -> one.scopes().stream()).toList(),
                together(each, RightsPreview::gained),
                together(each, RightsPreview::lost),
                each.stream()
                        .flatMap(one -> one.reconnects().stream())
                        .distinct()
                        .toList(),
                each.stream()
                        .flatMap(one -> one.credentialsEnd().stream())
                        .distinct()
                        .toList());
    }

    private static Calls together(List<RightsPreview> each, Function<RightsPreview, Calls> which) {
        List<CallChange> named =
                each.stream().flatMap(one -> which.apply(one).items().stream()).toList();
        long total = each.stream().mapToLong(one -> which.apply(one).total()).sum();
        return new Calls(named, total, named.size() < total);
    }

    /// How an agent is called.
    @FunctionalInterface
    public interface Naming {
        String of(AgentId agent);
    }

    /// The same in words.
    ///
    /// @param more lines that are said after it
    public static Preview words(RightsPreview rights, Naming name, List<Line> more) {
        List<Line> lines = new ArrayList<>();
        for (RightsPreview.ScopeChange change : rights.scopes()) {
            String agent = name.of(change.agent());
            if (!change.gained().isEmpty()) {
                lines.add(new Line(Kind.GAIN, Texts.of("rights.gains", agent), scopes(change.gained())));
            }
            if (!change.lost().isEmpty()) {
                lines.add(new Line(Kind.LOSE, Texts.of("rights.loses", agent), scopes(change.lost())));
            }
        }
        calls(lines, Kind.GAIN, "rights.calls-gained", rights.gained(), name);
        calls(lines, Kind.LOSE, "rights.calls-lost", rights.lost(), name);
        Set<AgentId> anew = new LinkedHashSet<>(rights.credentialsEnd());
        reconnects(lines, "rights.credentials-end", anew, name);
        Set<AgentId> others = new LinkedHashSet<>(rights.reconnects());
        others.removeAll(anew);
        reconnects(lines, "rights.reconnects", others, name);
        lines.addAll(more);
        boolean loses = lines.stream().anyMatch(line -> line.kind() == Kind.LOSE || line.kind() == Kind.RECONNECT);
        return new Preview(lines, loses ? Weight.CAREFUL : Weight.SAFE, null);
    }

    private static void reconnects(List<Line> lines, String key, Set<AgentId> agents, Naming name) {
        if (!agents.isEmpty()) {
            lines.add(new Line(Kind.RECONNECT, Texts.of(key, agents.size()), names(agents, name)));
        }
    }

    private static String names(Set<AgentId> agents, Naming name) {
        String some = agents.stream().limit(RECONNECTING).map(name::of).collect(Collectors.joining(", "));
        return agents.size() <= RECONNECTING
                ? some
                : some + " " + Texts.of("rights.calls-more", agents.size() - RECONNECTING);
    }

    /// Where a scope comes from.
    ///
    /// @param teams their names
    public static String origin(Origin origin, Map<UUID, String> teams) {
        return switch (origin) {
            case Origin.Team team ->
                Texts.of(
                        "permissions.from-team",
                        teams.getOrDefault(team.team(), Texts.of("permissions.a-team")),
                        Texts.word("role", team.role()));
            case Origin.Manual _ -> Texts.of("permissions.by-hand");
            case Origin.Skill skill -> Texts.of("permissions.from-skill", skill.slug(), skill.version());
        };
    }

    private static void calls(List<Line> lines, Kind kind, String key, Calls calls, Naming name) {
        if (calls.total() == 0) {
            return;
        }
        String some = calls.items().stream()
                .limit(NAMED)
                .map(call -> call(call, name))
                .collect(Collectors.joining("\n"));
        long more = calls.total() - Math.min(NAMED, calls.items().size());
        lines.add(new Line(
                kind,
                Texts.of(key, calls.total()),
                more == 0 ? some : some + "\n" + Texts.of("rights.calls-more", more)));
    }

    private static String call(CallChange call, Naming name) {
        String commands = call.commands().equals(List.of("*")) ? "" : " " + String.join(", ", call.commands());
        return name.of(call.from()) + " → " + name.of(call.to()) + "  " + call.skill() + commands;
    }

    private static String scopes(List<Scope> scopes) {
        return scopes.stream().map(Scope::toString).collect(Collectors.joining("\n"));
    }

    /// Whether this may change what the agent holds.
    public static boolean concern(EventData data, AgentId agent) {
        return isOfEveryone(data) || whose(data).equals(Optional.of(agent));
    }

    /// Whether this may change what anybody holds.
    public static boolean concernAnyone(EventData data) {
        return isOfEveryone(data) || whose(data).isPresent();
    }

    private static Optional<AgentId> whose(EventData data) {
        return Optional.ofNullable(
                switch (data) {
                    case EventData.PermissionGranted given -> given.agent();
                    case EventData.PermissionRevoked taken -> taken.agent();
                    case EventData.PermissionEnded ended -> ended.agent();
                    case EventData.PermissionExpired expired -> expired.agent();
                    case EventData.TeamAgentAdded added -> added.agent();
                    case EventData.TeamAgentRemoved removed -> removed.agent();
                    case EventData.TeamAgentRoleChanged changed -> changed.agent();
                    case EventData.SkillInstalled installed -> installed.agent();
                    case EventData.SkillUninstalled gone -> gone.agent();
                    // What comes to be told of later is no matter of rights until it is named here.
                    default -> null;
                });
    }

    private static boolean isOfEveryone(EventData data) {
        return data instanceof EventData.RoleChanged || data instanceof EventData.TeamDeleted;
    }
}
