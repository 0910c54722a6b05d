package io.centter.control.provision;

import io.centter.control.refusal.Refused;
import io.centter.model.api.InstanceStatus;
import java.util.Locale;

/// What people may do with a machine in each of its states. Everything else is refused: what was asked of the provider
/// is waited for.
final class InstanceStates {
    private InstanceStates() {}

    /// What an order makes of a state; refused where it makes no sense.
    static InstanceStatus after(InstanceStatus state, MachineOrder.Kind order) {
        return switch (order) {
            case LAUNCH -> throw refused(state, order);
            case START -> only(InstanceStatus.STOPPED, state, order, InstanceStatus.STARTING);
            case STOP -> only(InstanceStatus.RUNNING, state, order, InstanceStatus.STOPPING);
            // Whatever it is doing, it may be ended; what is ended is not there to be asked.
            case TERMINATE ->
                switch (state) {
                    case REQUESTED, RUNNING, STOPPING, STOPPED, STARTING -> InstanceStatus.TERMINATING;
                    case TERMINATING, TERMINATED, FAILED -> throw refused(state, order);
                };
        };
    }

    private static InstanceStatus only(
            InstanceStatus from, InstanceStatus state, MachineOrder.Kind order, InstanceStatus then) {
        if (state != from) {
            throw refused(state, order);
        }
        return then;
    }

    private static Refused.Conflict refused(InstanceStatus state, MachineOrder.Kind order) {
        return new Refused.Conflict(
                "wrong-state",
                "This instance is " + state.name().toLowerCase(Locale.ROOT) + ", and cannot "
                        + order.name().toLowerCase(Locale.ROOT) + " now; nothing was changed.");
    }
}
