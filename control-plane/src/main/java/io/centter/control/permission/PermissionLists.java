package io.centter.control.permission;

import io.centter.model.api.Page;
import io.centter.model.api.PermissionView;
import io.centter.model.api.PermissionView.Source;
import io.centter.model.permission.AgentRights;
import io.centter.model.permission.Assignment;
import io.centter.model.permission.Effect;
import io.centter.model.permission.InstalledSkill;
import io.centter.model.permission.Origin;
import io.centter.model.permission.Scope;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Puts together what an agent has by hand, from teams and from skills, in an order that pages can rely on.
final class PermissionLists {

    /// A page, and the key of its last entry where there are more.
    record Part(List<PermissionView> items, String last, boolean more) {
        Page<PermissionView> map(UnaryOperator<String> cursor) {
            return new Page<>(items, more ? cursor.apply(last) : null);
        }
    }

    /// The entries after a key.
    ///
    /// @param after the key of the last entry before; empty for the beginning
    Part page(Snapshots.Found found, List<PermissionSql.Row> manual, String after, int limit) {
        TreeMap<String, PermissionView> all = new TreeMap<>();
        for (PermissionSql.Row row : manual) {
            all.put("1 " + row.id(), view(row));
        }
        AgentRights agent = found.agent();
        for (Assignment place : agent.teams()) {
            for (Scope scope : found.network().roles().getOrDefault(place.role(), List.of())) {
                Origin origin = new Origin.Team(place.team(), place.role());
                all.put("2 " + place.team() + " " + scope, derived(scope, Source.TEAM, origin));
            }
        }
        for (InstalledSkill skill : agent.skills()) {
            for (Scope scope : skill.granted()) {
                Origin origin = new Origin.Skill(skill.skill(), skill.offer().slug(), skill.version());
                all.put("3 " + skill.skill() + " " + scope, derived(scope, Source.SKILL, origin));
            }
        }
        SortedMap<String, PermissionView> rest = all.tailMap(after, false);
        List<Map.Entry<String, PermissionView>> page =
                rest.entrySet().stream().limit(limit).toList();
        return new Part(
                page.stream().map(Map.Entry::getValue).toList(),
                page.isEmpty() ? "" : page.getLast().getKey(),
                rest.size() > limit);
    }

    static PermissionView view(PermissionSql.Row row) {
        return new PermissionView(
                row.id(),
                Scope.parse(row.scope()),
                row.effect(),
                Source.MANUAL,
                new Origin.Manual(row.id(), row.reason(), row.expiresAt()),
                row.reason(),
                row.grantedBy(),
                row.createdAt(),
                row.expiresAt());
    }

    private static PermissionView derived(Scope scope, Source source, Origin origin) {
        return new PermissionView(null, scope, Effect.GRANT, source, origin, null, null, null, null);
    }
}
