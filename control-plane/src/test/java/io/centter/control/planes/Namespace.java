package io.centter.control.planes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;

/// A network namespace that a test made: a machine of its own, as far as the network goes, with a cable for each thing
/// it reaches. A cable that is cut swallows what is sent and says nothing, as a partition does.
final class Namespace implements AutoCloseable {
    private static final String PREFIX = "centter-";
    private static final int MOST = 60;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final String name;
    private final int number;
    private final List<String> cables = new ArrayList<>();

    Namespace() {
        this.number = NEXT.incrementAndGet();
        if (number > MOST) {
            throw new IllegalStateException("no addresses are left for another namespace");
        }
        this.name = PREFIX + ProcessHandle.current().pid() + "-" + number;
        run("ip", "netns", "add", name);
        run("ip", "-n", name, "link", "set", "lo", "up");
    }

    /// Skips the test where this process may not make namespaces: that takes root, Linux and `ip`.
    static void assume() {
        boolean may;
        try {
            removeLeftovers();
            new Namespace().close();
            may = true;
        } catch (IllegalStateException | UncheckedIOException _) {
            may = false;
        }
        Assumptions.assumeTrue(
                may,
                "SKIPPED: no partition was tried, since network namespaces (ip netns) cannot be made"
                        + " here. They need Linux, root and iproute2.");
    }

    @Override
    public String toString() {
        return name;
    }

    /// A cable from here into the namespace.
    ///
    /// @return the address of this end
    String cable(String what) {
        int subnet = number * 4 + cables.size();
        String outer = device(what, 0);
        run("ip", "link", "add", outer, "type", "veth", "peer", "name", device(what, 1), "netns", name);
        run("ip", "addr", "add", "10.213." + subnet + ".1/30", "dev", outer);
        run("ip", "link", "set", outer, "up");
        plug(device(what, 1), "10.213." + subnet + ".2");
        cables.add(what);
        return "10.213." + subnet + ".1";
    }

    /// The address of the inner end of a cable.
    String inner(String what) {
        return "10.213." + (number * 4 + cables.indexOf(what)) + ".2";
    }

    /// A cable between two namespaces.
    static void between(Namespace one, Namespace other) {
        String mine = one.device("peer", 0);
        String others = other.device("peer", 0);
        run("ip", "-n", one.name, "link", "add", mine, "type", "veth", "peer", "name", others, "netns", other.name);
        one.plug(mine, "10.213.253.1");
        other.plug(others, "10.213.253.2");
    }

    private void plug(String device, String address) {
        run("ip", "-n", name, "addr", "add", address + "/30", "dev", device);
        run("ip", "-n", name, "link", "set", device, "up");
    }

    void cut(String what) {
        run("tc", "qdisc", "replace", "dev", device(what, 0), "root", "blackhole");
        run("tc", "-n", name, "qdisc", "replace", "dev", device(what, 1), "root", "blackhole");
    }

    void heal(String what) {
        run("tc", "qdisc", "del", "dev", device(what, 0), "root");
        run("tc", "-n", name, "qdisc", "del", "dev", device(what, 1), "root");
    }

    /// Bytes that something inside has sent over a cable and that have not arrived.
    long underWay(String what) {
        return run("ip", "netns", "exec", name, "ss", "-Htn", "src", inner(what))
                .lines()
                .mapToLong(line -> Long.parseLong(line.strip().split(" +", 4)[2]))
                .max()
                .orElse(0);
    }

    /// Cuts the cable to another namespace, in both directions.
    void cutPeer() {
        run("tc", "-n", name, "qdisc", "replace", "dev", device("peer", 0), "root", "blackhole");
    }

    /// Whether something inside reaches a port, within two seconds.
    boolean reaches(String address, int port) {
        String words = "exec 3<>/dev/tcp/" + address + "/" + port;
        try {
            List<String> command = new ArrayList<>(inside());
            command.addAll(List.of("timeout", "2", "bash", "-c", words));
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// What runs a command inside.
    List<String> inside() {
        return List.of("ip", "netns", "exec", name);
    }

    @Override
    public void close() {
        // A namespace that goes takes its devices with it some time later.
        cables.forEach(what -> run("ip", "link", "del", device(what, 0)));
        run("ip", "netns", "del", name);
    }

    // At most 15 characters, and of its own on this machine.
    private String device(String what, int end) {
        return "c" + Long.toString(ProcessHandle.current().pid(), 36) + number + what.charAt(0) + end;
    }

    private static void removeLeftovers() {
        for (String line : run("ip", "netns", "list").lines().toList()) {
            String left = line.split(" ", 2)[0];
            if (left.startsWith(PREFIX)
                    && ProcessHandle.of(Long.parseLong(left.split("-", 3)[1])).isEmpty()) {
                run("ip", "netns", "del", left);
            }
        }
    }

    static String run(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(List.of(words).stream().collect(Collectors.joining(" ")) + ": " + said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
