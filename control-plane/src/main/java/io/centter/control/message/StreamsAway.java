package io.centter.control.message;

import io.centter.control.refusal.Refused;
import io.nats.client.JetStreamApiException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is said where JetStream does not answer a question about its streams.
final class StreamsAway {
    private static final Logger LOG = LoggerFactory.getLogger(StreamsAway.class);
    private static final Duration RETRY = Duration.ofSeconds(2);

    private StreamsAway() {}

    static Refused because(JetStreamApiException e) {
        LOG.warn("streams=unreadable reason={}", e.getMessage());
        return new Refused.Unavailable(
                "streams-unavailable", "The broker cannot show this network's streams now. Try again.", RETRY);
    }
}
