package io.centter.sdk.mesh;

import io.centter.model.identity.AgentId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts, and says each kind of trouble once: an agent that meets the same trouble a thousand times fills no log.
final class Tally {
    private static final Logger LOG = LoggerFactory.getLogger(MeshAgent.class);

    private final AgentId self;
    private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);
    private final Set<String> said = ConcurrentHashMap.newKeySet();

    Tally(AgentId self) {
        this.self = self;
        for (Counter counter : Counter.values()) {
            counts.put(counter, new LongAdder());
        }
    }

    void count(Counter counter) {
        adder(counter).increment();
    }

    long of(Counter counter) {
        return adder(counter).sum();
    }

    void trouble(Counter counter, String what) {
        count(counter);
        if (said.add(counter.name())) {
            LOG.warn("agent={} event={} detail=\"{}\" (further ones are only counted)", self, counter, what);
        } else {
            LOG.debug("agent={} event={} detail=\"{}\"", self, counter, what);
        }
    }

    void trouble(Counter counter, Throwable cause) {
        trouble(counter, cause.toString());
        LOG.debug("agent={} event={}", self, counter, cause);
    }

    void info(String what) {
        LOG.debug("agent={} {}", self, what);
    }

    void warn(String what) {
        LOG.warn("agent={} {}", self, what);
    }

    @SuppressWarnings("NullAway") // filled for every value in the constructor
    private LongAdder adder(Counter counter) {
        return counts.get(counter);
    }
}
