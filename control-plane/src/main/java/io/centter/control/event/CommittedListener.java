package io.centter.control.event;

import io.centter.model.event.HubEvent;

/// Hears every event of this process right after its commit, in the order of the network's `seq`, on the thread that
/// committed. It must be quick and must not start a transaction. What was committed before the process started is not
/// told: a listener that keeps a picture loads it first.
@FunctionalInterface
public interface CommittedListener {
    void committed(HubEvent event);
}
