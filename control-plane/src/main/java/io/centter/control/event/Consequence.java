package io.centter.control.event;

import io.centter.model.event.EventData;
import java.util.Optional;

/// What an event leaves to be done. Asked inside the transaction of the change, so that the work is lost no more than
/// the change; it must not look anywhere but at the event.
@FunctionalInterface
public interface Consequence {
    Optional<Work> of(EventData event);

    /// Work for the carrier of `kind`. Two that are equal are done once.
    record Work(String kind, Object payload) {}
}
