package io.centter.console.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.event.HubEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Hears what a feed hears, on the feed's threads: it hands over and returns.
public interface FeedListener {
    void changed(FleetChange change);

    /// What the hub said of the network, beside presence.
    void heard(HubEvent event);

    /// Everything that is said, presence and what agents say among it, each once.
    ///
    /// @param topic such as `hub.agent.created`, `deploy.finished` or `presence`
    /// @param json null where it is none
    /// @param hub null where an agent said it
    default void told(String topic, @Nullable JsonNode json, @Nullable HubEvent hub) {}

    /// Events may have been missed, or are heard from now on.
    void missed();

    /// How the connection to the broker is.
    void link(Link nats);

    /// The picture was right at this time, by this machine's clock.
    void current(Instant at);

    /// The control plane did not give a picture or credentials; the feed goes on trying.
    void failed(RuntimeException why);
}
