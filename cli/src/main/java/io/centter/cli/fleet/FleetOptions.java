package io.centter.cli.fleet;

import io.centter.model.identity.NetworkId;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a fleet is to be.
///
/// @param rate heartbeats a second beyond the regular ones, over all agents; 0 for none
/// @param seed the same one lets the same things happen; absent for another play each time
record FleetOptions(
        URI http,
        NetworkId network,
        int agents,
        Path stateFolder,
        Duration beat,
        int rate,
        @Nullable Long seed) {
    FleetOptions {
        if (agents < 2 || agents > 10_000) {
            throw new IllegalArgumentException("A fleet has 2 to 10000 agents.");
        }
        if (beat.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("Heartbeats are at least a second apart.");
        }
        if (rate < 0 || rate > 100_000) {
            throw new IllegalArgumentException("The rate is 0 to 100000 heartbeats a second.");
        }
    }
}
