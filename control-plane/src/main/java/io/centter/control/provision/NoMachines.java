package io.centter.control.provision;

import io.centter.control.refusal.Refused;
import org.jdbi.v3.core.Handle;

/// No provider is configured: every order is refused, after everything else about it was found to be right.
public final class NoMachines implements Machines {
    @Override
    public void order(Handle handle, MachineOrder order) {
        throw new Refused.NotConfigured(
                "This control plane has no provider of machines, so nothing was changed. Everything that it knows of "
                        + "the request is in order.");
    }
}
