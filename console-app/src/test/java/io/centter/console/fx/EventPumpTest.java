package io.centter.console.fx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventPumpTest {
    private record Change(int agent, int version) {}

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService fx = Executors.newSingleThreadExecutor();
    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger mostQueued = new AtomicInteger();
    private final Queue<List<Change>> batches = new ConcurrentLinkedQueue<>();

    private EventPump<Change> pump(Duration interval) {
        return new EventPump<>(
                Change::agent,
                (earlier, later) -> later.version() >= earlier.version() ? later : earlier,
                batches::add,
                action -> {
                    mostQueued.accumulateAndGet(queued.incrementAndGet(), Math::max);
                    fx.execute(() -> {
                        queued.decrementAndGet();
                        action.run();
                    });
                },
                timer,
                interval);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        fx.shutdownNow();
    }

    @Test
    void firstChangeAfterQuietGoesAtOnce() {
        try (EventPump<Change> pump = pump(Duration.ofSeconds(30))) {
            pump.offer(new Change(1, 1));
            await().atMost(Duration.ofSeconds(2)).until(() -> !batches.isEmpty());
        }
    }

    @Test
    void ofOneAgentOnlyTheNewestArrives() {
        try (EventPump<Change> pump = pump(Duration.ofMillis(200))) {
            pump.offer(new Change(0, 0));
            await().until(() -> batches.size() == 1);
            for (int version = 1; version <= 50; version++) {
                pump.offer(new Change(7, version));
            }
            pump.offer(new Change(7, 3));
            await().until(() -> batches.size() == 2);
            assertThat(batches).contains(List.of(new Change(7, 50)));
        }
    }

    @Test
    void twentyThousandASecondLoseNothingAndQueueOneHandOver() {
        int agents = 500;
        int versions = 80;
        try (EventPump<Change> pump = pump(Duration.ofMillis(100))) {
            long started = System.nanoTime();
            for (int version = 1; version <= versions; version++) {
                for (int agent = 0; agent < agents; agent++) {
                    pump.offer(new Change(agent, version));
                }
                // 40,000 changes over two seconds.
                long due = started + version * Duration.ofSeconds(2).toNanos() / versions;
                LockSupport.parkNanos(due - System.nanoTime());
            }
            Map<Integer, Integer> last = new HashMap<>();
            await().untilAsserted(() -> {
                batches.forEach(batch -> batch.forEach(change -> last.put(change.agent(), change.version())));
                assertThat(last)
                        .hasSize(agents)
                        .allSatisfy((_, version) -> assertThat(version).isEqualTo(versions));
            });
            assertThat(mostQueued.get()).isEqualTo(1);
            // Two seconds at a batch each tenth, one at the beginning and one at the end.
            assertThat(batches.size()).isLessThanOrEqualTo(2 + (int) ((System.nanoTime() - started) / 100_000_000));
        }
    }

    @Test
    void nothingArrivesAfterClosing() {
        EventPump<Change> pump = pump(Duration.ofSeconds(30));
        pump.offer(new Change(1, 1));
        await().until(() -> batches.size() == 1);
        pump.offer(new Change(1, 2));
        pump.close();
        pump.close();
        pump.offer(new Change(1, 3));
        assertThat(timer.shutdownNow())
                .allSatisfy(wait -> assertThat(((Future<?>) wait).isCancelled()).isTrue());
        assertThat(batches).hasSize(1);
    }
}
