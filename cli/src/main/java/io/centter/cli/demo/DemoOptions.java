package io.centter.cli.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What was asked of the demo.
///
/// @param cluster whether the broker is three servers instead of one
record DemoOptions(
        int agents,
        boolean cluster,
        boolean headless,
        @Nullable Path screenshot,
        @Nullable Path info,
        Path directory,
        boolean fresh) {
    DemoOptions {
        if (agents < 1 || agents > 1000) {
            throw new DemoFailed("--agents is " + agents + "; give 1 to 1000.");
        }
    }
}
