package io.centter.control.hub;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which servers are the broker, asked again and again: one that is killed tells nobody, and one that is back may have
/// missed what the others were told.
final class RollCall {
    private static final Logger LOG = LoggerFactory.getLogger(RollCall.class);

    private final Broker broker;
    private final int replicas;
    private Set<String> present = Set.of();
    private volatile @Nullable String trouble;

    /// @param replicas on how many servers messages are to be kept
    RollCall(Broker broker, int replicas) {
        this.broker = broker;
        this.replicas = replicas;
    }

    /// Asks, and says whether others answer than before; a server that was started again is another.
    synchronized boolean hasChanged() {
        Set<String> now = broker.countServers();
        if (now.equals(present)) {
            return false;
        }
        int all = Math.max(now.size(), broker.clusterSize());
        present = now;
        String found = judge(now.size(), all, replicas);
        trouble = found;
        if (all < replicas) {
            LOG.error("servers={} of={} replicas={} detail=\"{}\"", now.size(), all, replicas, found);
        } else {
            LOG.info("servers={} of={} replicas={}", now.size(), all, replicas);
        }
        return true;
    }

    /// What is not as it should be, for people.
    Optional<String> trouble() {
        return Optional.ofNullable(trouble);
    }

    static @Nullable String judge(int here, int all, int replicas) {
        if (all < replicas) {
            return "nats.replicas is " + replicas + ", but the broker has " + all
                    + (all == 1 ? " server" : " servers that keep messages")
                    + ": add servers, or set nats.replicas to 1. Until then no network gets its streams.";
        }
        if (here == all) {
            return null;
        }
        String answers = here + " of " + all + " servers " + (here == 1 ? "answers: " : "answer: ");
        return here * 2 > all
                ? answers + "everything goes on, but a new network waits for its streams where too few are left."
                : answers + "nothing can be stored until more of them are back.";
    }
}
