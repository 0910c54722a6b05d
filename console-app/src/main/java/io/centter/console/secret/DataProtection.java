package io.centter.console.secret;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Windows' data protection (DPAPI), by PowerShell: what it seals, only the same person on the same machine opens. What
/// is sealed is kept as a file.
///
/// @param program its path or name
/// @param folder where the files are
record DataProtection(String program, Path folder) implements SecretStore {
    static final String PROGRAM = "powershell.exe";

    private static final String SEAL = "Add-Type -AssemblyName System.Security;"
            + "$b=[Text.Encoding]::UTF8.GetBytes([Console]::In.ReadToEnd());"
            + "[Convert]::ToBase64String([Security.Cryptography.ProtectedData]::Protect($b,$null,'CurrentUser'))";
    private static final String OPEN = "Add-Type -AssemblyName System.Security;"
            + "$b=[Convert]::FromBase64String([Console]::In.ReadToEnd().Trim());"
            + "$o=[Security.Cryptography.ProtectedData]::Unprotect($b,$null,'CurrentUser');"
            + "[Console]::Out.Write([Text.Encoding]::UTF8.GetString($o))";

    @Override
    public String kind() {
        return "protection";
    }

    @Override
    public Optional<String> find(String name) throws IOException {
        Path file = file(name);
        return Files.exists(file) ? Optional.of(ask(OPEN, Files.readString(file))) : Optional.empty();
    }

    @Override
    public void keep(String name, String secret) throws IOException {
        OwnFiles.write(file(name), ask(SEAL, secret).strip());
    }

    @Override
    public void forget(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    private Path file(String name) {
        return folder.resolve(name + ".dpapi");
    }

    private String ask(String script, String input) throws IOException {
        Tool.Answer answer = Tool.run(List.of(program, "-NoProfile", "-NonInteractive", "-Command", script), input);
        if (!answer.isGood()) {
            throw answer.refused(program);
        }
        return answer.output();
    }
}
