package io.centter.control.provision;

import io.centter.control.refusal.Refused;
import io.centter.model.api.InstanceStatus;
import java.util.Locale;

/// The states of a machine, and what people may do in each. Everything else is refused: what was asked of the provider
/// is waited for.
sealed interface InstanceState {
    InstanceStatus status();

    record Requested() implements InstanceState {
        @Override
        public InstanceStatus status() {
            return InstanceStatus.REQUESTED;
        }
    }

    record Running() implements InstanceState {
        @Override
        public InstanceStatus status() {
            return InstanceStatus.RUNNING;
        }
    }

    record Stopping() implements InstanceState {
        @Override
        public InstanceStatus status() {
            return InstanceStatus.STOPPING;
        }
    }

    record Stopped() implements InstanceState {
        @Override
        public InstanceStatus status() {
            return InstanceStatus.STOPPED;
        }
    }

    record Starting() implements InstanceState {
        @Override
        public InstanceStatus status() {
            return InstanceStatus.STARTING;
        }
    }

    record Terminating() implements InstanceState {
        @Override
        public InstanceStatus status() {
            return InstanceStatus.TERMINATING;
        }
    }

    /// Over, by intent or not.
    record Ended(InstanceStatus status) implements InstanceState {}

    static InstanceState of(InstanceStatus status) {
        return switch (status) {
            case REQUESTED -> new Requested();
            case RUNNING -> new Running();
            case STOPPING -> new Stopping();
            case STOPPED -> new Stopped();
            case STARTING -> new Starting();
            case TERMINATING -> new Terminating();
            case TERMINATED, FAILED -> new Ended(status);
        };
    }

    /// What an order makes of it; refused where it makes no sense.
    default InstanceState after(MachineOrder.Kind order) {
        return switch (order) {
            case LAUNCH -> throw refused(order);
            case START -> {
                if (this instanceof Stopped) {
                    yield new Starting();
                }
                throw refused(order);
            }
            case STOP -> {
                if (this instanceof Running) {
                    yield new Stopping();
                }
                throw refused(order);
            }
            // Whatever it is doing, it may be ended; what is ended is not there to be asked.
            case TERMINATE ->
                switch (this) {
                    case Requested _, Running _, Stopping _, Stopped _, Starting _ -> new Terminating();
                    case Terminating _, Ended _ -> throw refused(order);
                };
        };
    }

    private Refused.Conflict refused(MachineOrder.Kind order) {
        return new Refused.Conflict(
                "wrong-state",
                "This instance is " + status().name().toLowerCase(Locale.ROOT) + ", and cannot "
                        + order.name().toLowerCase(Locale.ROOT) + " now; nothing was changed.");
    }
}
