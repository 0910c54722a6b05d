package io.centter.control.hub;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.nats.NatsKey;
import io.centter.model.api.IssuedCredentials;
import io.centter.model.wire.Wire;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A client of the broker that is a socket and a virtual thread: one process has thousands of them. It signs in,
/// answers
/// pings, publishes, and keeps what the server complains of.
final class LightClient implements AutoCloseable {
    private static final Pattern JWT = Pattern.compile("USER JWT-----\\s+(\\S+)");
    private static final Pattern SEED = Pattern.compile("NKEY SEED-----\\s+(\\S+)");
    private static final byte[] PONG = "PONG\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PATIENCE_MILLIS = 60_000;

    /// What it signs in with; read once, used for every connection.
    record Identity(String user, String jwt, NatsKey key) {
        static Identity of(IssuedCredentials issued) {
            return new Identity(
                    issued.userName(), first(JWT, issued.creds()), NatsKey.fromSeed(first(SEED, issued.creds())));
        }

        private static String first(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            if (!matcher.find()) {
                throw new IllegalArgumentException("no credentials: " + pattern);
            }
            return matcher.group(1);
        }
    }

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] answer;
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private LightClient(Socket socket, Identity who) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1_024);
        this.out = socket.getOutputStream();
        this.answer = answer(line(), who);
    }

    /// Returns when the server has let it in; an `IOException` says why it has not.
    static LightClient connect(int port, Identity who) throws IOException {
        LightClient client = atTheDoor(port, who);
        client.knock();
        client.awaitEntry();
        return client;
    }

    /// One that has heard the server's greeting and has its answer ready, but has not given it yet.
    static LightClient atTheDoor(int port, Identity who) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            return new LightClient(socket, who);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static byte[] answer(String greeting, Identity who) throws IOException {
        if (!greeting.startsWith("INFO ")) {
            throw new IOException("no greeting: " + greeting);
        }
        String nonce = Wire.tolerant()
                .readTree(greeting.substring("INFO ".length()))
                .path("nonce")
                .asText();
        ObjectNode sign = Wire.tolerant().createObjectNode();
        sign.put("verbose", false).put("pedantic", false).put("protocol", 1);
        sign.put("lang", "java").put("version", "0").put("name", who.user()).put("jwt", who.jwt());
        sign.put(
                "sig",
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(who.key().sign(nonce.getBytes(StandardCharsets.US_ASCII))));
        return ("CONNECT " + sign + "\r\nPING\r\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Gives its answer, and does not wait for what the server says.
    void knock() throws IOException {
        send(answer);
    }

    /// Waits until the server has let it in.
    void awaitEntry() throws IOException {
        for (String line = line(); !line.equals("PONG"); line = line()) {
            if (line.startsWith("-ERR")) {
                close();
                throw new IOException(line);
            }
        }
        socket.setSoTimeout(0);
        Thread.ofVirtual().start(this::read);
    }

    /// Does not wait: what the server thinks of it comes later.
    void publish(String subject, byte[] content) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.writeBytes(("PUB " + subject + " " + content.length + "\r\n").getBytes(StandardCharsets.UTF_8));
        text.writeBytes(content);
        text.writeBytes(new byte[] {'\r', '\n'});
        send(text.toByteArray());
    }

    boolean isOpen() {
        return ended.getCount() > 0;
    }

    /// Waits until it is ended.
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /// Whether the server has ended it within this time.
    boolean endsWithin(Duration time) throws InterruptedException {
        return ended.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What the server complained of since it was let in.
    Queue<String> errors() {
        return errors;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(byte[] text) throws IOException {
        synchronized (out) {
            out.write(text);
        }
    }

    private void read() {
        try (socket) {
            while (true) {
                String line = line();
                if (line.equals("PING")) {
                    send(PONG);
                } else if (line.startsWith("-ERR")) {
                    errors.add(line);
                } else if (line.startsWith("MSG ") || line.startsWith("HMSG ")) {
                    in.skipNBytes(Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)) + 2);
                }
            }
        } catch (IOException e) {
            errors.add(String.valueOf(e.getMessage()));
        } finally {
            ended.countDown();
        }
    }

    private String line() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(64);
        for (int one = in.read(); one != '\n'; one = in.read()) {
            if (one < 0) {
                throw new IOException("the server has closed");
            }
            if (one != '\r') {
                text.write(one);
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}
