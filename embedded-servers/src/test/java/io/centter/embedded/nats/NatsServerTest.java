package io.centter.embedded.nats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.embedded.SharedServers;
import io.centter.embedded.host.FreePorts;
import io.centter.embedded.host.ServerFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NatsServerTest {
    private static Path binary = Path.of("");

    @TempDir
    Path directory;

    @BeforeAll
    static void findBinary() {
        binary = SharedServers.natsBinary();
    }

    @Test
    void saysWhichPortsItTook() throws Exception {
        try (var server = NatsServer.start(NatsOptions.of(binary, directory, openConfig(-1)))) {
            assertThat(greeting(server.clientUrl())).startsWith("INFO {");
            assertThat(server.websocketUrl()).get().extracting(URI::getScheme).isEqualTo("ws");
            assertThat(server.monitorUrl()).get().extracting(URI::getScheme).isEqualTo("http");
            assertThat(server.clientUrl().getPort()).isPositive();
            assertThat(ProcessHandle.of(server.pid())).get().matches(ProcessHandle::isAlive);
        }
    }

    @Test
    void comesBackOnItsPortsAfterAKill() throws Exception {
        int port = FreePorts.any();
        try (var server = NatsServer.start(NatsOptions.of(binary, directory, openConfig(port)))) {
            URI before = server.clientUrl();
            server.killForcibly();
            assertThat(server.isAlive()).isFalse();
            server.restart();
            assertThat(server.clientUrl()).isEqualTo(before);
            assertThat(greeting(before)).startsWith("INFO {");
        }
    }

    @Test
    void saysWithTheServersOwnWordsWhyItDidNotStart() {
        assertThatThrownBy(() ->
                        NatsServer.start(NatsOptions.of(binary, directory, "listen: 127.0.0.1:-1\nno_such_word: 1\n")))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining("no_such_word")
                .hasMessageContaining("nats-server.log");
    }

    @Test
    void saysThatItsPortIsTaken() throws Exception {
        try (var taken = new ServerSocket(FreePorts.any(), 1, InetAddress.getLoopbackAddress())) {
            var options = NatsOptions.of(binary, directory, openConfig(taken.getLocalPort()));
            assertThatThrownBy(() -> NatsServer.start(options))
                    .isInstanceOfSatisfying(
                            ServerFailure.class,
                            failure -> assertThat(failure.saysPortTaken()).isTrue());
        }
    }

    @Test
    void refusesASecondStartInTheSameDirectoryAndClosesTwiceWithoutHarm() {
        var options = NatsOptions.of(binary, directory, openConfig(-1));
        var server = NatsServer.start(options);
        assertThatThrownBy(() -> NatsServer.start(options))
                .isInstanceOf(ServerFailure.class)
                .hasMessageContaining(directory.toString());
        server.close();
        server.close();
        assertThat(server.isAlive()).isFalse();
        assertThat(server.isClosed()).isTrue();
    }

    @Test
    void readsOnlyAFinishedPortsFile() throws Exception {
        String json =
                "{\n\t\"nats\": [\n\t\t\"nats://10.0.0.7:21001\",\n\t\t\"nats://127.0.0.1:21001\",\n\t\t\"nats://[fe80::1]:21001\"\n\t],"
                        + "\n\t\"websocket\": [\n\t\t\"ws://127.0.0.1:21002\"\n\t]\n}";
        assertThat(NatsPorts.parse(json.substring(0, json.length() - 1))).isEmpty();
        assertThat(NatsPorts.parse("")).isEmpty();
        NatsPorts ports = NatsPorts.parse(json).orElseThrow();
        assertThat(ports.client()).contains(URI.create("nats://127.0.0.1:21001"));
        assertThat(ports.websocket()).contains(URI.create("ws://127.0.0.1:21002"));
        assertThat(ports.monitor()).isEmpty();
        Files.writeString(directory.resolve("nats-server_7.ports"), json);
        assertThat(NatsPorts.read(directory, 7)).contains(ports);
        assertThat(NatsPorts.read(directory, 8)).isEmpty();
    }

    /// No accounts: anyone on this machine may do anything.
    private String openConfig(int port) {
        return """
                listen: "127.0.0.1:%d"
                http: "127.0.0.1:-1"
                websocket { listen: "127.0.0.1:-1", no_tls: true }
                jetstream { store_dir: "%s" }
                """.formatted(port, directory.resolve("jetstream"));
    }

    private static String greeting(URI url) throws IOException {
        try (var socket = new Socket(url.getHost(), url.getPort())) {
            var buffer = new byte[64];
            int count = socket.getInputStream().read(buffer);
            return new String(buffer, 0, count, StandardCharsets.US_ASCII);
        }
    }
}
