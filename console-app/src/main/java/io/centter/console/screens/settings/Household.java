package io.centter.console.screens.settings;

import io.centter.console.session.Preferences;
import io.centter.model.api.NetworkView;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the console keeps for a person, and lets the person change.
public interface Household {
    Preferences preferences();

    /// Applies it at once and keeps it.
    void prefer(UnaryOperator<Preferences> change);

    /// The networks at this server.
    List<NetworkView> networks();

    /// The network to begin with here; empty for the one last looked at.
    Optional<String> home();

    void home(Optional<String> network);

    /// The file of settings; empty where nothing is kept.
    Optional<Path> settingsFile();

    /// Where the last picture is; empty where none is kept.
    Optional<Path> pictures();

    /// What kind of store keeps sessions, as in the texts `store.<kind>`; empty where they are not kept. Blocks.
    Optional<String> secretStore();
}
