package io.centter.control.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centter.control.http.Route;
import io.centter.model.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sends spoiled requests to every route. Whatever comes in, the server answers in time, never with a fault, refuses
/// with a problem that tells nothing of its inside, and takes nothing that its own document calls wrong.
class FuzzTest {
    private static final Duration HANG = Duration.ofSeconds(5);
    /// What makes a route useless for the rest of the run.
    private static final Set<String> ENDING = Set.of("POST /auth/logout", "POST /auth/password");
    /// Codes of 501 and 503 that are answers by design: something is away, or not configured.
    private static final Set<String> AWAY = Set.of("busy", "hub-unavailable", "not-configured");
    private static final Pattern INSIDE = Pattern.compile(
            "\\bat (io|java|com|org)\\.|Exception|io\\.centter|com\\.fasterxml|org\\.postgresql|java\\.(lang|util)|"
                    + "SELECT |INSERT INTO|UPDATE .* SET|ERROR: ");

    private final HttpClient client = HttpClient.newHttpClient();
    private final WholePlane plane = WholePlane.shared();
    private final Shapes shapes = new Shapes(plane.document());
    private final Map<String, String> wrong = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Sent(String method, String path, Map<String, String> headers, byte[] body, boolean bodyIsJson) {}

    @Test
    void spoiledRequestsAreRefusedInOrder() throws Exception {
        fuzz(Long.getLong("centter.seed", 20261122), 1_500);
    }

    @Test
    @Tag("proof")
    void manySpoiledRequestsAreRefusedInOrder() throws Exception {
        fuzz(Long.getLong("centter.seed", System.nanoTime()), 12_000);
    }

    private void fuzz(long seed, int requests) throws Exception {
        System.out.println("fuzz seed=" + seed + " (again with -Dcentter.seed=" + seed + ")");
        Mutations mutations = new Mutations(seed);
        List<Route<?, ?>> routes = plane.routes().stream()
                .filter(route -> !ENDING.contains(Examples.key(route)))
                .toList();
        Scene scene = plane.scene().shared().furnish();
        for (int i = 0; i < requests; i++) {
            if (i % 300 == 299) {
                scene = plane.scene().shared().furnish();
            }
            Route<?, ?> route = routes.get(i % routes.size());
            judge(route, spoil(mutations, scene, route));
        }
        System.out.println("fuzz statuses=" + statuses);
        assertThat(wrong).as("seed " + seed).isEmpty();
        assertThat(statuses.keySet()).as("what came back: " + statuses).contains(200, 400, 401, 404, 422);
    }

    private Sent spoil(Mutations mutations, Scene scene, Route<?, ?> route) {
        String path = scene.path(route);
        JsonNode good = scene.body(route);
        Map<String, String> headers = new HashMap<>(scene.usual(route).headers());
        headers.put("Content-Type", "application/json");
        if (route.is(Route.Trait.VERSIONED)) {
            // What the scene is made of stays.
            boolean stale = mutations.below(4) == 0 || route.endpoint().method().equals("DELETE");
            headers.put("If-Match", stale ? "\"0\"" : "*");
        }
        byte[] body = good == null ? new byte[0] : good.toString().getBytes(StandardCharsets.UTF_8);
        boolean json = good != null;
        switch (mutations.below(good == null ? 5 : 12)) {
            case 0 -> path = otherPath(mutations, route, path);
            case 1, 2 -> path = otherQuery(mutations, route, path);
            case 3 -> spoilHeaders(mutations, headers);
            case 4 -> headers.put("Idempotency-Key", mutations.any(List.of("same", "x".repeat(300), "k y", "\u00e9")));
            case 5, 6 -> {
                body = mutations.broken(good == null ? "{}" : good.toString());
                json = false;
            }
            default ->
                body = mutations
                        .spoiled(good == null ? plane.document() : good)
                        .toString()
                        .getBytes(StandardCharsets.UTF_8);
        }
        return new Sent(route.endpoint().method(), path, headers, body, json);
    }

    private static String otherPath(Mutations mutations, Route<?, ?> route, String path) {
        String[] segments = path.split("/", -1);
        List<Integer> named = new ArrayList<>();
        String[] declared = route.endpoint().path().split("/", -1);
        for (int i = 0; i < declared.length; i++) {
            if (declared[i].startsWith("{")) {
                named.add(i);
            }
        }
        int at = named.isEmpty() ? segments.length - 1 : mutations.any(named);
        segments[at] = mutations.segment();
        return String.join("/", segments);
    }

