package io.centter.embedded.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/// Ports a server can listen on and find again after a restart.
///
/// None is taken from 32768-60999: the system lends those to outgoing connections, so a restarted server would find its
/// port in use.
public final class FreePorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_767;
    private static final int ATTEMPTS = 500;
    // Between the choice and the server's start lies a moment in which the port is still free.
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /// Any free port; never the same twice in one process.
    public static int any() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1))
                .limit(ATTEMPTS)
                .filter(port -> GIVEN.add(port) && isFree(port))
                .findFirst()
                .orElseThrow(() -> new ServerFailure("No free port between " + LOWEST + " and " + HIGHEST + "."));
    }

    /// The wanted port, else the next free one of the hundred after it, else any.
    public static int from(int wanted) {
        return IntStream.range(wanted, Math.min(wanted + 100, 65_536))
                .filter(FreePorts::isFree)
                .findFirst()
                .orElseGet(FreePorts::any);
    }

    /// Whether nobody listens on it, neither on the loopback address nor on all addresses.
    public static boolean isFree(int port) {
        return canBind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                && canBind(new InetSocketAddress(port));
    }

    private static boolean canBind(InetSocketAddress address) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address, 1);
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
