package io.centter.control.lease;

/// Another process has taken the duty over: what this one was about to write must not be written.
public final class DutyLost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DutyLost(String name) {
        super("another process has the duty " + name, null, false, false);
    }
}
