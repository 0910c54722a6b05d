package io.centter.cli.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/// Chooses the ports of the demo: the usual one, or the next that is free.
final class Ports {
    private static final int TRIES = 200;

    private Ports() {}

    static int usualOrNext(int usual) {
        for (int port = usual; port < usual + TRIES; port++) {
            if (isFree(port)) {
                return port;
            }
        }
        throw new DemoFailed("No free port from " + usual + " to " + (usual + TRIES - 1)
                + ". Stop what listens there, and start the demo again.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
