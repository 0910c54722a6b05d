package io.centter.embedded.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class NatsBinarySearchTest {
    private final List<String> said = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void takesTheConfiguredBinaryBeforeAnyOther() throws Exception {
        Path configured = server("configured", "2.11.0");
        Path onPath = server("path", "2.15.1");
        NatsBinary found = search(List.of(onPath.getParent())).find(Optional.of(configured));
        assertThat(found)
                .isEqualTo(new NatsBinary(configured, new NatsVersion(2, 11, 0), NatsBinary.Source.CONFIGURED));
    }

    @Test
    void refusesAConfiguredBinaryThatIsTooOldOrNoServerRatherThanTakingAnother() throws Exception {
        Path old = server("old", "2.9.10");
        Path strange = script("strange", "#!/bin/sh\necho hello 9.9.9\n");
        var search = search(List.of(server("path", "2.15.1").getParent()));
        assertThatThrownBy(() -> search.find(Optional.of(old)))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("is 2.9.10")
                .hasMessageContaining("2.10.27 or newer");
        for (Path unusable : List.of(strange, folder.resolve("absent"))) {
            assertThatThrownBy(() -> search.find(Optional.of(unusable)))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining(unusable.toString())
                    .hasMessageContaining("CENTTER_NATS_SERVER");
        }
    }

    @Test
    void passesOverAnOldServerOnThePathAndSaysWhy() throws Exception {
        Path old = server("old", "2.9.10");
        Path fresh = server("fresh", "2.10.27");
        NatsBinary found = search(List.of(folder.resolve("absent"), old.getParent(), fresh.getParent()))
                .find(Optional.empty());
        assertThat(found).isEqualTo(new NatsBinary(fresh, NatsVersion.MINIMUM, NatsBinary.Source.PATH));
        assertThat(said).containsExactly("passing over " + old + ": it is 2.9.10, needed is 2.10.27 or newer");
    }

    @Test
    void fetchesWithAptOnceAndThenTakesTheCache() throws Exception {
        Path mirror = mirror("2.16.0-1");
        NatsBinary fetched = search(List.of(), apt(mirror)).find(Optional.empty());
        assertThat(fetched.source()).isEqualTo(NatsBinary.Source.APT);
        assertThat(fetched.version()).isEqualTo(new NatsVersion(2, 16, 0));
        assertThat(NatsVersion.of(fetched.path())).contains(fetched.version());
        assertThat(said).anyMatch(line -> line.contains("trusting apt's signature check"));

        NatsBinary cached = search(List.of()).find(Optional.empty());
        assertThat(cached).isEqualTo(new NatsBinary(fetched.path(), fetched.version(), NatsBinary.Source.CACHE));
        assertThat(leftInCache()).containsExactly("2.16.0-" + Host.architecture());
        try (var files = Files.list(fetched.path().getParent())) {
            assertThat(files)
                    .extracting(file -> file.getFileName().toString())
                    .containsExactlyInAnyOrder("nats-server", "nats-server.sha256");
        }
    }

    @Test
    void fallsBackToTheNextSuiteWhenTheFirstHasNone() throws Exception {
        Path mirror = mirror("2.16.0-1");
        Files.move(mirror.resolve("forky"), mirror.resolve("trixie"));
        assertThat(search(List.of(), apt(mirror)).find(Optional.empty()).version())
                .isEqualTo(new NatsVersion(2, 16, 0));
        assertThat(said).anyMatch(line -> line.contains("for Debian forky failed: E: no such suite"));
    }

    @Test
    void refusesAnotherPackageUnderAKnownName() throws Exception {
        Path mirror = mirror("2.15.1-1");
        var search = search(List.of(), apt(mirror));
        assertThatThrownBy(() -> search.find(Optional.empty()))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("nats-server 2.15.1-1_" + Host.architecture())
                .hasMessageContaining("not used");
        assertThat(leftInCache()).isEmpty();
    }

    @Test
    void noticesADamagedBinaryInTheCacheAndFetchesItAgain() throws Exception {
        Path mirror = mirror("2.16.0-1");
        NatsBinary first = search(List.of(), apt(mirror)).find(Optional.empty());
        Files.writeString(first.path(), "#!/bin/sh\necho nats-server: v2.16.0 and something else\n");

        NatsBinary again = search(List.of(), apt(mirror)).find(Optional.empty());

        assertThat(again.source()).isEqualTo(NatsBinary.Source.APT);
        assertThat(said).anyMatch(line -> line.contains("is damaged, removing it"));
        assertThat(search(List.of()).find(Optional.empty()).source()).isEqualTo(NatsBinary.Source.CACHE);
    }

    @Test
    void severalAtOnceLeaveOneWholeBinary() throws Exception {
        Path mirror = mirror("2.16.0-1");
        List<CompletableFuture<NatsBinary>> searches = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            searches.add(CompletableFuture.supplyAsync(
                    () -> search(List.of(), apt(mirror)).find(Optional.empty())));
        }
        for (var search : searches) {
            assertThat(NatsVersion.of(search.join().path())).contains(new NatsVersion(2, 16, 0));
        }
        assertThat(leftInCache()).containsExactly("2.16.0-" + Host.architecture());
    }

    @Test
    void namesTheWaysWhenNothingIsFound() {
        assertThatThrownBy(() -> search(List.of()).find(Optional.empty()))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("brew install nats-server")
                .hasMessageContaining("scoop install nats-server")
                .hasMessageContaining("apt install nats-server")
                .hasMessageContaining("release archive")
                .hasMessageContaining("CENTTER_NATS_SERVER=");
    }

    private NatsBinarySearch search(List<Path> directories) {
        return new NatsBinarySearch(directories, cache(), Optional::empty, this::hear);
    }

    private NatsBinarySearch search(List<Path> directories, Apt apt) {
        return new NatsBinarySearch(directories, cache(), () -> Optional.of(apt), this::hear);
    }

    private NatsCache cache() {
        return new NatsCache(folder.resolve("cache"));
    }

    private void hear(String line) {
        synchronized (said) {
            said.add(line);
        }
    }

    private List<String> leftInCache() throws IOException {
        try (var left = Files.list(folder.resolve("cache"))) {
            return left.map(path -> path.getFileName().toString()).toList();
        }
    }

    /// A mirror with one package in the suite forky.
    private Path mirror(String version) throws IOException {
        Path mirror = Files.createDirectories(folder.resolve("mirror"));
        Path suite = Files.createDirectory(mirror.resolve("forky"));
        DebFile.write(
                suite.resolve("nats-server_" + version + "_" + Host.architecture() + ".deb"),
                "./usr/sbin/nats-server",
                says(version.replaceAll("-.*", "")));
        return mirror;
    }

    /// A program that answers like apt-get, from a folder.
    private Apt apt(Path mirror) {
        try {
            Path program = Files.createTempFile(folder, "apt-get", "");
            Files.writeString(program, """
                    #!/bin/sh
                    case "$*" in
                      indextargets*) echo "Debian Debian-Security http://security.invalid"; echo "Debian Debian http://mirror.invalid/debian"; exit 0 ;;
                    esac
                    suite=$(sed -n 's|^deb .signed-by=[^ ]* http://mirror.invalid/debian \\([a-z]*\\) main$|\\1|p' sources.list)
                    grep -q "Dir::Etc::SourceParts \\"-\\"" apt.conf || exit 9
                    case "$*" in
                      *" update") [ -d "%1$s/$suite" ] || { echo "E: no such suite"; exit 100; } ;;
                      *" download nats-server") cp "%1$s/$suite"/*.deb . ;;
                      *) exit 8 ;;
                    esac
                    """.formatted(mirror));
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            return new Apt(program, this::hear);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path server(String directory, String version) throws IOException {
        Files.createDirectories(folder.resolve(directory));
        return script(directory + "/nats-server", says(version));
    }

    private Path script(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String says(String version) {
        return "#!/bin/sh\n[ \"$1\" = -v ] && echo 'nats-server: v" + version + "'\n";
    }
}
