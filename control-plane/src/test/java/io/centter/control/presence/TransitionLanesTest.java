package io.centter.control.presence;

import static io.centter.control.presence.BoardFixture.LINDA;
import static io.centter.control.presence.BoardFixture.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.centter.model.identity.NetworkId;
import io.centter.model.presence.Presence;
import io.centter.model.presence.PresenceCause;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class TransitionLanesTest {
    private static final NetworkId BUSY = new NetworkId(UUID.randomUUID());
    private static final NetworkId OTHER = new NetworkId(UUID.randomUUID());

    private final Queue<Transition> written = new ConcurrentLinkedQueue<>();
    private final LongAdder lost = new LongAdder();

    @Test
    void aBusyNetworkHoldsUpNobodyElse() throws InterruptedException {
        CountDownLatch free = new CountDownLatch(1);
        TransitionLanes lanes = new TransitionLanes(
                (network, some) -> {
                    if (network.equals(BUSY)) {
                        awaitQuietly(free);
                    }
                    return written.addAll(some);
                },
                100,
                lost);
        lanes.add(of(BUSY, 1));
        lanes.start();
        for (int i = 0; i < 10; i++) {
            lanes.add(of(OTHER, i));
            lanes.start();
        }
        await().until(() -> {
            lanes.start();
            return written.size() == 10;
        });
        assertThat(written).extracting(Transition::network).containsOnly(OTHER);
        assertThat(written).extracting(Transition::workInFlight).isSorted();
        free.countDown();
        await().until(() -> written.size() == 11 && lanes.isEmpty());
    }

    @Test
    void whatIsNotWrittenComesAgainBeforeWhatCameLater() {
        AtomicBoolean away = new AtomicBoolean(true);
        TransitionLanes lanes = new TransitionLanes((_, some) -> !away.get() && written.addAll(some), 100, lost);
        lanes.add(of(BUSY, 1));
        lanes.start();
        lanes.add(of(BUSY, 2));
        away.set(false);
        await().until(() -> {
            lanes.start();
            return written.size() == 2;
        });
        assertThat(written).extracting(Transition::workInFlight).containsExactly(1, 2);
    }

    @Test
    void beyondTheLimitTheOldestAreLostAndCounted() {
        TransitionLanes lanes = new TransitionLanes((_, some) -> written.addAll(some), 3, lost);
        for (int i = 0; i < 5; i++) {
            lanes.add(of(BUSY, i));
        }
        lanes.start();
        await().until(lanes::isEmpty);
        assertThat(List.copyOf(written)).extracting(Transition::workInFlight).containsExactly(2, 3, 4);
        assertThat(lost.sum()).isEqualTo(2);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Transition of(NetworkId network, int number) {
        return new Transition(
                network,
                LINDA,
                START,
                Presence.OFFLINE,
                Presence.ONLINE,
                PresenceCause.CONNECTED,
                null,
                null,
                true,
                false,
                number);
    }
}
