package io.centter.console.shell;

import io.centter.model.identity.NetworkId;
import java.util.Optional;

/// What the frame asks the console to do.
public interface FrameActions {
    void chooseNetwork(NetworkId network);

    /// Gives a network an environment's colour, or takes it away.
    void markNetwork(NetworkId network, Optional<String> environment);

    /// Lets changes be made in the network that is looked at, or no longer.
    void allowChanges(boolean allowed);

    /// Changes to another control plane; empty for one that is not known yet.
    void chooseServer(Optional<String> address);

    void reconnect();

    /// Leaves the past.
    void backToNow();

    void nextTheme();

    void signOut();
}
