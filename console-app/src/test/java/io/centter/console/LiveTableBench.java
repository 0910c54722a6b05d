package io.centter.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.centter.console.fleet.SampleFleet;
import io.centter.console.fx.EventPump;
import io.centter.console.fx.FxThread;
import io.centter.console.fx.PulseWatch;
import io.centter.console.live.FleetChange;
import io.centter.console.theme.Theme;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.SynchronizedHistogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/// What a live table of 10,000 agents costs, from the feed's hand-over to the painted row.
@Tag("bench")
@ExtendWith(ApplicationExtension.class)
class LiveTableBench {
    private static final int AGENTS = Integer.getInteger("bench.agents", 10_000);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 20);
    private static final int IDLE_SECONDS = 20;

    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong oldestOffered = new AtomicLong();
    private final Histogram painted = new SynchronizedHistogram(TimeUnit.SECONDS.toMicros(60), 3);
    private long appliedSince;
    private Stagecraft console;
    private PulseWatch watch;

    @Start
    void show(Stage stage) {
        Theme.loadFonts();
        Theme.DARK.apply();
        console = new Stagecraft();
        console.connected();
        console.apply(new SampleFleet(42, console.clock.instant()).snapshot(AGENTS));
        Scene scene = new Scene(console.frame.node(), 980, 900);
        Theme.dress(scene);
        stage.setScene(scene);
        stage.show();
        watch = PulseWatch.of(scene, () -> {
            frames.incrementAndGet();
            if (appliedSince != 0) {
                painted.recordValue((System.nanoTime() - appliedSince) / 1000);
                appliedSince = 0;
            }
        });
    }

    @Test
    void tenThousandRowsUnderChange() throws Exception {
        System.out.printf(
                "%n%-12s %8s %10s %14s %14s %16s %16s %14s%n",
                "changes/s",
                "frames/s",
                "CPU core",
                "queue p50 ms",
                "queue p95 ms",
                "painted p50 ms",
                "painted p99 ms",
                "heap after MB");
        for (int rate : new int[] {0, 2_000, 20_000}) {
            measure(rate, Math.min(3, SECONDS), false);
            measure(rate, rate == 0 ? Math.min(IDLE_SECONDS, SECONDS) : SECONDS, true);
        }
        WaitForAsyncUtils.waitForAsyncFx(5_000, watch::close);
    }

    /// From the key that is pressed to the pulse that has laid out what is left of 10,000 rows.
    @Test
    void filterOfTenThousandRows() throws Exception {
        Histogram taken = new Histogram(TimeUnit.SECONDS.toMicros(60), 3);
        String[] typed = {"a", "ag", "agent-1", "presence:online", "presence:online role:developer", "-role:analyst", ""
        };
        for (int round = 0; round < 30; round++) {
            for (String text : typed) {
                long micros = WaitForAsyncUtils.waitForAsyncFx(10_000, () -> {
                    long began = System.nanoTime();
                    console.agents.filterTextProperty().set(text);
                    console.frame.node().applyCss();
                    console.frame.node().layout();
                    return (System.nanoTime() - began) / 1000;
                });
                if (round >= 5) {
                    taken.recordValue(micros);
                }
                WaitForAsyncUtils.waitForFxEvents();
            }
        }
        System.out.printf(
                "%nfilter of %,d rows: p50 %.1f ms, p95 %.1f ms, longest %.1f ms%n",
                AGENTS,
                taken.getValueAtPercentile(50) / 1e3,
                taken.getValueAtPercentile(95) / 1e3,
                taken.getMaxValue() / 1e3);
        WaitForAsyncUtils.waitForAsyncFx(5_000, watch::close);
        assertThat(taken.getValueAtPercentile(95)).as("p95 in µs").isLessThan(50_000);
    }

    private void measure(int rate, int seconds, boolean tell) throws Exception {
        try (ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
                EventPump<FleetChange> pump = new EventPump<>(
                        FleetChange::key,
                        FleetChange::newer,
                        batch -> {
                            appliedSince = oldestOffered.getAndSet(0);
                            assertThat(console.fleet.apply(batch)).isTrue();
                        },
                        FxThread::later,
                        timer,
                        Duration.ofMillis(100))) {
            Histogram queue = new SynchronizedHistogram(TimeUnit.SECONDS.toMicros(60), 3);
            Future<?> _ = timer.scheduleAtFixedRate(
                    () -> {
                        long asked = System.nanoTime();
                        FxThread.later(() -> queue.recordValue((System.nanoTime() - asked) / 1000));
                    },
                    0,
                    10,
                    TimeUnit.MILLISECONDS);
            // The request for pulses stands for a person who moves the pointer: frames are counted at their fastest.
            Future<?> _ = timer.scheduleAtFixedRate(
                    () -> FxThread.later(Platform::requestNextPulse), 0, 8, TimeUnit.MILLISECONDS);
            painted.reset();
            frames.set(0);
            long cpu = cpu();
            long started = System.nanoTime();
            offer(pump, rate, seconds, started);
            double took = (System.nanoTime() - started) / 1e9;
            WaitForAsyncUtils.waitForFxEvents();
            if (tell) {
                System.out.printf(
                        "%-12d %8.1f %9.0f%% %14.2f %14.2f %16.1f %16.1f %14.1f%n",
                        rate,
                        frames.get() / took,
                        (cpu() - cpu) / 1e7 / took,
                        queue.getValueAtPercentile(50) / 1e3,
                        queue.getValueAtPercentile(95) / 1e3,
                        painted.getValueAtPercentile(50) / 1e3,
                        painted.getValueAtPercentile(99) / 1e3,
                        liveHeap() / 1e6);
            }
        }
    }

    private void offer(EventPump<FleetChange> pump, int rate, int seconds, long started) {
        SampleFleet sample = new SampleFleet(rate, Instant.EPOCH);
        for (int slice = 1; slice <= seconds * 100; slice++) {
            Instant now = console.clock.instant();
            for (int i = 0; i < rate / 100; i++) {
                FleetChange change = sample.change(AGENTS, now);
                oldestOffered.compareAndSet(0, System.nanoTime());
                pump.offer(change);
            }
            LockSupport.parkNanos(started + slice * 10_000_000L - System.nanoTime());
        }
    }

    /// What is held after a collection.
    private static long liveHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
