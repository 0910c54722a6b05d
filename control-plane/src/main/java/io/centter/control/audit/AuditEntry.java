package io.centter.control.audit;

import io.centter.model.identity.NetworkId;
import org.jspecify.annotations.Nullable;

/// What is to be remembered of a change.
///
/// @param network null for what belongs to no network, such as signing in
/// @param action such as `agent.create`
/// @param target such as `agent:<id>`
/// @param before what it was, without secrets
/// @param after what it is now, without secrets
public record AuditEntry(
        @Nullable NetworkId network,
        Actor actor,
        String action,
        String target,
        @Nullable Object before,
        @Nullable Object after,
        @Nullable String reason) {
    public static AuditEntry of(NetworkId network, Actor actor, String action, String target) {
        return new AuditEntry(network, actor, action, target, null, null, null);
    }

    /// What belongs to no network.
    public static AuditEntry ofUser(Actor actor, String action, String target) {
        return new AuditEntry(null, actor, action, target, null, null, null);
    }

    public AuditEntry change(@Nullable Object from, @Nullable Object to) {
        return new AuditEntry(network, actor, action, target, from, to, reason);
    }

    public AuditEntry because(@Nullable String why) {
        return new AuditEntry(network, actor, action, target, before, after, why);
    }
}
