package io.centter.control.hub;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import io.nats.client.impl.NatsMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Publishes into the accounts of networks over the one CONTROL connection. What JetStream must keep is waited for: its
/// acknowledgement comes back through the account that it was stored in.
final class MeshPublisher {
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Supplier<Optional<Connection>> control;
    private final String process;
    private final AtomicLong count = new AtomicLong();
    private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();

    MeshPublisher(Supplier<Optional<Connection>> control, RandomGenerator random) {
        this.control = control;
        this.process = HexFormat.of().toHexDigits(random.nextLong());
    }

    void subscribe(Connection connection) {
        connection.createDispatcher(this::acknowledged).subscribe("*.relayack.*");
    }

    /// Stores a message in a stream of the account; the same id within ten minutes is stored once.
    ///
    /// @throws StreamRefused where the stream does not take it
    /// @throws Unheard where no stream says anything
    Mesh.Stored store(String account, String subject, String messageId, byte[] content) {
        return store(account, subject, messageId, Map.of(), content);
    }

    /// The same with more headers.
    Mesh.Stored store(String account, String subject, String messageId, Map<String, String> more, byte[] content) {
        Headers headers = new Headers().put("Nats-Msg-Id", messageId);
        more.forEach(headers::put);
        return stored(answered(
                id -> NatsMessage.builder()
                        .subject("relay." + account + "." + subject)
                        .replyTo("relayack." + id)
                        .headers(headers)
                        .data(content)
                        .build(),
                () -> new Unheard("no stream acknowledged " + subject)));
    }

    /// Tells those who listen now; nobody keeps it.
    void tell(String account, String subject, byte[] content) {
        publish(NatsMessage.builder()
                .subject("relay." + account + "." + subject)
                .data(content)
                .build());
    }

    /// Returns when the broker has everything that was told: a word to this process itself has come back.
    //
    // The flush of the library is a PING, and it ends the connection where more of these are out than it takes for
    // a broker that is gone.
    void flush() {
        answered(
                id -> NatsMessage.builder().subject("hub.relayack." + id).build(),
                () -> new BrokerAway("the broker does not take what is published"));
    }

    /// @param message that has itself answered under this id
    private byte[] answered(Function<String, Message> message, Supplier<BrokerAway> otherwise) {
        String id = process + "-" + count.incrementAndGet();
        CompletableFuture<byte[]> ack = new CompletableFuture<>();
        waiting.put(id, ack);
        try {
            publish(message.apply(id));
            return ack.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw otherwise.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerAway("stopping");
        } finally {
            waiting.remove(id);
        }
    }

    private void publish(Message message) {
        try {
            connection().publish(message);
        } catch (IllegalStateException e) {
            throw new BrokerAway("the broker is away: " + e.getMessage());
        }
    }

    private Connection connection() {
        return control.get().orElseThrow(() -> new BrokerAway("the broker is away"));
    }

    private void acknowledged(Message message) {
        String subject = message.getSubject();
        CompletableFuture<byte[]> ack = waiting.get(subject.substring(subject.lastIndexOf('.') + 1));
        if (ack != null) {
            ack.complete(message.getData());
        }
    }

    /// What an acknowledgement says.
    static Mesh.Stored stored(byte[] ack) {
        try {
            JsonNode answer = Wire.tolerant().readTree(ack);
            JsonNode error = answer.path("error");
            if (!error.isMissingNode()) {
                throw new StreamRefused(
                        error.path("err_code").asInt(),
                        error.path("description").asText());
            }
            if (!answer.path("seq").isIntegralNumber()) {
                throw new BrokerAway("what answered has stored nothing");
            }
            return new Mesh.Stored(
                    answer.path("seq").asLong(), answer.path("duplicate").asBoolean());
        } catch (IOException e) {
            throw new IllegalStateException("the stream answers what is no JSON", e);
        }
    }
}
