package io.centter.console.secret;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Chooses the key store of this machine.
public final class SecretStores {
    private static final Logger LOG = LoggerFactory.getLogger(SecretStores.class);
    private static final String TRIAL = "trial";

    private SecretStores() {}

    /// The first that keeps something and gives it back. Blocks, for as long as the system's own takes to answer.
    ///
    /// @param folder for what is kept in files
    public static SecretStore open(String system, Map<String, String> environment, Path folder, SecureRandom random) {
        SealedFile last = new SealedFile(folder, random);
        for (SecretStore store : candidates(system, environment, folder)) {
            if (works(store)) {
                return store;
            }
        }
        return last;
    }

    /// Nothing but the sealed file.
    public static SecretStore file(Path folder, SecureRandom random) {
        return new SealedFile(folder, random);
    }

    static List<SecretStore> candidates(String system, Map<String, String> environment, Path folder) {
        String name = system.toLowerCase(Locale.ROOT);
        List<SecretStore> stores = new ArrayList<>();
        if (name.startsWith("mac")) {
            stores.add(new Keychain(Keychain.PROGRAM));
        } else if (name.startsWith("windows")) {
            stores.add(new DataProtection(DataProtection.PROGRAM, folder));
        } else if (environment.containsKey("DBUS_SESSION_BUS_ADDRESS")) {
            stores.add(new SecretService(SecretService.PROGRAM));
        }
        return stores;
    }

    static boolean works(SecretStore store) {
        try {
            store.keep(TRIAL, TRIAL);
            boolean there = store.find(TRIAL).equals(Optional.of(TRIAL));
            store.forget(TRIAL);
            return there;
        } catch (IOException e) {
            LOG.info("key store not used kind={} cause={}", store.kind(), e.getMessage());
            return false;
        }
    }
}
