package io.centter.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.centter.embedded.host.Host;
import io.centter.embedded.host.LocalFiles;
import io.centter.embedded.host.ProgramRun;
import io.centter.embedded.host.ServerFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnprivilegedTest {
    @TempDir
    Path directory;

    @BeforeEach
    void onlyAsRoot() {
        assumeTrue(Host.isLinux() && "root".equals(System.getProperty("user.name")));
    }

    @Test
    void rootRunsItAsNobodyWhereNoUserNamespaceMayBeOpenedAndTheOtherWayRoundLater() throws Exception {
        var options = PostgresOptions.in(directory).fastButLosingDataOnCrash();
        Path cache = Files.createTempDirectory("centter-test-cache-");
        try {
            changeWays(options, Unprivileged.serviceUser(cache).orElseThrow());
        } finally {
            LocalFiles.deleteTree(cache);
        }
    }

    @Test
    void rootDoesNotTakeADataDirectoryAwayFromAUser() throws Exception {
        var options = PostgresOptions.in(directory).fastButLosingDataOnCrash();
        PostgresServer.start(options).close();
        Files.setAttribute(directory.resolve("pgdata"), "unix:uid", 1000);
        assertThatThrownBy(() -> PostgresServer.start(options))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("belongs to user 1000");
    }

    private void changeWays(PostgresOptions options, Unprivileged nobody) throws Exception {
        try (var server = PostgresServer.start(options, nobody)) {
            server.ensureDatabase("centter");
            assertThat(owner()).isEqualTo(65_534);
            assertThat(Files.getAttribute(Path.of("/proc/" + server.pid()), "unix:uid"))
                    .isEqualTo(65_534);
        }
        Unprivileged namespace = Unprivileged.userNamespace().orElseThrow();
        assumeTrue(ProgramRun.of(Duration.ofSeconds(5), namespace.command(List.of("true")))
                .succeeded());
        try (var server = PostgresServer.start(options, namespace)) {
            server.ensureDatabase("centter");
            assertThat(owner()).isEqualTo(0);
        }
        try (var server = PostgresServer.start(options, nobody)) {
            server.ensureDatabase("centter");
            assertThat(owner()).isEqualTo(65_534);
        }
    }

    private Object owner() throws Exception {
        return Files.getAttribute(directory.resolve("pgdata/base"), "unix:uid");
    }
}
