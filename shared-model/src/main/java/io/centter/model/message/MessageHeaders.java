package io.centter.model.message;

import java.util.Map;
import java.util.TreeMap;

/// What a message says of itself beside its content, so that the hub can tell what became of it without reading it. A
/// message without these is delivered like any other, and traced by its id alone.
public final class MessageHeaders {
    /// The `id` of the envelope.
    public static final String MESSAGE = "Centter-Message";
    /// The `correlation_id` of the envelope.
    public static final String CORRELATION = "Centter-Correlation";
    /// When it is worth nothing any more, in milliseconds since 1970.
    public static final String EXPIRES = "Centter-Expires";

    private MessageHeaders() {}

    public static Map<String, String> of(Envelope envelope) {
        Map<String, String> headers = new TreeMap<>();
        headers.put(MESSAGE, envelope.id().toString());
        if (envelope.correlationId() != null) {
            headers.put(CORRELATION, envelope.correlationId().toString());
        }
        if (envelope.ttlMs() != null) {
            headers.put(
                    EXPIRES,
                    String.valueOf(envelope.ts().plusMillis(envelope.ttlMs()).toEpochMilli()));
        }
        return Map.copyOf(headers);
    }
}
