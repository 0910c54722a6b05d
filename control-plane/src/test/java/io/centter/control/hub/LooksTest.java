package io.centter.control.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centter.model.identity.NetworkId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LooksTest {
    private static final List<NetworkId> MANY = IntStream.range(0, 40)
            .mapToObj(i -> new NetworkId(new UUID(7L << 12, Long.MIN_VALUE | i)))
            .toList();

    @Test
    void eachIsLookedAtOnceAndNeverMoreAtATimeThanIsAllowed() {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Set<NetworkId> seen = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(4);
        boolean all = new Looks(4).atEach(MANY, network -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            boolean first = seen.add(network) && meet(together);
            now.decrementAndGet();
            return first;
        });
        assertThat(all).isTrue();
        assertThat(seen).containsExactlyInAnyOrderElementsOf(MANY);
        assertThat(most).hasValue(4);
    }

    @Test
    void oneThatSaysNoDoesNotHoldUpTheOthers() {
        AtomicInteger looks = new AtomicInteger();
        assertThat(new Looks(3).atEach(MANY, _ -> looks.incrementAndGet() != 1)).isFalse();
        assertThat(looks).hasValue(MANY.size());
    }

    @Test
    void whatOneThrowsIsThrownAndWhatHadNotBegunIsLeft() {
        AtomicInteger looks = new AtomicInteger();
        assertThatThrownBy(() -> new Looks(1).atEach(MANY, _ -> {
                    looks.incrementAndGet();
                    throw new BrokerAway("gone");
                }))
                .isInstanceOf(BrokerAway.class)
                .hasMessage("gone");
        assertThat(looks).hasValue(1);
    }

    @Test
    void whoeverIsStoppedWhileItWaitsSaysSoAndLeavesTheRest() {
        AtomicInteger looks = new AtomicInteger();
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new Looks(2).atEach(MANY, _ -> {
                    looks.incrementAndGet();
                    return meet(new CyclicBarrier(2));
                }))
                .isInstanceOf(BrokerAway.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(looks).hasValueLessThanOrEqualTo(2);
    }

    private static boolean meet(CyclicBarrier together) {
        try {
            together.await(10, TimeUnit.SECONDS);
            return true;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
