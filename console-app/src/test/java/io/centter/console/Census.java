package io.centter.console;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;

/// What lives in this process after a full collection: threads, and the instances of every class that a window and its
/// connections are made of. Whatever nobody holds any more is not in it.
record Census(int threads, long bytes, Map<String, Long> instances) {
    private static final List<String> COUNTED = List.of(
            "io.centter.console.",
            "io.centter.sdk.",
            "javafx.",
            "com.sun.javafx.",
            "com.sun.prism.",
            "com.sun.webkit.",
            "io.nats.client.");

    /// Of these the toolkit keeps as many as there is memory for, by soft references: pictures of effects, and how
    /// texts
    /// are laid out. A heap dump of the evening shows no other way to them.
    private static final List<String> CACHED = List.of(
            "com.sun.prism.sw.SWRTTexture",
            "com.sun.javafx.text.",
            "com.sun.javafx.geom.Point2D",
            "com.sun.javafx.geom.Rectangle");

    static Census take() {
        Map<String, Long> instances = new HashMap<>();
        long bytes = 0;
        for (String line : histogram().lines().toList()) {
            // `  12:    1234    56789  some.Class (module)`
            String[] parts = line.strip().split("\\s+", 5);
            if (parts.length < 4
                    || COUNTED.stream().noneMatch(parts[3]::startsWith)
                    || CACHED.stream().anyMatch(parts[3]::startsWith)) {
                continue;
            }
            // Each hidden class has an address in its name; which lambda it is does not matter.
            instances.merge(parts[3].replaceAll("0x\\w+", ""), Long.parseLong(parts[1]), Long::sum);
            bytes += Long.parseLong(parts[2]);
        }
        if (instances.isEmpty()) {
            throw new IllegalStateException("the histogram names no class of the console");
        }
        return new Census(ManagementFactory.getThreadMXBean().getThreadCount(), bytes, instances);
    }

    /// The classes of which there are more than before by over a twentieth and over `slack` instances.
    Map<String, String> grownSince(Census before, int slack) {
        Map<String, String> grown = new TreeMap<>();
        instances.forEach((name, now) -> {
            long then = before.instances.getOrDefault(name, 0L);
            if (now > then + then / 20 + slack) {
                grown.put(name, then + " -> " + now);
            }
        });
        return grown;
    }

    /// The names of the threads, for whoever has to find the one that stayed.
    static List<String> threadNames() {
        List<String> names = new ArrayList<>();
        Thread.getAllStackTraces().keySet().forEach(thread -> names.add(thread.getName()));
        names.sort(null);
        return names;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
