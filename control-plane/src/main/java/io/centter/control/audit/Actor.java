package io.centter.control.audit;

import io.centter.control.http.Caller;
import org.jspecify.annotations.Nullable;

/// Who did it, and from where.
///
/// @param name `user:<id>`, `agent:<id>`, `hub` or `nobody`
public record Actor(
        String name, @Nullable String ip, @Nullable String traceId) {
    public static Actor of(Caller caller) {
        String name = switch (caller) {
            case Caller.UserCaller user -> "user:" + user.user();
            case Caller.AgentCaller agent -> "agent:" + agent.agent();
            case Caller.Nobody _ -> "nobody";
        };
        return new Actor(name, caller.origin().ip(), caller.origin().traceId());
    }

    /// The control plane itself.
    public static Actor hub() {
        return new Actor("hub", null, null);
    }
}
