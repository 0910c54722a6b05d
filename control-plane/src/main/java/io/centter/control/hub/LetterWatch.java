package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.identity.AgentId;
import io.centter.model.identity.InvalidValue;
import io.centter.model.identity.NetworkId;
import io.centter.model.message.MessageHeaders;
import io.centter.model.message.Sender;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Dispatcher;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears from the broker of each message that it stored for an agent, by its headers alone, and of each that was
/// answered.
/// Whose it was is proven by the first token of the subject, and the sender by the last; what stands in headers of the
/// sender's own is the sender's word.
final class LetterWatch {
    private static final Logger LOG = LoggerFactory.getLogger(LetterWatch.class);
    private static final String QUEUE = "hub";
    private static final int MOST_WAITING = 50_000;
    private static final Pattern STORED =
            Pattern.compile("([A-Z0-9]+)\\.stored\\.mesh\\.agent\\.([0-9a-f]{12})\\.inbox(?:\\.(.+))?");
    private static final Pattern HANDLED = Pattern.compile("([A-Z0-9]+)\\.handled\\.([0-9a-f]{12})");

    private final Function<String, Optional<NetworkId>> networkOf;
    private final List<Consumer<LetterNote>> listeners = new CopyOnWriteArrayList<>();

    /// @param networkOf whose account it is, without waiting
    LetterWatch(Function<String, Optional<NetworkId>> networkOf) {
        this.networkOf = networkOf;
    }

    void listen(Consumer<LetterNote> listener) {
        listeners.add(listener);
    }

    void subscribe(Connection control) {
        Dispatcher dispatcher = control.createDispatcher(this::told);
        dispatcher.setPendingLimits(MOST_WAITING, -1);
        dispatcher.subscribe("*.stored.>", QUEUE).subscribe("*.handled.*", QUEUE);
    }

    private void told(Message message) {
        try {
            stored(message).or(() -> handled(message)).ifPresent(note -> listeners.forEach(each -> each.accept(note)));
        } catch (IllegalArgumentException | DateTimeException e) {
            LOG.debug("letter_note=unreadable subject={} reason={}", message.getSubject(), e.toString());
        }
    }

    private Optional<LetterNote> stored(Message message) {
        Matcher subject = STORED.matcher(message.getSubject());
        Headers headers = message.getHeaders();
        if (!subject.matches() || headers == null) {
            return Optional.empty();
        }
        return networkOf
                .apply(subject.group(1))
                .map(network -> new LetterNote.Stored(
                        network,
                        new AgentId(subject.group(2)),
                        Long.parseLong(headers.getLast("Nats-Sequence")),
                        Instant.parse(headers.getLast("Nats-Time-Stamp")),
                        sender(subject.group(3)),
                        id(headers),
                        uuid(headers.getLast(MessageHeaders.CORRELATION)),
                        time(headers.getLast(MessageHeaders.EXPIRES))));
    }

    private Optional<LetterNote> handled(Message message) {
        Matcher subject = HANDLED.matcher(message.getSubject());
        if (!subject.matches()) {
            return Optional.empty();
        }
        try {
            JsonNode said = Wire.tolerant().readTree(message.getData());
            return networkOf
                    .apply(subject.group(1))
                    .map(network -> new LetterNote.Handled(
                            network,
                            new AgentId(subject.group(2)),
                            said.path("stream_seq").asLong(),
                            Instant.parse(said.path("timestamp").asText()),
                            said.path("deliveries").asLong()));
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    // What goes back into its inbox has another id for the stream than it had.
    private static @Nullable UUID id(Headers headers) {
        UUID own = uuid(headers.getLast(MessageHeaders.MESSAGE));
        return own == null ? uuid(headers.getLast("Nats-Msg-Id")) : own;
    }

    private static @Nullable Sender sender(@Nullable String token) {
        try {
            return token == null ? null : new Sender(token);
        } catch (InvalidValue _) {
            return null;
        }
    }

    private static @Nullable UUID uuid(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    private static @Nullable Instant time(@Nullable String millis) {
        try {
            return millis == null ? null : Instant.ofEpochMilli(Long.parseLong(millis));
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
