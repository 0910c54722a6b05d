package io.centter.sdk.mesh;

import io.centter.embedded.host.ChildCommand;
import io.centter.embedded.host.ChildProcess;
import io.centter.embedded.host.StopSignal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// An nginx of our own with the configuration that is shipped, and a certificate that nobody but us knows.
final class TlsProxy implements AutoCloseable {
    private static final Path SHIPPED = Path.of("..", "packaging", "nginx", "hub.conf");
    private static final char[] PASSWORD = "changeit".toCharArray();
    private static final String ALIAS = "hub";

    private final Path directory;
    private final int port;
    private final KeyStore keys;
    private ChildProcess child;

    /// @param brokers WebSocket addresses behind it
    TlsProxy(Path directory, int port, List<URI> brokers) throws Exception {
        this.directory = Files.createDirectories(directory);
        this.port = port;
        this.keys = selfSigned(directory.resolve("keys.p12"));
        pem("certificate.pem", "CERTIFICATE", keys.getCertificate(ALIAS).getEncoded());
        pem("key.pem", "PRIVATE KEY", keys.getKey(ALIAS, PASSWORD).getEncoded());
        String servers = brokers.stream()
                .map(url -> "server 127.0.0.1:" + url.getPort() + " max_fails=1 fail_timeout=2s;")
                .collect(Collectors.joining("\n    "));
        Files.writeString(
                directory.resolve("hub.conf"),
                Files.readString(SHIPPED)
                        .replace("@BROKERS@", servers)
                        .replace("@LISTEN@", "127.0.0.1:" + port)
                        .replace("@NAME@", "localhost")
                        .replace(
                                "@CERTIFICATE@",
                                directory.resolve("certificate.pem").toString())
                        .replace("@KEY@", directory.resolve("key.pem").toString()));
        Files.writeString(directory.resolve("nginx.conf"), """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                error_log stderr;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    include hub.conf;
                }
                """);
        this.child = launch();
    }

    /// Trusts this proxy's certificate and no other.
    SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, keys.getCertificate(ALIAS));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    void stop() {
        child.stop(Duration.ofSeconds(5));
    }

    void startAgain() throws Exception {
        child = launch();
    }

    @Override
    public void close() {
        stop();
    }

    private ChildProcess launch() throws Exception {
        ChildProcess started = ChildProcess.start(new ChildCommand(
                "nginx",
                List.of(program(), "-p", directory.toString(), "-c", "nginx.conf"),
                directory,
                directory.resolve("nginx.log"),
                StopSignal.TERM));
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!listens()) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new IllegalStateException("nginx does not listen:\n" + started.tail());
            }
            Thread.onSpinWait();
        }
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private static String program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":", -1)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException("This proof needs nginx (Debian: apt install nginx-light)"))
                .toString();
    }

    private void pem(String file, String what, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        Files.writeString(
                directory.resolve(file), "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n");
    }

    private static KeyStore selfSigned(Path file) throws Exception {
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process made = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        "EC",
                        "-validity",
                        "2",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IllegalStateException(said);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
