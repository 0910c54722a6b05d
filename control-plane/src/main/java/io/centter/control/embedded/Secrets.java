package io.centter.control.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.centter.control.db.Seal;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ServerFailure;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/// What an embedded plane signs and seals with: made once, kept beside its data for this user alone.
///
/// @param sessionSecret signs sessions
/// @param sealKey 32 bytes, base64: opens what is sealed in the database
record Secrets(String sessionSecret, String sealKey) {
    static Secrets loadOrCreate(Path directory, SecureRandom random) {
        Path file = directory.resolve("secrets.json");
        try {
            if (Files.exists(file)) {
                return Wire.strict().readValue(file.toFile(), Secrets.class);
            }
            Secrets secrets = new Secrets(base64(random, 48), base64(random, 32));
            LocalFiles.writeSecret(file, Wire.strict().writeValueAsString(secrets));
            return secrets;
        } catch (JsonProcessingException e) {
            throw new ServerFailure(
                    file + " is damaged. Without it the sealed keys in the database are lost: restore it"
                            + " from a backup, or begin anew with another data directory.",
                    e);
        } catch (IOException e) {
            throw new ServerFailure("Cannot read " + file + ".", e);
        }
    }

    /// What the servers of a cluster know each other by; it follows from the seal key.
    String routeSecret() {
        byte[] key = Base64.getDecoder().decode(sealKey);
        return HexFormat.of().formatHex(Seal.hmac(key, "nats-routes".getBytes(StandardCharsets.US_ASCII)));
    }

    private static String base64(SecureRandom random, int bytes) {
        byte[] secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getEncoder().encodeToString(secret);
    }

    @Override
    public String toString() {
        return "Secrets[***]";
    }
}
