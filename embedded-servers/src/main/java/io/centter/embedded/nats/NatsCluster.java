package io.centter.embedded.nats;

import io.centter.embedded.host.ServerFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Several nats-servers that are one broker. They are started together: none is ready before most of them are.
public final class NatsCluster {
    private static final Logger LOG = LoggerFactory.getLogger(NatsCluster.class);

    private NatsCluster() {}

    /// Starts all, and returns when each takes connections and knows what the others know.
    ///
    /// @throws ServerFailure when one does not become ready; then none runs
    public static List<NatsServer> start(List<NatsOptions> nodes) {
        List<CompletableFuture<NatsServer>> starting =
                nodes.stream().map(NatsCluster::begin).toList();
        List<NatsServer> running = new ArrayList<>();
        RuntimeException failure = null;
        for (CompletableFuture<NatsServer> one : starting) {
            try {
                running.add(one.join());
            } catch (CompletionException e) {
                failure = e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }
        if (failure != null) {
            running.forEach(NatsServer::close);
            throw failure;
        }
        return running;
    }

    private static CompletableFuture<NatsServer> begin(NatsOptions node) {
        CompletableFuture<NatsServer> started = new CompletableFuture<>();
        Thread.ofVirtual().name("start-" + node.directory().getFileName()).start(() -> {
            try {
                started.complete(startTwice(node));
            } catch (RuntimeException e) {
                started.completeExceptionally(e);
            }
        });
        return started;
    }

    /// A server that came up while the others had no leader yet may wait for one for ever; started again, it finds it.
    private static NatsServer startTwice(NatsOptions node) {
        try {
            return NatsServer.start(node);
        } catch (ServerFailure e) {
            if (e.saysPortTaken()) {
                throw e;
            }
            LOG.warn("A nats-server did not find its cluster, starting it again. directory={}", node.directory());
            return NatsServer.start(node);
        }
    }
}
