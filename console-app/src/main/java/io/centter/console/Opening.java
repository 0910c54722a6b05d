package io.centter.console;

import io.centter.console.fx.PulseWatch;
import java.time.Duration;
import java.time.InstantSource;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a person waits for at the start, told to the log with the time since the process began: the window, and the
/// first picture of agents that is live. Then it listens no more.
final class Opening {
    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private final Console console;
    private final InstantSource clock;
    private @Nullable PulseWatch watch;
    private boolean windowTold;

    private Opening(Console console, InstantSource clock) {
        this.console = console;
        this.clock = clock;
    }

    static void watch(Scene scene, Console console, InstantSource clock) {
        Opening opening = new Opening(console, clock);
        opening.watch = PulseWatch.of(scene, opening::painted);
    }

    private void painted() {
        if (!windowTold) {
            windowTold = true;
            tell("window");
        }
        if (console.workspace().map(Workspace::isLive).orElse(false)) {
            tell("live");
            if (watch != null) {
                watch.close();
                watch = null;
            }
        }
    }

    private void tell(String what) {
        ProcessHandle.current()
                .info()
                .startInstant()
                .ifPresent(began -> LOG.info(
                        "painted what={} after_ms={}",
                        what,
                        Duration.between(began, clock.instant()).toMillis()));
    }
}
