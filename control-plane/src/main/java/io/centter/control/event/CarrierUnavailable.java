package io.centter.control.event;

/// The other side of a [Carrier] is away. That is nobody's fault and parks nothing.
public final class CarrierUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public CarrierUnavailable(String message) {
        super(message, null, false, false);
    }
}
