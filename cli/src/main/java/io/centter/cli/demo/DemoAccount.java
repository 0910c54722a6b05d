package io.centter.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.model.identity.NetworkId;
import io.centter.model.wire.Wire;
import io.centter.sdk.identity.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static void writePrivately(Path file, String text) {
        try {
            PrivateFile.write(file, text);
        } catch (IOException e) {
            throw new DemoFailed("Cannot write " + file + ": " + e.getMessage(), e);
        }
    }

    @Override
    public String toString() {
        return "DemoAccount[email=" + email + ", password=***, networkId=" + networkId + "]";
    }
}
