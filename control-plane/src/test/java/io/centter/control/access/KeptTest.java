package io.centter.control.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class KeptTest {
    private final AtomicBoolean heard = new AtomicBoolean(true);
    private final AtomicInteger reads = new AtomicInteger();
    private final Kept<Integer> kept = new Kept<>(heard::get, _ -> reads.incrementAndGet());

    @Test
    void aValueIsReadOnceUntilItIsToldToHaveChanged() {
        assertThat(kept.isReady()).isFalse();
        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.isReady()).isTrue();

        kept.changed();
        assertThat(kept.isReady()).isFalse();
        assertThat(kept.get()).isEqualTo(2);
        assertThat(kept.get()).isEqualTo(2);
    }

    @Test
    void whereChangesAreNotHeardEveryQuestionReads() {
        heard.set(false);
        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.get()).isEqualTo(2);
        assertThat(kept.isReady()).isFalse();

        heard.set(true);
        assertThat(kept.get()).isEqualTo(2);
    }

    @Test
    void aChangeWhileItIsReadIsReadAgain() {
        Kept<Integer> changing = changingWhileFirstRead();

        assertThat(changing.get()).isEqualTo(1);
        assertThat(changing.isReady()).isFalse();
        assertThat(changing.get()).isEqualTo(2);
        assertThat(changing.isReady()).isTrue();
    }

    @Test
    void aFailedReadLeavesNothingBehind() {
        Kept<Integer> failing = new Kept<>(heard::get, _ -> {
            if (reads.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
            }
            return reads.get();
        });

        assertThatThrownBy(failing::get).hasMessage("away");
        assertThat(failing.get()).isEqualTo(2);
    }

    private Kept<Integer> changingWhileFirstRead() {
        AtomicInteger count = new AtomicInteger();
        Kept<?>[] self = new Kept<?>[1];
        Kept<Integer> changing = new Kept<>(heard::get, _ -> {
            int read = count.incrementAndGet();
            if (read == 1) {
                self[0].changed();
            }
            return read;
        });
        self[0] = changing;
        return changing;
    }
}
