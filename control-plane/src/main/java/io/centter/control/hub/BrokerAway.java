package io.centter.control.hub;

/// The broker does not answer. What was asked may or may not be done: ask again later.
class BrokerAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokerAway(String message) {
        super(message, null, false, false);
    }

    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }
}
