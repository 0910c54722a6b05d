package io.centter.control.hub;

/// The broker has not as many servers as every message is to be kept on.
final class TooFewServers extends BrokerAway {
    private static final long serialVersionUID = 1L;

    TooFewServers(int replicas) {
        super("Messages are to be kept on " + replicas + " servers (nats.replicas), and the broker has fewer that are"
                + " well. Bring back those that are away, or add servers, or set nats.replicas to what there is.");
    }
}
