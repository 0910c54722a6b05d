package io.centter.control.http;

import io.centter.control.refusal.Refused;
import java.util.Map;

/// Hears of callers who asked for what they may not, and of those who did not prove who they are; must be quick.
@FunctionalInterface
public interface RefusalWatch {
    /// A caller was refused.
    ///
    /// @param path what stood in the path, by the names of its parameters; not checked
    void forbidden(Caller caller, Route.Endpoint endpoint, Map<String, String> path, Refused.Forbidden why);

    /// A proof was refused.
    ///
    /// @param path what stood in the path, by the names of its parameters; not checked
    default void unproven(
            Origin origin, Route.Endpoint endpoint, Map<String, String> path, Refused.Unauthenticated why) {}
}
