package io.centter.control.hub;

import io.centter.model.identity.NetworkId;
import io.nats.client.Connection;
import io.nats.client.Message;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/// Hears from the broker that a message was delivered as often as is allowed. Whose it was is proven by the first token
/// of the subject; all else stands in the network's own stream, which keeps what nobody heard.
final class UndeliveredWatch {
    private static final String QUEUE = "hub";

    private final Function<String, Optional<NetworkId>> networkOf;
    private final List<Consumer<NetworkId>> listeners = new CopyOnWriteArrayList<>();

    UndeliveredWatch(Function<String, Optional<NetworkId>> networkOf) {
        this.networkOf = networkOf;
    }

    void listen(Consumer<NetworkId> listener) {
        listeners.add(listener);
    }

    void subscribe(Connection control) {
        var _ = control.createDispatcher(this::told).subscribe("*.undelivered.*", QUEUE);
    }

    private void told(Message message) {
        String subject = message.getSubject();
        networkOf
                .apply(subject.substring(0, subject.indexOf('.')))
                .ifPresent(network -> listeners.forEach(listener -> listener.accept(network)));
    }
}
