package io.centter.sdk.mesh;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.model.api.Problem;
import io.centter.model.wire.Wire;
import io.centter.sdk.rest.ApiProblem;
import io.centter.sdk.rest.Unreachable;
import io.nats.client.Connection;
import io.nats.client.Message;
import io.nats.client.impl.Headers;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Request and reply on the mesh, with the same failures as over HTTP.
final class Asking {
    private final Link link;
    private final Replies replies;

    Asking(Link link, Replies replies) {
        this.link = link;
        this.replies = replies;
    }

    <T> T ask(String subject, Object question, Class<T> type, Duration limit) {
        return read(subject, exchange(subject, question, limit), type);
    }

    /// Calls an agent, with what shows who asks.
    JsonNode call(String subject, JsonNode request, @Nullable String token, Duration limit) {
        Headers headers = token == null ? null : new Headers().put(Ears.AUTHORIZATION, Ears.BEARER + token);
        return read(subject, exchange(subject, request, headers, limit), JsonNode.class);
    }

    private static <T> T read(String subject, Message answer, Class<T> type) {
        try {
            JsonNode json = Wire.tolerant().readTree(answer.getData());
            if (json != null
                    && json.path("code").isTextual()
                    && json.path("status").isInt()) {
                throw new ApiProblem(Wire.tolerant().treeToValue(json, Problem.class), null);
            }
            T value = Wire.tolerant().treeToValue(json, type);
            if (value == null) {
                throw new IOException("it is empty");
            }
            return value;
        } catch (IOException e) {
            throw new Unreachable("The answer on " + subject + " cannot be read: " + e.getMessage(), e);
        }
    }

    private Message exchange(String subject, Object question, Duration limit) {
        return exchange(subject, question, null, limit);
    }

    private Message exchange(String subject, Object question, @Nullable Headers headers, Duration limit) {
        Connection open = link.connected()
                .orElseThrow(() -> new Unreachable("Not connected to the mesh; " + subject + " was not asked.", null));
        try {
            byte[] body = Wire.tolerant().writeValueAsBytes(question);
            return replies.ask(open, subject, headers, body, limit)
                    .orElseThrow(() ->
                            new Unreachable("No answer on " + subject + " within " + limit.toMillis() + " ms.", null));
        } catch (Replies.Nobody e) {
            String why =
                    subject.startsWith("mesh.registry.") ? "the hub is away" : "that agent is away, or takes no calls";
            throw new Unreachable("Nobody answers on " + subject + "; " + why + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unreachable("Interrupted while waiting on " + subject + ".", e);
        } catch (IOException | IllegalStateException e) {
            throw new Unreachable("Asking on " + subject + " failed: " + e.getMessage(), e);
        }
    }
}
