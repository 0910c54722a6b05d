package io.centter.control.hub;

/// No stream of a network says that it stored what it was told, though the link is up.
final class Unheard extends BrokerAway {
    private static final long serialVersionUID = 1L;

    Unheard(String message) {
        super(message);
    }
}
