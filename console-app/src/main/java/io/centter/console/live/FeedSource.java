package io.centter.console.live;

import io.centter.model.api.IssuedCredentials;
import io.centter.model.presence.PresenceSnapshot;

/// What a feed asks the control plane for. Both calls block and throw what the client throws.
public interface FeedSource {
    /// New credentials for the broker: short-lived, read-only.
    IssuedCredentials credentials();

    PresenceSnapshot snapshot();
}
