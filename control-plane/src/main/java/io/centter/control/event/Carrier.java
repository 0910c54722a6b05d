package io.centter.control.event;

import java.util.List;
import java.util.Set;

/// Brings outbox rows of some kinds to where they belong. At least once: a row comes again when the process died
/// between carrying and noting it, so carrying twice must do no harm.
public interface Carrier {
    Set<String> kinds();

    /// Carries rows of one network, in order; returns when all are done. Called on a virtual thread, for several
    /// networks at a time, never twice at a time for one network.
    ///
    /// @throws CarrierUnavailable where the other side is away: the rows wait, however long
    /// @throws Exception where a row cannot be carried: it is tried again, later and later, and at last parked
    void carry(List<OutboxRow> batch) throws Exception;
}
