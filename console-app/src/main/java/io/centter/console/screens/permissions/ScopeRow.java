package io.centter.console.screens.permissions;

import io.centter.console.desk.Rights;
import io.centter.console.text.Texts;
import io.centter.model.api.EffectivePermissions;
import io.centter.model.api.EffectivePermissions.Left;
import io.centter.model.api.MemberView;
import io.centter.model.api.PermissionView;
import io.centter.model.api.TeamView;
import io.centter.model.identity.UserId;
import io.centter.model.permission.Effect;
import io.centter.model.permission.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One scope that an agent was given, or that is taken from it.
///
/// @param left how much of it the agent holds; of a scope that is taken away, nothing
/// @param cutBy the revokes that reach into it
record ScopeRow(Scope scope, Effect effect, Left left, List<Scope> cutBy, List<Source> sources) {
    ScopeRow {
        cutBy = List.copyOf(cutBy);
        sources = List.copyOf(sources);
    }

    /// One place that it comes from.
    ///
    /// @param words such as the name of a team with the role in it
    /// @param by who gave it, where a person did
    record Source(PermissionView permission, String words, String by) {
        boolean isByHand() {
            return permission.id() != null;
        }
    }

    /// What tells it from others.
    record Key(Scope scope, Effect effect) {}

    Key key() {
        return new Key(scope, effect);
    }

    /// Everything about it, for the filter.
    String words() {
        return scope + " " + Texts.word("effect", effect) + " " + origins();
    }

    String origins() {
        return sources.stream().map(Source::words).distinct().collect(Collectors.joining("  ·  "));
    }

    /// When the last of what brings it ends; null where something brings it for ever.
    @Nullable
    Instant endsAt() {
        Instant last = Instant.MIN;
        for (Source source : sources) {
            Instant end = source.permission().expiresAt();
            if (end == null) {
                return null;
            }
            last = end.isAfter(last) ? end : last;
        }
        return last.equals(Instant.MIN) ? null : last;
    }

    /// Grants first, each with all that brings it.
    static List<ScopeRow> of(
            EffectivePermissions effective,
            List<PermissionView> permissions,
            List<TeamView> teams,
            List<MemberView> members) {
        Map<UUID, String> teamNames = teams.stream().collect(Collectors.toMap(TeamView::id, TeamView::name));
        Map<UserId, String> people = members.stream().collect(Collectors.toMap(MemberView::userId, MemberView::name));
        Function<PermissionView, Source> source = permission -> new Source(
                permission,
                Rights.origin(permission.origin(), teamNames),
                permission.grantedBy() == null
                        ? ""
                        : people.getOrDefault(permission.grantedBy(), Texts.of("permissions.former-member")));
        List<ScopeRow> rows = new ArrayList<>();
        for (EffectivePermissions.Granted granted : effective.granted()) {
            rows.add(new ScopeRow(
                    granted.scope(),
                    Effect.GRANT,
                    granted.left(),
                    granted.cutBy(),
                    sources(permissions, granted.scope(), Effect.GRANT, source)));
        }
        for (EffectivePermissions.Revoked revoked : effective.revoked()) {
            rows.add(new ScopeRow(
                    revoked.scope(),
                    Effect.REVOKE,
                    Left.NOTHING,
                    List.of(),
                    sources(permissions, revoked.scope(), Effect.REVOKE, source)));
        }
        return rows;
    }

    private static List<Source> sources(
            List<PermissionView> permissions, Scope scope, Effect effect, Function<PermissionView, Source> source) {
        return permissions.stream()
                .filter(permission -> Objects.equals(permission.scope(), scope) && permission.effect() == effect)
                .map(source)
                .toList();
    }
}
