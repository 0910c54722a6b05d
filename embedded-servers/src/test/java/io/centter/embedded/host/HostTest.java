package io.centter.embedded.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class HostTest {
    @TempDir
    Path directory;

    @Test
    void aDirectoryIsLockedUntilItIsGivenBack() {
        DirectoryLock lock = DirectoryLock.take(directory, "The directory");
        assertThatThrownBy(() -> DirectoryLock.take(directory, "The directory"))
                .isInstanceOf(ServerFailure.class)
                .hasMessageStartingWith("The directory " + directory);
        assertThat(DirectoryLock.owner(directory))
                .contains(ProcessHandle.current().pid());
        lock.close();
        lock.close();
        DirectoryLock.take(directory, "The directory").close();
    }

    @Test
    void aTakenPortIsNotFreeAndTheNextOneIsFound() throws Exception {
        try (var taken = new ServerSocket(FreePorts.any(), 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThat(FreePorts.isFree(port)).isFalse();
            assertThat(FreePorts.from(port)).isGreaterThan(port);
        }
        try (var taken = new ServerSocket(FreePorts.any())) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
    }

    @Test
    void aChildThatDoesNotListenIsKilledInTheEnd() {
        ChildProcess child = child("trap '' INT; echo started; while true; do sleep 0.1; done");
        await().until(() -> child.tail().contains("started"));
        child.stop(Duration.ofMillis(300));
        assertThat(child.isAlive()).isFalse();
        assertThat(child.exited().join()).isEqualTo(128 + 9);
    }

    @Test
    void aChildIsToldToStopAndItsLastWordsAreKept() {
        ChildProcess first = child("echo first run; exit 3");
        assertThat(first.exited().join()).isEqualTo(3);
        ChildProcess second =
                child("trap 'echo stopping; exit 0' INT; echo second run; while true; do sleep 0.05; done");
        await().until(() -> second.tail().contains("second run"));
        second.stop(Duration.ofSeconds(10));
        assertThat(second.exited().join()).isZero();
        assertThat(second.tail()).contains("second run", "stopping").doesNotContain("first run");
    }

    @Test
    void aProgramThatHangsIsGivenUp() {
        ProgramRun run = ProgramRun.of(Duration.ofMillis(200), List.of("sh", "-c", "echo begun; sleep 60"));
        assertThat(run.succeeded()).isFalse();
        assertThat(run.output()).contains("begun", "longer than");
        assertThat(ProgramRun.of(Duration.ofSeconds(1), List.of("/no/such/program"))
                        .succeeded())
                .isFalse();
    }

    @Test
    void secretsAreReadableByTheirOwnerOnly() throws Exception {
        Path file = directory.resolve("secret");
        LocalFiles.writeSecret(file, "one");
        LocalFiles.writeSecret(file, "two");
        assertThat(file).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Path made = LocalFiles.ownDirectory(directory.resolve("a/b"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rwx------");
    }

    @Test
    void anArchiveCannotWriteOutsideItsDirectory() throws Exception {
        Path target = Files.createDirectory(directory.resolve("target"));
        for (String name : List.of("../outside", "a/../../outside")) {
            assertThatThrownBy(() -> TarXz.unpack(archive(name), target, entry -> true))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("outside itself");
        }
        TarXz.unpack(archive("inside/file"), target, entry -> true);
        assertThat(target.resolve("inside/file")).hasContent("text");
        assertThat(directory.resolve("outside")).doesNotExist();
    }

    private ChildProcess child(String script) {
        return ChildProcess.start(new ChildCommand(
                "child", List.of("sh", "-c", script), directory, directory.resolve("child.log"), StopSignal.INT));
    }

    private static ByteArrayInputStream archive(String name) throws IOException {
        byte[] content = "text".getBytes(StandardCharsets.UTF_8);
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(new XZCompressorOutputStream(bytes))) {
            var entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
        }
        return new ByteArrayInputStream(bytes.toByteArray());
    }
}
