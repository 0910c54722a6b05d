package io.centter.control.permission;

import static org.assertj.core.api.Assertions.assertThat;

import io.centter.control.Api;
import io.centter.control.TestPlane;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How long a person waits for an explanation, in networks of 100 to 10,000 agents, beside the floor: the same client
/// asking the same server who it is. One after the other, by HTTP, client and server on the same machine.
@Tag("bench")
final class ExplainBench {
    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);
    private static final int TIMES = Integer.getInteger("bench.times", 5_000);
    private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);

    @Test
    void anExplanationTakesAsLongInALargeNetworkAsInASmallOne() {
        try (TestPlane plane = TestPlane.start()) {
            Map<String, Supplier<Api.Answer>> asked = new LinkedHashMap<>();
            Api floor = plane.person("floor@example.com");
            asked.put("floor", () -> floor.get("/auth/me"));
            for (int size : SIZES) {
                Acme acme = new Acme(plane);
                LargeNetwork large = new LargeNetwork(plane, acme, size);
                asked.put(
                        "explain@" + size, () -> acme.owner().post(acme.path() + "/permissions/explain", large.call()));
            }
            asked.values().forEach(ask -> took(ask, TIMES));
            for (int i = 1; i <= ROUNDS; i++) {
                int round = i;
                asked.forEach((name, ask) -> {
                    long[] took = took(ask, TIMES);
                    System.out.printf(
                            Locale.ROOT,
                            "explain round=%d %-14s p50=%.2f ms p99=%.2f ms longest=%.1f ms%n",
                            round,
                            name,
                            took[TIMES / 2] / 1e6,
                            took[TIMES * 99 / 100] / 1e6,
                            took[TIMES - 1] / 1e6);
                });
            }
        }
    }

    /// Nanoseconds, the shortest first.
    private static long[] took(Supplier<Api.Answer> ask, int times) {
        long[] took = new long[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            Api.Answer answer = ask.get();
            took[i] = System.nanoTime() - began;
            assertThat(answer.status()).isEqualTo(200);
        }
        Arrays.sort(took);
        return took;
    }
}
