package io.centter.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.LocalFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/// The rest of the tests run as whoever builds; where that is root, this one shows that a normal user can do the same.
@EnabledIf("isRootOnLinux")
class UnprivilegedUserTest {
    private final Path world = makeWorld();

    @AfterEach
    void removeWorld() {
        LocalFiles.deleteTree(world);
    }

    @Test
    void aNormalUserRunsBothServersAndTheyDieWithTheirParent() throws Exception {
        Path home = Files.createDirectory(world.resolve("home"));
        Path nats = world.resolve("nats-server");
        Files.copy(SharedServers.natsBinary(), nats);
        Files.setPosixFilePermissions(nats, PosixFilePermissions.fromString("rwxr-xr-x"));
        String classPath = copyClassPath();
        Files.setAttribute(home, "unix:uid", 65_534);
        List<String> asNobody = List.of(
                Host.program("setpriv").orElseThrow().toString(),
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "env",
                "XDG_CACHE_HOME=" + home.resolve("cache"));
        try (var other = OtherProcess.start(asNobody, classPath, home, nats)) {
            assertThat(Files.getAttribute(home.resolve("postgres/pgdata"), "unix:uid"))
                    .isEqualTo(65_534);
            assertThat(Files.getAttribute(Path.of("/proc/" + other.nats().pid()), "unix:uid"))
                    .isEqualTo(65_534);
            other.kill();
            await().atMost(Duration.ofSeconds(10)).until(other::bothAreGone);
        }
    }

    static boolean isRootOnLinux() {
        return Host.isLinux()
                && "root".equals(System.getProperty("user.name"))
                && Host.program("setpriv").isPresent();
    }

    private static Path makeWorld() {
        try {
            Path world = Files.createTempDirectory("centter-test-user-");
            return Files.setPosixFilePermissions(world, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The build may lie in a home that others cannot read.
    private String copyClassPath() throws IOException {
        var entries = new ArrayList<String>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path copy = world.resolve(entries.size() + "-" + Path.of(entry).getFileName());
            copyTree(Path.of(entry), copy);
            entries.add(copy.toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    private static void copyTree(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.exists(from) ? Files.walk(from) : Stream.empty()) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
                Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        }
    }
}
