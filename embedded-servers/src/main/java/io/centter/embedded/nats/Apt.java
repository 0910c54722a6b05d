package io.centter.embedded.nats;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Fetches the package of nats-server with the machine's own apt, from the Debian mirror it already uses, in a private
/// folder.
///
/// Nothing of the machine's package state is touched and no root is needed. apt checks the signature of the newer
/// Debian suite with the
/// keyring that is installed.
final class Apt {
    private static final List<String> SUITES = List.of("forky", "trixie");
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final Path program;
    private final Consumer<String> progress;

    Apt(Path program, Consumer<String> progress) {
        this.program = program;
        this.progress = progress;
    }

    /// Empty where the system has no apt or not Debian's keys.
    static Optional<Apt> ofMachine(Consumer<String> progress) {
        return Files.isReadable(KEYRING)
                ? Host.program("apt-get").map(path -> new Apt(path, progress))
                : Optional.empty();
    }

    /// The newest package that some suite has, below `folder`.
    Optional<NatsPackage> fetch(Path folder) throws IOException {
        Optional<String> site = debianMirror();
        if (site.isEmpty()) {
            progress.accept("apt is here, but no Debian mirror is configured for it");
            return Optional.empty();
        }
        for (String suite : SUITES) {
            Optional<NatsPackage> found = fetch(site.get(), suite, folder.resolve(suite));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> debianMirror() {
        ProgramRun run = ProgramRun.of(
                LIMIT,
                List.of(
                        program.toString(),
                        "indextargets",
                        "--format",
                        "$(ORIGIN) $(LABEL) $(SITE)",
                        "Created-By: Packages"));
        return run.output()
                .lines()
                .filter(line -> line.startsWith("Debian Debian "))
                .map(line -> line.substring("Debian Debian ".length()).strip())
                .filter(site -> !site.isEmpty())
                .findFirst();
    }

    private Optional<NatsPackage> fetch(String site, String suite, Path folder) throws IOException {
        progress.accept("fetching nats-server with apt from Debian " + suite + " (nothing is installed) ...");
        for (String part : List.of("lists/partial", "cache/archives/partial")) {
            LocalFiles.ownDirectory(folder.resolve(part));
        }
        Files.writeString(
                folder.resolve("sources.list"), "deb [signed-by=" + KEYRING + "] " + site + " " + suite + " main\n");
        Files.writeString(folder.resolve("apt.conf"), configuration(folder));
        for (List<String> words : List.of(List.of("update"), List.of("download", "nats-server"))) {
            ProgramRun run = run(folder, words);
            if (!run.succeeded()) {
                progress.accept("apt-get " + words.getFirst() + " for Debian " + suite + " failed: " + lastLine(run));
                return Optional.empty();
            }
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .map(NatsPackage::new);
        }
    }

    private ProgramRun run(Path folder, List<String> words) {
        var command = Stream.concat(
                        Stream.of(
                                program.toString(),
                                "--quiet",
                                "--config-file",
                                folder.resolve("apt.conf").toString()),
                        words.stream())
                .toList();
        return ProgramRun.of(LIMIT, folder, Map.of("LC_ALL", "C", "DEBIAN_FRONTEND", "noninteractive"), command);
    }

    /// Read after the machine's own configuration, whose proxies stay in force; its hooks, pins and laxities do not.
    private static String configuration(Path folder) {
        return """
                #clear APT::Update::Pre-Invoke;
                #clear APT::Update::Post-Invoke;
                #clear APT::Update::Post-Invoke-Success;
                #clear DPkg::Post-Invoke;
                #clear APT::Default-Release;
                Dir::Etc::SourceList "%1$s/sources.list";
                Dir::Etc::SourceParts "-";
                Dir::Etc::Preferences "-";
                Dir::Etc::PreferencesParts "-";
                Dir::State::Lists "%1$s/lists";
                Dir::Cache "%1$s/cache";
                Debug::NoLocking "true";
                APT::Sandbox::User "";
                APT::Architecture "%2$s";
                APT::Architectures "%2$s";
                APT::Get::AllowUnauthenticated "false";
                Acquire::AllowInsecureRepositories "false";
                Acquire::AllowDowngradeToInsecureRepositories "false";
                Acquire::Languages "none";
                APT::Update::Error-Mode "any";
                Acquire::Retries "1";
                Acquire::http::Timeout "20";
                Acquire::https::Timeout "20";
                """.formatted(folder, Host.architecture());
    }

    private static String lastLine(ProgramRun run) {
        List<String> lines =
                run.output().lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "status " + run.status() : lines.getLast();
    }
}
