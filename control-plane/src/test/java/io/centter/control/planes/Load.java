package io.centter.control.planes;

import com.fasterxml.jackson.databind.JsonNode;
import io.centter.control.Api;
import io.centter.model.wire.Wire;
import io.nats.client.Connection;
import io.nats.client.JetStreamSubscription;
import io.nats.client.Message;
import io.nats.client.PullSubscribeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// What goes on while something breaks: at each plane somebody makes agents and sends messages, all in one network, and
/// an agent takes what it is sent. What was answered is remembered.
final class Load implements AutoCloseable {
    final Set<String> made = ConcurrentHashMap.newKeySet();
    final Set<String> sent = ConcurrentHashMap.newKeySet();
    final Set<String> taken = ConcurrentHashMap.newKeySet();
    final Map<Integer, AtomicInteger> refused = new ConcurrentHashMap<>();
    final String network;
    final String worker;
    private final Connection connection;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /// Begins at once.
    Load(Api... planes) throws Exception {
        network = planes[0].post("/networks", Map.of("name", "Acme")).text("id");
        worker = planes[0]
                .post("/networks/" + network + "/agents", Map.of("name", "Worker"))
                .json()
                .at("/agent/id")
                .asText();
        JsonNode issued =
                planes[0].post("/agents/" + worker + "/nats/credentials").json();
        connection = TwoPlanes.connect(issued, new ConcurrentLinkedQueue<>());
        JetStreamSubscription inbox =
                connection.jetStream().subscribe(null, PullSubscribeOptions.fastBind("AGENT_MESSAGES", worker));
        threads.add(Thread.ofVirtual().start(() -> take(inbox)));
        for (Api plane : planes) {
            threads.add(Thread.ofVirtual().start(() -> write(plane)));
        }
    }

    /// Lets what is asked for be answered; afterwards nothing new is asked.
    void stop() throws InterruptedException {
        closed = true;
        for (Thread thread : threads.subList(1, threads.size())) {
            thread.join(Duration.ofSeconds(60));
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Api plane) {
        while (!closed) {
            try {
                Api.Answer agent =
                        plane.post("/networks/" + network + "/agents", Map.of("name", "Agent " + UUID.randomUUID()));
                if (note(agent, 201)) {
                    made.add(agent.json().at("/agent/id").asText());
                }
                Api.Answer message =
                        plane.post("/agents/" + worker + "/message", Map.of("a2a", Map.of("text", "work")));
                if (note(message, 202)) {
                    sent.add(message.text("message_id"));
                }
            } catch (RuntimeException _) {
                // No answer at all: whoever asked knows nothing.
                refused.computeIfAbsent(0, _ -> new AtomicInteger()).incrementAndGet();
            }
        }
    }

    private boolean note(Api.Answer answer, int good) {
        if (answer.status() != good) {
            refused.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
        }
        return answer.status() == good;
    }

    private void take(JetStreamSubscription inbox) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                for (Message message : inbox.fetch(50, Duration.ofMillis(500))) {
                    taken.add(Wire.tolerant()
                            .readTree(message.getData())
                            .path("id")
                            .asText());
                    message.ack();
                }
            } catch (IOException | IllegalStateException _) {
                // It comes back by itself.
            }
        }
    }
}
