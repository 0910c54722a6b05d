package io.centter.console.desk;

import java.time.Duration;
import java.time.Instant;
import javafx.util.Subscription;

/// Reads from time to time what no event tells of.
public final class Refresh {
    private Refresh() {}

    /// Calls `read` each time that so long has gone by, but not while the console hears nothing.
    public static Subscription every(Site site, Duration gap, Runnable read) {
        Instant[] last = {site.ticker().now()};
        return site.ticker().nowProperty().subscribe(now -> {
            if (!site.hands().staleProperty().get() && !now.isBefore(last[0].plus(gap))) {
                last[0] = now;
                read.run();
            }
        });
    }
}
