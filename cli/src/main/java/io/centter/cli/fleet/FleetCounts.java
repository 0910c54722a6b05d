package io.centter.cli.fleet;

import io.centter.sdk.rest.ApiFailure;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the fleet has done so far.
final class FleetCounts {
    private static final Logger LOG = LoggerFactory.getLogger(FleetCounts.class);

    private final LongAdder tasks = new LongAdder();
    private final LongAdder results = new LongAdder();
    private final LongAdder events = new LongAdder();
    private final LongAdder beats = new LongAdder();
    private final LongAdder failures = new LongAdder();

    void task() {
        tasks.increment();
    }

    void result() {
        results.increment();
    }

    void event() {
        events.increment();
    }

    void beat() {
        beats.increment();
    }

    void failure(ApiFailure failure) {
        failures.increment();
        LOG.debug("failure=\"{}\"", failure.getMessage());
    }

    long tasks() {
        return tasks.sum();
    }

    long results() {
        return results.sum();
    }

    @Override
    public String toString() {
        return "tasks=" + tasks + " results=" + results + " events=" + events + " extra_beats=" + beats + " failures="
                + failures;
    }
}
