package io.centter.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.centter.embedded.host.FreePorts;
import io.centter.embedded.host.Orphan;
import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What a crash can leave in the directory, and what the next start makes of it.
@DisabledOnOs(OS.WINDOWS)
class LeftoversTest {
    @TempDir
    Path directory;

    private List<String> pidFile = List.of();

    @BeforeEach
    void runOnceAndCrash() throws IOException {
        try (var server = PostgresServer.start(options())) {
            pidFile = Files.readAllLines(pidPath());
            server.killForcibly();
        }
        assertThat(pidPath()).exists();
    }

    @Test
    void theProcessIdOfADeadServerStopsNobody() {
        startsAgain();
    }

    @Test
    void aProcessIdThatAnotherProgramHasNowStopsNobody() throws Exception {
        Process other = new ProcessBuilder("sleep", "60").start();
        try {
            pretendOwner(other.pid());
            startsAgain();
            assertThat(other.isAlive()).isTrue();
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aDeadServerThatNobodyCollectsStopsNobody() throws Exception {
        // The child outlives the shell, which becomes a program that collects no children.
        Process parent = new ProcessBuilder("sh", "-c", "sleep 0.3 & echo $!; exec sleep 60").start();
        try {
            ProcessHandle dead = ProcessHandle.of(
                            Long.parseLong(parent.inputReader().readLine()))
                    .orElseThrow();
            await().atMost(10, TimeUnit.SECONDS).until(() -> !Orphan.isRunning(dead));
            pretendOwner(dead.pid());
            startsAgain();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void somebodyElsesServerOnTheDirectoryIsNamedAndLeftAlone() throws Exception {
        Files.delete(pidPath());
        var unprivileged = Unprivileged.find(directory);
        var cluster = new Cluster(options(), PostgresBinaries.unpackFor(unprivileged), unprivileged);
        List<String> command = cluster.serverCommand(FreePorts.any()).stream()
                .map(word -> word.startsWith("cluster_name=") ? "cluster_name=theirs" : word)
                .toList();
        Process theirs = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("theirs.log").toFile())
                .start();
        try {
            await().atMost(20, TimeUnit.SECONDS).until(() -> new Postmaster(cluster.data()).isReady(theirs.pid()));
            assertThatThrownBy(() -> PostgresServer.start(options()))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining("Process " + theirs.pid())
                    .hasMessageContaining("kill -INT " + theirs.pid());
            assertThat(theirs.isAlive()).isTrue();
        } finally {
            theirs.destroyForcibly();
            theirs.waitFor();
        }
    }

    @Test
    void aDirectoryIsTheSameByEveryWayThatLeadsThere() throws Exception {
        Path alias = directory.resolveSibling(directory.getFileName() + "-alias");
        Files.createSymbolicLink(alias, directory);
        try (var server = PostgresServer.start(options())) {
            assertThatThrownBy(() -> PostgresServer.start(PostgresOptions.in(alias)))
                    .isInstanceOf(ServerFailure.class)
                    .hasMessageContaining("already open");
            assertThat(server.isAlive()).isTrue();
        } finally {
            Files.delete(alias);
        }
    }

    @Test
    void halfAClusterOfAnInterruptedFirstStartIsMadeAnew() throws Exception {
        Path other = directory.resolve("other");
        Files.createDirectories(other.resolve("pgdata.new.1/base"));
        Files.writeString(other.resolve("pgdata.new.1/PG_VERSION"), "16\n");
        try (var server = PostgresServer.start(PostgresOptions.in(other).fastButLosingDataOnCrash())) {
            assertThat(server.isAlive()).isTrue();
            assertThat(other.resolve("pgdata.new.1")).doesNotExist();
        }
    }

    @Test
    void dataOfAnotherVersionIsRefused() throws Exception {
        Files.writeString(directory.resolve("pgdata/PG_VERSION"), "15\n");
        assertThatThrownBy(() -> PostgresServer.start(options()))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("PostgreSQL 15");
    }

    @Test
    void aReplacedPasswordFileIsSaid() throws Exception {
        Files.writeString(directory.resolve("password"), "other\n");
        assertThatThrownBy(() -> PostgresServer.start(options()))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("password file");
    }

    private PostgresOptions options() {
        return PostgresOptions.in(directory).fastButLosingDataOnCrash();
    }

    private void startsAgain() {
        try (var server = PostgresServer.start(options())) {
            assertThat(server.isAlive()).isTrue();
        }
    }

    private void pretendOwner(long pid) throws IOException {
        var lines = new ArrayList<>(pidFile);
        lines.set(0, Long.toString(pid));
        Files.write(pidPath(), lines);
    }

    private Path pidPath() {
        return directory.resolve("pgdata/postmaster.pid");
    }
}
