package io.centter.console.live;

import java.time.Instant;

/// Hears what a feed hears, on the feed's threads: it hands over and returns.
public interface FeedListener {
    void changed(FleetChange change);

    /// How the connection to the broker is.
    void link(Link nats);

    /// The picture was right at this time, by this machine's clock.
    void current(Instant at);

    /// The control plane did not give a picture or credentials; the feed goes on trying.
    void failed(RuntimeException why);
}
