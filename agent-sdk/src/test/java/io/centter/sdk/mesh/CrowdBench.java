package io.centter.sdk.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.model.identity.AgentId;
import io.centter.model.role.Role;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a thousand agents in one process cost: platform threads, heap, and processor time while they only beat.
@Tag("bench")
final class CrowdBench {
    private static final int AGENTS = 1_000;
    private static final AgentId LISTENER = new AgentId("0000000000a1");

    @TempDir
    Path directory;

    @Test
    void thousandAgentsNeedFewThreads() throws Exception {
        Village village = new Village(directory, Map.of(LISTENER, Role.COORDINATOR));
        long threadsBefore = ManagementFactory.getThreadMXBean().getThreadCount();
        long heapBefore = heap();
        long begun = System.nanoTime();
        List<MeshAgent> agents = new ArrayList<>();
        CountDownLatch connected = new CountDownLatch(AGENTS);
        try (MeshThreads threads = new MeshThreads()) {
            startAll(agents, village, threads, connected);
            assertThat(connected.await(60, TimeUnit.SECONDS)).isTrue();
            long connectMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
            Thread.sleep(Duration.ofSeconds(15));
            long cpuBefore = cpu();
            Thread.sleep(Duration.ofSeconds(10));
            double share = (cpu() - cpuBefore) / 1e10;
            long threadsNow = ManagementFactory.getThreadMXBean().getThreadCount() - threadsBefore;
            System.out.printf(
                    Locale.ROOT,
                    "agents=%d connect_ms=%d platform_threads=+%d heap_per_agent_kb=%d idle_cores=%.3f%n",
                    AGENTS,
                    connectMillis,
                    threadsNow,
                    (heap() - heapBefore) / AGENTS / 1024,
                    share);
            assertThat(threadsNow).isLessThan(64);
            long closing = System.nanoTime();
            try (ExecutorService leaving = Executors.newVirtualThreadPerTaskExecutor()) {
                agents.forEach(agent -> leaving.execute(agent::close));
            }
            System.out.printf(Locale.ROOT, "close_ms=%d%n", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - closing));
        }
        village.close();
    }

    private static void startAll(
            List<MeshAgent> agents, Village village, MeshThreads threads, CountDownLatch connected) {
        for (int i = 0; i < AGENTS; i++) {
            agents.add(MeshAgent.of(new AgentId(String.format(Locale.ROOT, "%012x", i)))
                    .servers(List.of(village.address("hub")))
                    .threads(threads)
                    .beatEvery(Duration.ofMinutes(5))
                    .onMessage(message -> Outcome.DONE)
                    .onState(state -> {
                        if (state.isConnected()) {
                            connected.countDown();
                        }
                    })
                    .build()
                    .start());
        }
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
