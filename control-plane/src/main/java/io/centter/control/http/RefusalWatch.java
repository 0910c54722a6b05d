package io.centter.control.http;

import io.centter.control.refusal.Refused;
import java.util.Map;

/// Hears of callers who are known and asked for what they may not; must be quick.
@FunctionalInterface
public interface RefusalWatch {
    /// A caller was refused.
    ///
    /// @param path what stood in the path, by the names of its parameters; not checked
    void forbidden(Caller caller, Route.Endpoint endpoint, Map<String, String> path, Refused.Forbidden why);
}
