package io.centter.console.screens.discovery;

import io.centter.console.desk.Trouble;
import io.centter.model.discovery.DiscoverAnswer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came back on one way.
///
/// @param took from the question to the answer, or to its failure
/// @param answer absent where it failed
/// @param trouble absent where it did not
record Answer(
        Duration took,
        @Nullable DiscoverAnswer answer,
        @Nullable Trouble trouble) {}
