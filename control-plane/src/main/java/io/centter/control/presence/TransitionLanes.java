package io.centter.control.presence;

import io.centter.model.identity.NetworkId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Transitions that wait to be written, network by network: those of one in their order, and those of several side by
/// side, so that a network that is busy holds up nobody else.
final class TransitionLanes {
    private static final Logger LOG = LoggerFactory.getLogger(TransitionLanes.class);
    private static final int SIDE_BY_SIDE = 4;
    private static final int BATCH = 2_000;
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Writer writer;
    private final int capacity;
    private final LongAdder lost;
    private final Map<NetworkId, Lane> lanes = new LinkedHashMap<>();
    private final Semaphore slots = new Semaphore(SIDE_BY_SIDE);
    private int waiting;

    /// Writes transitions of one network; false where they must be tried again.
    interface Writer {
        boolean write(NetworkId network, List<Transition> some);
    }

    private static final class Lane {
        private final List<Transition> queue = new ArrayList<>();
        private boolean busy;
        private boolean tried;
        // When to try again, on the steady clock.
        private long notBefore;
    }

    /// Empty lanes.
    ///
    /// @param capacity how many may wait; beyond it the oldest of a network are lost and counted
    TransitionLanes(Writer writer, int capacity, LongAdder lost) {
        this.writer = writer;
        this.capacity = capacity;
        this.lost = lost;
    }

    synchronized void add(Transition transition) {
        List<Transition> queue = lanes.computeIfAbsent(transition.network(), _ -> new Lane()).queue;
        queue.add(transition);
        waiting++;
        if (waiting > capacity) {
            queue.removeFirst();
            waiting--;
            lost.increment();
        }
    }

    /// Begins with every network that is not being written and whose time has come, as far as there are slots.
    synchronized void start() {
        long now = System.nanoTime();
        for (Map.Entry<NetworkId, Lane> one : lanes.entrySet()) {
            Lane lane = one.getValue();
            boolean due = !lane.busy && !lane.queue.isEmpty() && (!lane.tried || now - lane.notBefore >= 0);
            if (due && slots.tryAcquire()) {
                lane.busy = true;
                List<Transition> batch = take(lane);
                Thread.ofVirtual().name("presence-" + one.getKey()).start(() -> write(one.getKey(), lane, batch));
            }
        }
    }

    synchronized boolean isEmpty() {
        return waiting == 0 && slots.availablePermits() == SIDE_BY_SIDE;
    }

    private List<Transition> take(Lane lane) {
        List<Transition> front = lane.queue.subList(0, Math.min(BATCH, lane.queue.size()));
        List<Transition> batch = List.copyOf(front);
        front.clear();
        waiting -= batch.size();
        return batch;
    }

    private void write(NetworkId network, Lane lane, List<Transition> batch) {
        boolean written = true;
        try {
            written = writer.write(network, batch);
        } catch (RuntimeException e) {
            LOG.error("transitions=lost network={} count={}", network, batch.size(), e);
            lost.add(batch.size());
        } finally {
            done(network, lane, batch, written);
            slots.release();
        }
    }

    private synchronized void done(NetworkId network, Lane lane, List<Transition> batch, boolean written) {
        lane.busy = false;
        lane.tried = !written;
        if (written) {
            if (lane.queue.isEmpty()) {
                lanes.remove(network);
            }
            return;
        }
        lane.notBefore = System.nanoTime() + AGAIN.toNanos();
        lane.queue.addAll(0, batch);
        waiting += batch.size();
    }
}
