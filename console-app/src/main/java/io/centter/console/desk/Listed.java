package io.centter.console.desk;

import java.util.Optional;

/// A screen with a list in it.
public interface Listed {
    /// The list that is shown; empty where there is none.
    Optional<Listing> listing();
}
