package io.centter.console.session;

import io.centter.console.secret.OwnFiles;
import io.centter.console.secret.SecretStore;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is kept of each server beside the settings: the token of the session, where secrets are kept, and the last
/// picture, in a file for its owner only. What cannot be kept costs a sign-in and is said in the log. All of it blocks.
public final class ServerMemory {
    private static final Logger LOG = LoggerFactory.getLogger(ServerMemory.class);

    private final @Nullable Path folder;
    private final @Nullable Supplier<SecretStore> opening;
    private @Nullable SecretStore store;

    /// @param folder of the pictures
    /// @param opening finds the store of secrets, when it is first needed
    public ServerMemory(Path folder, Supplier<SecretStore> opening) {
        this.folder = folder;
        this.opening = opening;
    }

    private ServerMemory() {
        folder = null;
        opening = null;
    }

    /// Keeps nothing.
    public static ServerMemory forgetful() {
        return new ServerMemory();
    }

    /// What kind of store keeps the secrets; empty where none does.
    public Optional<String> storeKind() {
        return store().map(SecretStore::kind);
    }

    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    public Optional<String> token(String address) {
        try {
            Optional<SecretStore> there = store();
            return there.isEmpty() ? Optional.empty() : there.get().find(name(address));
        } catch (IOException e) {
            LOG.warn("session not found again server={} cause={}", address, e.getMessage());
            return Optional.empty();
        }
    }

    public void keepToken(String address, String token) {
        try {
            Optional<SecretStore> there = store();
            if (there.isPresent()) {
                there.get().keep(name(address), token);
            }
        } catch (IOException e) {
            LOG.warn("session not kept server={} cause={}", address, e.getMessage());
        }
    }

    public void forgetToken(String address) {
        try {
            Optional<SecretStore> there = store();
            if (there.isPresent()) {
                there.get().forget(name(address));
            }
        } catch (IOException e) {
            LOG.warn("session not forgotten server={} cause={}", address, e.getMessage());
        }
    }

    public Optional<KeptPicture> picture(String address) {
        Path file = file(address);
        try {
            return file == null || !Files.exists(file)
                    ? Optional.empty()
                    : Optional.of(Wire.tolerant().readValue(file.toFile(), KeptPicture.class));
        } catch (IOException e) {
            LOG.warn("picture not readable file={} cause={}", file, e.getMessage());
            return Optional.empty();
        }
    }

    public void keepPicture(String address, KeptPicture picture) {
        Path file = file(address);
        try {
            if (file != null) {
                OwnFiles.write(file, Wire.strict().writeValueAsBytes(picture));
            }
        } catch (IOException e) {
            LOG.warn("picture not kept file={} cause={}", file, e.getMessage());
        }
    }

    /// Token and picture.
    public void forget(String address) {
        forgetToken(address);
        Path file = file(address);
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.warn("picture not deleted file={} cause={}", file, e.getMessage());
        }
    }

    private synchronized Optional<SecretStore> store() {
        if (store == null && opening != null) {
            store = opening.get();
        }
        return Optional.ofNullable(store);
    }

    private @Nullable Path file(String address) {
        return folder == null ? null : folder.resolve("picture-" + name(address) + ".json");
    }

    private static String name(String address) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(address.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
