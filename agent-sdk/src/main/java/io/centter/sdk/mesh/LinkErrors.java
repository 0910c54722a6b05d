package io.centter.sdk.mesh;

import io.nats.client.Connection;
import io.nats.client.Consumer;
import io.nats.client.ErrorListener;
import io.nats.client.Message;

/// Counts what the NATS client reports, and hands errors of the broker on.
final class LinkErrors implements ErrorListener {
    private final Tally tally;
    private final LinkListener listener;

    LinkErrors(Tally tally, LinkListener listener) {
        this.tally = tally;
        this.listener = listener;
    }

    @Override
    public void errorOccurred(Connection source, String error) {
        try {
            listener.error(error);
        } catch (RuntimeException e) {
            tally.trouble(Counter.CONNECTION_ERRORS, e);
        }
    }

    @Override
    public void exceptionOccurred(Connection source, Exception e) {
        // A connection that breaks is no news worth a line for every agent: its state says it.
        tally.count(Counter.CONNECTION_ERRORS);
        tally.info("connection=broken detail=\"" + e + "\"");
    }

    @Override
    public void slowConsumerDetected(Connection source, Consumer consumer) {
        tally.trouble(Counter.CONNECTION_ERRORS, "messages come faster than they are taken");
    }

    @Override
    public void messageDiscarded(Connection source, Message message) {
        tally.trouble(Counter.CONNECTION_ERRORS, "a message could not be queued for sending");
    }
}
