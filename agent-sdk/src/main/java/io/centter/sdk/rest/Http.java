package io.centter.sdk.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import io.centter.model.api.Page;
import io.centter.model.api.Problem;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Sends calls and turns whatever comes back into a value, an [ApiProblem] or an [Unreachable].
final class Http {
    /// Enough for the presence of some 50,000 agents.
    private static final long MAX_ANSWER_BYTES = 32L << 20;

    private final HttpClient client;
    private final URI base;
    private final Duration timeout;

    Http(HttpClient client, URI base, Duration timeout) {
        this.client = client;
        this.base = base;
        this.timeout = timeout;
    }

    URI base() {
        return base;
    }

    Http within(Duration limit) {
        return new Http(client, base, limit);
    }

    void close() {
        client.shutdownNow();
    }

    <T> T ask(Call call, Credential credential, Class<T> type) {
        return type.cast(read(call, send(call, credential), Wire.tolerant().constructType(type)));
    }

    @SuppressWarnings("unchecked") // Jackson has just built the page of this very type
    <T> Page<T> askPage(Call call, Credential credential, Class<T> item) {
        JavaType type = Wire.tolerant().getTypeFactory().constructParametricType(Page.class, item);
        return (Page<T>) read(call, send(call, credential), type);
    }

    private static Object read(Call call, HttpResponse<byte[]> answer, JavaType type) {
        try {
            Object value = Wire.tolerant().readValue(answer.body(), type);
            if (value == null) {
                throw unreadable(call, answer, "the answer is empty");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw unreadable(call, answer, e.getOriginalMessage());
        } catch (IOException e) {
            throw unreadable(call, answer, String.valueOf(e.getMessage()));
        }
    }

    /// Sends and gives the answer if its status is 2xx.
    HttpResponse<byte[]> send(Call call, Credential credential) {
        HttpRequest request = request(call, credential);
        HttpResponse<byte[]> answer;
        try {
            answer = exchange(request);
        } catch (Unreachable first) {
            // A kept connection that a restarted server no longer knows breaks on its next use, and only then.
            if (!call.mayBeRepeated() || !(first.getCause() instanceof IOException) || isTimeout(first)) {
                throw first;
            }
            answer = exchange(request);
        }
        if (answer.statusCode() / 100 != 2) {
            throw problem(call, answer);
        }
        return answer;
    }

    private HttpRequest request(Call call, Credential credential) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.target()))
                .timeout(timeout)
                .header("Accept", "application/json, application/problem+json");
        call.headers().forEach(request::header);
        credential.sign(request);
        Object body = call.body();
        if (body == null) {
            return request.method(call.method(), HttpRequest.BodyPublishers.noBody())
                    .build();
        }
        try {
            return request.header("Content-Type", "application/json")
                    .method(
                            call.method(),
                            HttpRequest.BodyPublishers.ofByteArray(Wire.strict().writeValueAsBytes(body)))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Not writable as JSON: " + body.getClass(), e);
        }
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<byte[]>> pending =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
        try {
            // The request's own time-out ends with the headers; this one also bounds a body that drips.
            return pending.get(timeout.toMillis() + 500, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause());
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw unreachable(e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private Unreachable unreachable(@Nullable Throwable cause) {
        String why = cause == null
                ? "no answer"
                : cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new Unreachable("The control plane at " + base + " cannot be reached: " + why + ".", cause);
    }

    private static boolean isTimeout(Unreachable failure) {
        return failure.getCause() instanceof HttpTimeoutException;
    }

    private static ApiProblem problem(Call call, HttpResponse<byte[]> answer) {
        Duration retryAfter = answer.headers()
                .firstValue("Retry-After")
                .flatMap(Http::seconds)
                .orElse(null);
        boolean told = answer.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("application/problem+json"))
                .isPresent();
        if (told) {
            try {
                Problem problem = Wire.tolerant().readValue(answer.body(), Problem.class);
                if (problem != null && problem.status() != 0) {
                    return new ApiProblem(problem, retryAfter);
                }
            } catch (IOException _) {
                // Said below, with the status that is known.
            }
        }
        int status = answer.statusCode();
        String detail = call.method() + ' ' + call.target() + " was answered with HTTP " + status
                + ", and not by a control plane; check the address and what stands in front of it.";
        return new ApiProblem(
                new Problem("about:blank", "HTTP " + status, status, "http-" + status, detail, null, null), retryAfter);
    }

    private static ApiProblem unreadable(Call call, HttpResponse<byte[]> answer, String why) {
        String detail = "The answer to " + call.method() + ' ' + call.target() + " cannot be read: " + why;
        Problem problem = new Problem(
                "about:blank", "Unreadable answer", answer.statusCode(), "unreadable-answer", detail, null, null);
        return new ApiProblem(problem, null);
    }

    private static Optional<Duration> seconds(String header) {
        try {
            return Optional.of(Duration.ofSeconds(Long.parseLong(header.strip())));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }
}
