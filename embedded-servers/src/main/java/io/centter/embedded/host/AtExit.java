package io.centter.embedded.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Closes what is still open when the JVM ends by itself, the youngest first.
public final class AtExit {
    private static final Logger LOG = LoggerFactory.getLogger(AtExit.class);
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static boolean hooked;

    private AtExit() {}

    public static void close(AutoCloseable resource) {
        synchronized (OPEN) {
            if (!hooked) {
                Runtime.getRuntime().addShutdownHook(new Thread(AtExit::closeAll, "embedded-servers-exit"));
                hooked = true;
            }
            OPEN.push(resource);
        }
    }

    public static void forget(AutoCloseable resource) {
        synchronized (OPEN) {
            OPEN.removeFirstOccurrence(resource);
        }
    }

    private static void closeAll() {
        List<AutoCloseable> resources;
        synchronized (OPEN) {
            resources = List.copyOf(OPEN);
        }
        for (AutoCloseable resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                LOG.warn("Cannot close at exit. what={}", resource, e);
            }
        }
    }
}
