package io.centter.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Stands before a server, at an address of its own, and can be cut and mended.
final class Relay implements AutoCloseable {
    private final URI server;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private ServerSocket door;

    private Relay(URI server, ServerSocket door) {
        this.server = server;
        this.door = door;
        port = door.getLocalPort();
    }

    static Relay to(URI server) throws IOException {
        Relay relay = new Relay(server, new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        relay.listen();
        return relay;
    }

    String address() {
        return "http://localhost:" + port;
    }

    /// Nobody is let in, and who is in is thrown out.
    void cut() throws IOException {
        door.close();
        for (Socket socket : open) {
            socket.close();
        }
        open.clear();
    }

    void mend() throws IOException {
        door = new ServerSocket();
        door.setReuseAddress(true);
        door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        listen();
    }

    @Override
    public void close() {
        try {
            cut();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen() {
        ServerSocket mine = door;
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket caller = mine.accept();
                    Socket called = new Socket(server.getHost(), server.getPort());
                    open.add(caller);
                    open.add(called);
                    Thread.ofVirtual().start(() -> pour(caller, called));
                    Thread.ofVirtual().start(() -> pour(called, caller));
                }
            } catch (IOException _) {
                // It was cut.
            }
        });
    }

    private static void pour(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException _) {
            // One of the two has gone; the other goes too.
        }
    }
}
