package io.centter.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/// Stands before a control plane's API, at an address of its own: it lets requests through, holds them, or answers in
/// the control plane's place.
final class Gate implements AutoCloseable {
    private static final Set<String> TO_THE_SERVER = Set.of("authorization", "content-type", "if-match", "accept");
    private static final Set<String> TO_THE_CALLER = Set.of("content-type", "etag", "retry-after", "location");

    /// What is answered instead.
    record Refusal(int status, String body) {}

    private final URI server;
    private final HttpServer door;
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Predicate<String> concerned = _ -> false;
    private volatile Refusal refusal = new Refusal(0, "");
    private volatile CountDownLatch held = new CountDownLatch(0);

    private Gate(URI server, HttpServer door) {
        this.server = server;
        this.door = door;
    }

    static Gate before(URI server) throws IOException {
        HttpServer door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        Gate gate = new Gate(server, door);
        door.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        door.createContext("/", gate::answer);
        door.start();
        return gate;
    }

    String address() {
        return "http://127.0.0.1:" + door.getAddress().getPort();
    }

    /// Everything goes through, also what was held.
    void open() {
        concerned = _ -> false;
        held.countDown();
    }

    /// Reading these paths is never answered.
    void hold(Predicate<String> paths) {
        held = new CountDownLatch(1);
        refusal = new Refusal(0, "");
        concerned = paths;
    }

    /// Reading these paths is answered so.
    void refuse(Refusal with, Predicate<String> paths) {
        refusal = with;
        concerned = paths;
    }

    @Override
    public void close() {
        open();
        door.stop(0);
        client.close();
    }

    private void answer(HttpExchange call) throws IOException {
        try (call) {
            Refusal instead = refusal;
            if (call.getRequestMethod().equals("GET")
                    && concerned.test(call.getRequestURI().getPath())) {
                if (instead.status() != 0) {
                    call.getResponseHeaders().set("Content-Type", "application/problem+json");
                    byte[] body = instead.body().getBytes(StandardCharsets.UTF_8);
                    call.sendResponseHeaders(instead.status(), body.length);
                    call.getResponseBody().write(body);
                    return;
                }
                held.await();
            }
            pass(call);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void pass(HttpExchange call) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(call.getRequestURI()))
                .method(
                        call.getRequestMethod(),
                        HttpRequest.BodyPublishers.ofByteArray(
                                call.getRequestBody().readAllBytes()));
        call.getRequestHeaders().forEach((name, values) -> {
            if (TO_THE_SERVER.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<byte[]> answer = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        answer.headers().map().forEach((name, values) -> {
            if (TO_THE_CALLER.contains(name.toLowerCase(Locale.ROOT))) {
                call.getResponseHeaders().put(name, values);
            }
        });
        boolean empty = answer.body().length == 0;
        call.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            call.getResponseBody().write(answer.body());
        }
    }
}
