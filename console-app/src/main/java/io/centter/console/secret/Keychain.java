package io.centter.console.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// The login keychain of macOS, by `security -i`, which reads its commands from standard input.
///
/// @param program its path
record Keychain(String program) implements SecretStore {
    static final String PROGRAM = "/usr/bin/security";

    private static final String SERVICE = "centter-console";
    /// errSecItemNotFound, as the program ends with it.
    private static final int NOT_FOUND = 44;

    @Override
    public String kind() {
        return "keychain";
    }

    @Override
    public Optional<String> find(String name) throws IOException {
        Tool.Answer answer = Tool.run(List.of(program, "find-generic-password", "-a", name, "-s", SERVICE, "-w"), "");
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (!answer.isGood()) {
            throw answer.refused(program);
        }
        try {
            byte[] kept = Base64.getDecoder().decode(answer.output().strip());
            return Optional.of(new String(kept, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new IOException("The keychain holds something under " + name + " that the console did not keep.", e);
        }
    }

    /// In base64, so that nothing in it can be taken for a command.
    @Override
    public void keep(String name, String secret) throws IOException {
        String text = Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
        Tool.Answer answer = Tool.run(
                List.of(program, "-i"), "add-generic-password -U -a " + name + " -s " + SERVICE + " -w " + text + "\n");
        if (!answer.isGood() || !answer.error().isBlank()) {
            throw answer.refused(program);
        }
    }

    @Override
    public void forget(String name) throws IOException {
        Tool.Answer answer = Tool.run(List.of(program, "delete-generic-password", "-a", name, "-s", SERVICE), "");
        if (!answer.isGood() && answer.status() != NOT_FOUND) {
            throw answer.refused(program);
        }
    }
}
