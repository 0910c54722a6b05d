package io.centter.control.provision;

import org.jdbi.v3.core.Handle;

/// A provider of machines. An order is left in the transaction of the change that it belongs to and carried after its
/// commit, so that there is never one without the other; a provider that cannot take it refuses, and nothing is
/// changed.
public interface Machines {
    void order(Handle handle, MachineOrder order);
}
