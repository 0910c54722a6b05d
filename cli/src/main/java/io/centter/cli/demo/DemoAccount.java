package io.centter.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who the demo signs in as, and the network it made. Kept in a file that only this user reads, so that a second start
/// finds its data again.
record DemoAccount(String email, String password, @Nullable NetworkId networkId) {
    private static final String FILE = "operator.json";
    private static final String PASSWORD_FILE = "operator.password";

    static Optional<DemoAccount> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.tolerant().readValue(file.toFile(), DemoAccount.class));
        } catch (IOException e) {
            throw new DemoFailed("Cannot read " + file + ". Start with --fresh to begin anew.", e);
        }
    }

    void write(Path directory) {
        writePrivately(directory.resolve(FILE), json(this));
        writePrivately(passwordFile(directory), password);
    }

    static String json(Object value) {
        try {
            return Wire.strict().writerWithDefaultPrettyPrinter().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    static Path passwordFile(Path directory) {
        return directory.resolve(PASSWORD_FILE);
    }

    DemoAccount in(NetworkId network) {
        return new DemoAccount(email, password, network);
    }

    /// Writes so that nobody else can read it, not even for a moment.
    static void writePrivately(Path file, String text) {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(fresh, text);
            Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new DemoFailed("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "DemoAccount[email=" + email + ", password=***, networkId=" + networkId + "]";
    }
}
