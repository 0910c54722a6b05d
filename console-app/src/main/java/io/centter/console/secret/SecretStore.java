package io.centter.console.secret;

import java.io.IOException;
import java.util.Optional;

/// Keeps short texts under names: letters, digits and dashes. All of it blocks; none of it hands a secret to another
/// program as an argument, where every user of the machine could read it.
public sealed interface SecretStore permits SecretService, Keychain, DataProtection, SealedFile {
    /// What it is, for texts: `store.<kind>`.
    String kind();

    Optional<String> find(String name) throws IOException;

    /// In the place of what was there.
    void keep(String name, String secret) throws IOException;

    /// Nothing happens where there is none.
    void forget(String name) throws IOException;
}
