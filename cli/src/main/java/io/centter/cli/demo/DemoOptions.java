package io.centter.cli.demo;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What was asked of the demo.
record DemoOptions(
        int agents,
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
