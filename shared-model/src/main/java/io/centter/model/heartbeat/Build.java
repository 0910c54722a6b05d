package io.centter.model.heartbeat;

import io.centter.model.identity.Names;
import org.jspecify.annotations.Nullable;

/// Which version of the agent runs, and on what.
public record Build(@Nullable String version, @Nullable String runtime) {
    public Build {
        Names.optionalText("build.version", version, 64);
        Names.optionalText("build.runtime", runtime, 64);
    }
}
