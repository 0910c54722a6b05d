package io.centter.console.secret;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The key ring of a Linux desktop (GNOME Keyring, KWallet, KeePassXC), by `secret-tool` of libsecret.
///
/// @param program its path or name
record SecretService(String program) implements SecretStore {
    static final String PROGRAM = "secret-tool";

    @Override
    public String kind() {
        return "keyring";
    }

    @Override
    public Optional<String> find(String name) throws IOException {
        Tool.Answer answer = Tool.run(command("lookup", List.of(), name), "");
        if (answer.isGood()) {
            return Optional.of(answer.output().stripTrailing());
        }
        // It says nothing where there is nothing, and why where it could not look.
        if (answer.error().isBlank()) {
            return Optional.empty();
        }
        throw answer.refused(program);
    }

    @Override
    public void keep(String name, String secret) throws IOException {
        Tool.Answer answer = Tool.run(command("store", List.of("--label=Centter console"), name), secret);
        if (!answer.isGood()) {
            throw answer.refused(program);
        }
    }

    @Override
    public void forget(String name) throws IOException {
        Tool.Answer answer = Tool.run(command("clear", List.of(), name), "");
        if (!answer.isGood() && !answer.error().isBlank()) {
            throw answer.refused(program);
        }
    }

    private List<String> command(String what, List<String> options, String name) {
        List<String> command = new ArrayList<>(List.of(program, what));
        command.addAll(options);
        command.addAll(List.of("service", "centter-console", "account", name));
        return command;
    }
}
