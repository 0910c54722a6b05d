package io.centter.control;

import io.centter.control.lease.Duties;
import io.centter.control.lease.Duty;
import java.util.function.BooleanSupplier;

/// What one plane of several does for all: writing down what all of them see of agents, and what is done by the clock.
record Shifts(Duty presence, Duty schedules) {
    /// Applies for both.
    ///
    /// @param hears whether this plane sees the agents
    static Shifts of(Duties duties, BooleanSupplier hears) {
        return new Shifts(duties.apply("presence", hears), duties.apply("schedules", () -> true));
    }
}