    private static String otherQuery(Mutations mutations, Route<?, ?> route, String path) {
        List<String> names =
                new ArrayList<>(route.query().keySet().stream().sorted().toList());
        names.add("unknown");
        String name = mutations.any(names);
        String value =
                mutations.any(List.of("AAAA", "-1", "0", "99999999999", mutations.text(), "%00", "a".repeat(900)));
        String plain = path.replaceAll("([?&])" + name + "=[^&]*", "$1");
        return plain + (plain.contains("?") ? "&" : "?") + name + "="
                + URLEncoder.encode(value.length() > 2000 ? value.substring(0, 2000) : value, StandardCharsets.UTF_8);
    }

    private static void spoilHeaders(Mutations mutations, Map<String, String> headers) {
        switch (mutations.below(6)) {
            case 0 ->
                headers.put("Content-Type", mutations.any(List.of("text/plain", "application/xml", "json", ";;;")));
            case 1 ->
                headers.put("Authorization", mutations.any(List.of("Bearer ", "Basic eDp4", "Bearer a.b.c", "x")));
            case 2 -> headers.remove("Authorization");
            case 3 -> headers.put("X-Agent-Key", mutations.any(List.of("", "amk_", "amk_" + "A".repeat(43))));
            case 4 ->
                headers.put("If-Match", mutations.any(List.of("", "\"x\"", "W/\"1\"", "\"99999999999999999999\"")));
            default -> headers.put("traceparent", mutations.any(List.of("00", "00-" + "0".repeat(32) + "-1-01")));
        }
    }

    private void judge(Route<?, ?> route, Sent sent) throws InterruptedException {
        String absolute = sent.path().startsWith("//") ? sent.path().substring(1) : "/api/v1" + sent.path();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(plane.plane().url() + absolute))
                .timeout(HANG.multipliedBy(2))
                .method(sent.method(), HttpRequest.BodyPublishers.ofByteArray(sent.body()));
        try {
            sent.headers().forEach(request::header);
        } catch (IllegalArgumentException _) {
            return; // This client cannot send such a header.
        }
        long began = System.nanoTime();
        try {
            HttpResponse<String> answer = send(request.build());
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            statuses.merge(answer.statusCode(), 1, Integer::sum);
            String fault = fault(route, sent, answer, took);
            if (fault != null) {
                wrong.putIfAbsent(
                        Examples.key(route) + " " + answer.statusCode() + " "
                                + fault.lines().findFirst().orElse(""),
                        brief(sent.path()) + " " + brief(new String(sent.body(), StandardCharsets.UTF_8)) + " -> "
                                + brief(answer.body()));
            }
        } catch (HttpTimeoutException e) {
            wrong.put(Examples.key(route) + " hangs", brief(sent.path()));
        } catch (IOException e) {
            wrong.put(Examples.key(route) + " " + e, brief(sent.path()));
        }
    }

    /// Tries again where the connection was closed after the answer before, as a server does that leaves a body unread.
    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException _) {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        }
    }

    private @Nullable String fault(Route<?, ?> route, Sent sent, HttpResponse<String> answer, Duration took) {
        int status = answer.statusCode();
        String body = answer.body();
        if (took.compareTo(HANG) > 0) {
            return "took " + took;
        }
        if (status >= 500 && !((status == 501 || status == 503) && AWAY.contains(code(body)))) {
            return "is a fault";
        }
        if (status >= 400) {
            String type = answer.headers().firstValue("Content-Type").orElse("");
            return !type.equals("application/problem+json")
                    ? "has no problem but " + type
                    : INSIDE.matcher(body).find()
                            ? "tells of its inside"
                            : shapes.faultsOfProblem(body).stream().findFirst().orElse(null);
        }
        if (sent.bodyIsJson() && route.body() != null) {
            List<String> faults = shapes.faultsOfRequest(route, withoutNulls(sent.body()));
            if (!faults.isEmpty()) {
                return "took what the document calls wrong: " + faults.getFirst();
            }
        }
        return route.answer().type() == null
                        || status == 304
                        || !route.answer().media().isEmpty()
                ? null
                : shapes.faultsOfAnswer(route, status, body).stream()
                        .findFirst()
                        .orElse(null);
    }

    private static String code(String body) {
        try {
            return Wire.tolerant().readTree(body).path("code").asText();
        } catch (IOException _) {
            return "";
        }
    }

    /// In a request, null is as if the field were absent.
    private static String withoutNulls(byte[] body) {
        try {
            JsonNode node = Wire.tolerant().readTree(body);
            prune(node);
            return node.toString();
        } catch (IOException e) {
            throw new AssertionError("taken though no JSON: " + new String(body, StandardCharsets.UTF_8), e);
        }
    }

    private static void prune(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.removeIf(JsonNode::isNull);
        }
        node.forEach(FuzzTest::prune);
    }

    private static String brief(String text) {
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}
