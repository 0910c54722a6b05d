package io.centter.control.presence;

import io.centter.model.heartbeat.Transport;
import io.centter.model.presence.Presence;
import io.centter.model.role.Role;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which agents are looked for; every part that is given must hold.
///
/// @param test what no index answers: asked of each agent that all else holds for
public record Wanted(
        @Nullable String capability,
        @Nullable String skill,
        @Nullable Role role,
        @Nullable Transport transport,
        @Nullable Presence presence,
        @Nullable Predicate<AgentSight> test) {
    public static final Wanted ALL = new Wanted(null, null, null, null, null, null);
}
