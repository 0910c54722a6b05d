package io.centter.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// A client that hides nothing: status, headers and JSON of each answer.
public final class Api {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final URI base;
    private final Map<String, String> headers;

    /// What came back.
    public record Answer(int status, HttpHeaders headers, JsonNode json) {
        public String text(String field) {
            return json.path(field).asText();
        }

        /// The stable code of a problem.
        public String code() {
            return text("code");
        }

        public String pointer() {
            return json.path("errors").path(0).path("pointer").asText();
        }

        public String header(String name) {
            return headers.firstValue(name).orElse("");
        }
    }

    public Api(URI base, Map<String, String> headers) {
        this.base = base;
        this.headers = headers;
    }

    public Api with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new Api(base, more);
    }

    /// What every request carries.
    public Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    public Api as(String session) {
        return with("Authorization", "Bearer " + session);
    }

    /// The same caller at another server.
    public Api at(URI other) {
        return new Api(other, headers);
    }

    public Answer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer post(String path, Object body) {
        return json("POST", path, body);
    }

    public Answer post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    public Answer patch(String path, Object body) {
        return json("PATCH", path, body);
    }

    public Answer put(String path, Object body) {
        return json("PUT", path, body);
    }

    public Answer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    /// Sends a text as it is.
    public Answer raw(String method, String path, String body) {
        return with("Content-Type", "application/json").send(method, path, HttpRequest.BodyPublishers.ofString(body));
    }

    private Answer json(String method, String path, Object body) {
        try {
            return raw(method, path, Wire.strict().writeValueAsString(body));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What is no JSON.
    public HttpResponse<String> download(String path) {
        return exchange("GET", path, HttpRequest.BodyPublishers.noBody(), HttpResponse.BodyHandlers.ofString());
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        HttpResponse<byte[]> response = exchange(method, path, body, HttpResponse.BodyHandlers.ofByteArray());
        try {
            boolean isJson =
                    response.headers().firstValue("Content-Type").orElse("").endsWith("json");
            JsonNode json = response.body().length == 0 || !isJson
                    ? MissingNode.getInstance()
                    : Wire.tolerant().readTree(response.body());
            return new Answer(response.statusCode(), response.headers(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <T> HttpResponse<T> exchange(
            String method, String path, HttpRequest.BodyPublisher body, HttpResponse.BodyHandler<T> handler) {
        String absolute = path.startsWith("//") ? path.substring(1) : "/api/v1" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(absolute))
                .timeout(Duration.ofSeconds(30))
                .method(method, body);
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), handler);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
